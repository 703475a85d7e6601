"""Work on batches in several threads, for what is done outside the interpreter's lock (numpy, rensa), in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from crawler.dataset.engine import THREADS

_AHEAD = 2  # batches a thread that may be in memory beside the one it works on

Given = TypeVar("Given")
Made = TypeVar("Made")


def in_threads(work: Callable[[Given], Made], batches: Iterable[Given]) -> Iterator[Made]:
    """What `work` makes of each batch, in their order. The batches are taken in this thread, a few ahead."""
    with ThreadPoolExecutor(THREADS) as pool:
        waiting: deque[Future[Made]] = deque()
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > THREADS * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
