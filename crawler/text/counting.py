"""Numbers in sentences."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 page`, `2 pages`, `1,012 pages`. many: where it is not the one with an s."""
    return f"{number:,} {noun(number, one, many)}"


def noun(number: int, one: str, many: str | None = None) -> str:
    """The word alone, as it stands beside that number."""
    return one if number == 1 else many or f"{one}s"
