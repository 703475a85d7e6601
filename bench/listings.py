"""Invented listings read by the pure functions, beyond the 200 of the suite: `python -m bench.listings [NUMBER]`."""

import sys

from tests.property.listing_grammar import invented_listing
from tests.property.test_generated_listings import discovered

NUMBER = 2000
FIRST = 20_000_000  # the seeds of the suite lie below
SHOWN = 20


def main() -> None:
    """Reads the listings and prints how many came out as a person counts them, and the first that did not."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
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


if __name__ == "__main__":
    main()
