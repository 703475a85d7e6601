"""`scrapy newsite` on imitation newsrooms that nothing is declared of: what it declares is crawled and tested.

    python -m bench.newsite [NAME ...] [--seeds 3] [--articles 40] [--keep DIR]

NAME is a platform of the replicas, `plain`, or a section of the family, by its list (`en-news`) or by the home page that leads
there (`home:en-news`). A row: requests of `newsite`, lines of the class, its own tests, what a crawl of it finds, exit code.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "crawl"))

from new_project import Project  # noqa: E402

from bench.platforms import add_arguments, count_good  # noqa: E402
from tests.replica.catalogue import HOMES, channels  # noqa: E402
from tests.replica.newsroom import make  # noqa: E402
from tests.replica.plain import make_plain  # noqa: E402
from tests.replica.platforms.catalogue import PLATFORMS  # noqa: E402
from tests.replica.platforms.server import PlatformServer  # noqa: E402
from tests.replica.server import ReplicaServer  # noqa: E402

FAMILY = tuple(room.key for room in channels(1))
MOST_REQUESTS, MOST_LINES = 30, 15
NAME = "newcomer"


@contextmanager
def newsroom(name: str, seed: int, articles: int) -> Iterator[tuple[str, str, list[set[str]]]]:
    """(proxy, address to begin at, for each release the paths it can be found under)."""
    if name in PLATFORMS:
        made = PLATFORMS[name](seed, articles)
        with PlatformServer(made) as platform:
            made.origin = "http://www.acme-works.example"
            yield f"http://{platform.host}", made.origin + made.start, [{each.path} for each in made.expected()]
        return
    key = name.removeprefix("home:")
    room = next((each for each in channels(seed) if each.key == key), None)
    model = make(seed, articles, (room.site,), rooms=(room,)) if room else make_plain(seed, articles)
    path = "/news/" if room is None else HOMES[room.generation] if name != key else room.path
    host = room.host if room else "www.plain.example"
    with ReplicaServer(model) as server:
        truth = [set(map(path_of, each.urls)) for each in model.expected(room.site if room else "plain")]
        yield server.address, f"http://{host}{path}", truth


def path_of(url: str) -> str:
    """An address without its host."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def lines_of_class(text: str) -> int:
    node = next(node for node in ast.parse(text).body if isinstance(node, ast.ClassDef))
    return (node.end_lineno or 0) - node.lineno + 1


def measure(name: str, seed: int, articles: int, folder: Path) -> bool:
    """Declare and crawl one newsroom and print its row; whether all is as it has to be."""
    with newsroom(name, seed, articles) as (proxy, start, truth):
        project = Project.make(folder, proxy)
        made = project.run("newsite", start, "--name", NAME)
        said = dict(line.split(maxsplit=1) for line in made.stdout.splitlines() if line.startswith(("requests ", "platform ")))
        requests = int(said.get("requests", 0))
        row = f"{name:22} {seed:4} {made.returncode:4} {requests:8}"
        if made.returncode:
            print(f"{row}  SHORT {made.stdout[-300:]!r} {made.stderr[-500:]!r}", flush=True)
            return False
        text, failures = project.declaration(NAME), project.failures(NAME)
        crawl = project.crawl(NAME)
    found = [path_of(str(line["url"])) for line in crawl.lines]
    known = set().union(*truth)
    recall = sum(bool(paths & set(found)) for paths in truth) / len(truth)
    precision = sum(path in known for path in found) / max(1, len(found))
    size = lines_of_class(text)
    good = recall == 1 and requests < MOST_REQUESTS and size <= MOST_LINES and not failures
    print(
        f"{row} {size:5} {'green' if not failures else 'RED':5} {recall:6.3f} {precision:9.3f} {crawl.code:4}"
        f"  {said.get('platform', '')[:50]}{'' if good else '  SHORT'}",
        flush=True,
    )  # fmt: skip
    if failures:
        print(failures[-1500:])
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser, 40, "projects")
    parser.add_argument("name", nargs="*", help=f"plain, {', '.join((*PLATFORMS, *FAMILY))}; all where none is named")
    chosen = parser.parse_args()
    print(f"{'newsroom':22} seed exit requests lines tests recall precision exit  platform")
    known = ["plain", *FAMILY, *(f"home:{key}" for key in FAMILY), *PLATFORMS]
    if unknown := set(chosen.name) - set(known):
        parser.error(f"no newsroom {', '.join(unknown)}; there are {', '.join(known)}")

    def one(name: str, seed: int, folder: Path) -> bool:
        return measure(name, seed, chosen.articles, folder / "project")

    print(count_good(chosen.name or known, chosen.seeds, chosen.keep, one), "are declared as they have to be")


if __name__ == "__main__":
    main()
