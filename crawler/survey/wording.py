"""Wording that pages share, and patterns made of it as they stand in a layout. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.text.fingerprint import title_key

LABEL = 40  # characters of the words beside a value
_WIDE = "\u2e80"  # the first character of the scripts that are written without blanks


@dataclass(frozen=True, slots=True)
class Wording:
    """A pattern: value, what `loose` is given; text, the same as it stands in a file, in an f-string."""

    value: str
    text: str

    def __add__(self, other: "Wording") -> "Wording":
        return Wording(self.value + other.value, self.text + other.text)

    @property
    def code(self) -> str:
        """The call of `loose` in a file."""
        plain = self.text.replace("{{", "{").replace("}}", "}")
        return f'loose(r"{plain}")' if plain == self.value else f'loose(rf"{self.text}")'


def literal(words: str) -> Wording:
    """Words of a page as a pattern for `loose`: blanks are any white space, nothing in them has another meaning."""
    value = re.escape(" ".join(words.split())).replace("\\ ", " ").replace('"', r"\x22").replace("\\-", "-")
    return Wording(value, value.replace("{", "{{").replace("}", "}}"))


def raw(pattern: str, text: str | None = None) -> Wording:
    """A pattern of our own. text: as it stands in a file, where that is not the same."""
    return Wording(pattern, pattern.replace("{", "{{").replace("}", "}}") if text is None else text)


def common_end(texts: Sequence[str]) -> str:
    return common_start([text[::-1] for text in texts])[::-1].lstrip()


def common_start(texts: Sequence[str]) -> str:
    """What all texts begin with, up to the end of a word."""
    shortest = min(texts, key=len)[:LABEL]
    size = next((n for n, char in enumerate(shortest) if any(text[n] != char for text in texts)), len(shortest))
    while size and any(len(text) > size and _is_one_word(text[size - 1], text[size]) for text in texts):
        size -= 1
    return shortest[:size]


def _is_one_word(one: str, other: str) -> bool:
    """Whether two neighbouring characters are of one word or number; Han and kana are written without blanks."""
    return one.isalnum() and other.isalnum() and one.isdigit() == other.isdigit() and max(one, other) < _WIDE


def shared_lines(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines that all pages have, in the order of the first."""
    return [line for line in dict.fromkeys(pages[0]) if title_key(line) and all(line in page for page in pages)]
