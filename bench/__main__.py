"""`make bench`: the measurements, one after the other. Each prints a table of its own; none is a test."""

import argparse
import importlib
import importlib.util
import sys

BENCHES = ("monitoring", "accuracy", "dataset", "reextract")


def main(names: list[str]) -> None:
    """Run the named benches, or all of them."""
    for name in names or BENCHES:
        if importlib.util.find_spec(f"bench.{name}") is None:
            raise SystemExit(f"there is no bench {name!r}; there are {', '.join(BENCHES)}")
        print(f"\n== {name}", flush=True)
        sys.argv = [f"bench.{name}"]
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="*", help=f"of a bench (default: {', '.join(BENCHES)})")
    main(parser.parse_args().name)
