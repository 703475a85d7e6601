"""Fills sentence templates from word banks, so that a story keeps its people and places from first to last line."""

import random
import re
from collections.abc import Mapping

_SLOT = re.compile(r"\{([^{}]+)\}")
_WHOLE = re.compile(r"^([\d,]+)-([\d,]+)$")
_DECIMAL = re.compile(r"^(\d+)~(\d+)$")
_DEPTH = 6
_SMALL_WORDS = frozenset(("of", "and", "on", "in", "the", "for", "to", "with", "ahead"))


class Grammar:
    """Expands templates; `fixed` are the names in capitals, the same for a whole story."""

    def __init__(self, rng: random.Random, banks: Mapping[str, tuple[str, ...]], fixed: Mapping[str, str]) -> None:
        self._rng = rng
        self._banks = banks
        self._fixed = dict(fixed)

    def fill(self, template: str) -> str:
        """`template` with every slot filled, slots inside fillings too."""
        text = template
        for _ in range(_DEPTH):
            if "{" not in text:
                return text
            text = _SLOT.sub(lambda match: self._word(match[1]), text)
        return text

    def remember(self, name: str, value: str) -> None:
        """Fix `name` for the rest of the story."""
        self._fixed[name] = value

    def _word(self, slot: str) -> str:
        if slot in self._fixed:
            return self._fixed[slot]
        if whole := _WHOLE.match(slot):
            low, high = (int(end.replace(",", "")) for end in whole.groups())
            number = self._rng.randint(low, high)
            return f"{number:,}" if "," in slot else str(number)
        if decimal := _DECIMAL.match(slot):
            return f"{self._rng.randint(int(decimal[1]), int(decimal[2]))}.{self._rng.randint(1, 99):02d}"
        if slot in self._banks:
            return self._rng.choice(self._banks[slot])
        return headline(self.fill(self._rng.choice(self._banks[slot.lower()])))


def headline(text: str) -> str:
    """`text` with the capitals of a headline."""
    words = text.split(" ")
    shown = [word if i and word in _SMALL_WORDS else word[:1].upper() + word[1:] for i, word in enumerate(words)]
    return " ".join(shown)


def sentence_case(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]
