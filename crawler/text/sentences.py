"""Where sentences end: the marks, and the quotation marks and brackets that may close behind them."""

import re

ENDS = ".!?…。！？｡؟۔।"
PAUSES = ":：;；"  # a line that ends with one is whole, though what it says goes on
CLOSING = "'\"”’»›)）]】」』》"
LAST = frozenset(ENDS + PAUSES + CLOSING)  # the last characters of a line that is whole
_CLOSING = re.escape(CLOSING)
_SENTENCE = re.compile(rf"[{ENDS}][{_CLOSING}]*$")
_LINE = re.compile(rf"[{ENDS}{PAUSES}][{_CLOSING}]*$")
_FINISHED = re.compile(rf"(?:[。！？｡؟۔।]|(?<!\.)[.!?])[{_CLOSING}]?\s*\Z")
_RUNNING = re.compile(rf"[{ENDS};；{_CLOSING}]\W*\Z")


def ends_sentence(text: str) -> bool:
    """Whether a text ends with the end of a sentence, closing quotation marks included."""
    return _SENTENCE.search(text) is not None


def ends_line(text: str) -> bool:
    """Whether nothing is missing at the end of a line: a sentence ends, or a part of one that a colon sets off."""
    return _LINE.search(text) is not None


def leaves_nothing_open(text: str) -> bool:
    """Whether a text ends a sentence, and not with dots."""
    return _FINISHED.search(text) is not None


def ends_as_running_text(text: str) -> bool:
    """Whether a line ends as running text does and a heading or label does not, brackets and quotations included."""
    return _RUNNING.search(text) is not None
