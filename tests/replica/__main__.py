"""`python -m tests.replica`: serve the replica newsrooms on 127.0.0.1 as a forward proxy, or one of them directly."""

import argparse
import contextlib
import os
from collections.abc import Sequence

from tests.replica.catalogue import SITES
from tests.replica.newsroom import make
from tests.replica.plain import make_plain
from tests.replica.server import ReplicaServer


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line, print `listening on 127.0.0.1:PORT`, serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.replica", description=__doc__)
    parser.add_argument("--seed", type=int, default=7, help="everything is generated from it")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free port")
    parser.add_argument("--articles", type=int, default=40, help="articles a site")
    parser.add_argument("--site", action="append", choices=SITES, help="serve only this site; may be repeated")
    parser.add_argument("--step", type=int, default=0, help="begin after so many steps of the standard timeline")
    parser.add_argument("--plain", action="store_true", help="one newsroom directly at http://127.0.0.1:PORT/")
    parser.add_argument("--page-size", type=int, default=20, help="rows of a listing page of the plain newsroom")
    options = parser.parse_args(arguments)
    if options.plain:
        newsroom = make_plain(options.seed, options.articles, options.page_size, timeline_step=options.step)
    else:
        newsroom = make(options.seed, options.articles, options.site or SITES, options.step)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            ReplicaServer(newsroom, options.port).serve_forever()
    except BrokenPipeError:  # who started it ended before it could say where it listens
        os._exit(0)


if __name__ == "__main__":
    main()
