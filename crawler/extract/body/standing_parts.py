"""Parts of a release that a site prints below each of its releases, word for word: told by that and by form, in any language."""

import re
from collections.abc import Collection, Sequence

from crawler.extract.body.assemble import SUBHEADINGS, Paragraph, plain_text
from crawler.extract.body.part_headings import LINE
from crawler.extract.body.part_runs import PartRun
from crawler.extract.body.release_part_words import has_address
from crawler.extract.body.release_parts import runs_of
from crawler.items import ReleasePart
from crawler.page.boilerplate import PROSE, reads_as_label
from crawler.text.fingerprint import title_key
from crawler.text.writing import weight

_LABELS = 6  # lines above an address that may be a name, an office and a street
_FIRST = 6  # words in which a company names itself
_NAME_IN_HAN = 4  # characters
_OPENING, _NAME = 60, 5  # characters in which it does so; Latin letters of a site's name
_FORM_IN_HAN = re.compile(r"(?:株式|有限|合同)会社|(?:一般|公益)?(?:社団|財団)法人")  # of a company, before its name
_WORD = re.compile(r"\w[\w&'’.-]*\w|\w")
_ABOVE = 10  # times its own length that a standing text is behind the news


def standing_parts(paragraphs: Sequence[Paragraph], news: str, names: Collection[str] = ()) -> list[ReleasePart]:
    """The parts among the paragraphs that stand below the news of several pages; what is none of them is furniture.

    news: title and text of the article, in which the company has its name; names: keys of the site's and its owner's.
    """
    length = sum(len(each.text) for each in paragraphs)
    found: list[tuple[str, list[Paragraph]]] = []
    for run in runs_of(paragraphs, _ABOVE * length):
        end = _end_of(run)
        if run.kind not in ("news", "end_mark", "related"):
            found.append((run.kind, run.paragraphs[:end]))
        found += _by_form(run.paragraphs[end:], news, names)
    parts = [ReleasePart(kind, plain_text(part)) for kind, part in found]
    return [part for part in parts if part.text]


def _end_of(run: PartRun) -> int:
    """Number of paragraphs of a stretch that are what its words say: contacts end with an address, all else before one."""
    addresses = [at for at, each in enumerate(run.paragraphs) if has_address(each.text)]
    if run.kind == "contacts":
        return addresses[-1] + 1 if addresses else 0
    if run.kind in ("news", "related"):
        return int(run.kind == "related")  # its heading
    end = addresses[0] if addresses else len(run.paragraphs)
    while addresses and end > 1 and reads_as_label(run.paragraphs[end - 1].text):
        end -= 1
    return end


def _by_form(paragraphs: Sequence[Paragraph], news: str, names: Collection[str]) -> list[tuple[str, list[Paragraph]]]:
    """What a company says of itself begins with its name; contacts are lines above an address."""
    found: list[tuple[str, list[Paragraph]]] = []
    labels: list[Paragraph] = []
    for paragraph in paragraphs:
        kind = _kind_of(paragraph.text, news, names)
        if kind and found and found[-1][0] == kind and not _is_headed(labels):
            found[-1][1].extend([*labels, paragraph])
        elif kind:
            found.append((kind, [*labels[-_LABELS if kind == "contacts" else -1 :], paragraph]))
        elif reads_as_label(paragraph.text):
            labels.append(paragraph)
            continue
        labels = []
    return found


def _is_headed(labels: Sequence[Paragraph]) -> bool:
    return any(each.kind in SUBHEADINGS for each in labels)


def _kind_of(text: str, news: str, names: Collection[str]) -> str | None:
    if has_address(text):
        return "contacts" if len(text) <= 3 * LINE else None
    own = weight(text) >= PROSE and (_opens_with_a_name(text, news) or _opens_with_the_sites(text, names))
    return "about" if own else None


def _opens_with_the_sites(text: str, names: Collection[str]) -> bool:
    opening = title_key(text[:_OPENING])
    return any(weight(name) >= _NAME and name in opening for name in names)


def _opens_with_a_name(text: str, news: str) -> bool:
    """Whether a name stands in the first words, and in the news: with a capital that no sentence begins with, or in Han."""
    opening = text.lstrip('\u3000 「『《“"«„')
    form = _FORM_IN_HAN.match(opening)
    head = opening[form.end() if form else 0 :][:_NAME_IN_HAN]
    if head and not head.isascii() and weight(head) > len(head):
        return head in news
    words = [each[0] for each in _WORD.finditer(text)][:_FIRST]
    return any(word[:1].isupper() and len(word) > 2 and _is_name_in(word, news) for word in words)


def _is_name_in(word: str, news: str) -> bool:
    inside = re.search(rf"[\w,;)] {re.escape(word)}(?!\w)", news)
    return inside is not None and re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", news) is None
