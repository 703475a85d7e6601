"""Invented listings and newsrooms read by the pure functions, beyond those of the suite: `python -m bench.listings [NUMBER]`."""

import argparse
from collections import Counter

from tests.property.listing_grammar import invented_listing
from tests.property.pager_grammar import invented_newsroom
from tests.property.test_generated_listings import discovered, true_ids, walked

NUMBER = 2000
FIRST = 20_000_000  # the seeds of the suite lie below
SHOWN = 20


def main() -> None:
    """Reads listings and newsrooms; prints how many came out as a person counts them, and the first that did not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", nargs="?", type=int, default=NUMBER)
    number: int = parser.parse_args().number
    read_listings(number)
    read_newsrooms(number)


def read_listings(number: int) -> None:
    """Single pages: their rows, titles, dates and forms."""
    wrong = []
    for seed in range(FIRST, FIRST + number):
        listing = invented_listing(seed)
        found = discovered(listing)
        if set(found) != set(listing.rows):
            wrong.append((listing, found))
    print(f"{number - len(wrong)} of {number} listings come out exactly")
    for listing, found in wrong[:SHOWN]:
        missed, invented = set(listing.rows) - set(found), set(found) - set(listing.rows)
        print(f"  {listing.said}\n    missed {sorted(map(str, missed))[:2]}\n    instead {sorted(map(str, invented))[:2]}")


def read_newsrooms(number: int) -> None:
    """Walks over several pages: whether all was found, else whether the gap was named, and gaps that nothing is behind."""
    came: Counter[str] = Counter()
    for seed in range(FIRST, FIRST + number):
        newsroom = invented_newsroom(seed)
        found, truth = walked(newsroom), true_ids(newsroom)
        outcome = "invented" if found.ids - truth else "whole" if found.ids == truth else "missed"
        came[f"{outcome}, {'a gap' if found.gaps else 'no gap'}, {'silent' if newsroom.silent else 'followable'}"] += 1
        if bool(found.gaps) != newsroom.silent or outcome != "whole":
            print(f"  {newsroom.said}: {outcome}, {[gap.said for gap in found.gaps]}")
    for said, times in came.most_common():
        print(f"{times} of {number} newsrooms: {said}")


if __name__ == "__main__":
    main()
