"""The core of a title: what all claims of a page agree on, without kicker, section, mark and name of the site.

A kicker is what a printed headline has beyond the claims, or beyond one claim, set off by markup or a mark. No words are
known: only where a headline is cut, and which cuts the other claims make too.
"""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, pairwise

from crawler.extract.fields.title_claims import BARS, MOST_SEGMENTS, TitleClaim, without_site
from crawler.text.dates.row_date import is_date_alone
from crawler.text.fingerprint import pieces_of, title_key
from crawler.text.safe_text import one_line
from crawler.text.stems import stems_of
from crawler.text.writing import begins_small, ends_with_colon, is_glued, quoted_spans, weight

_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8});", re.I)
_TRAILING_MARK = re.compile(r"(?:(?<!\s)\s++|(?<![¶#§🔗\]]))(?:[¶#§🔗]|\[edit\]|\[编辑\])++$")
_LEADING_MARK = re.compile(r"^[\u2022\u25a0-\u25ff\u2605\u2606\u2714\u2726-\u273f\u27a4\u00b7»›]++\s*+(?=\S)")
_DASH = re.compile(rf"(?<!\s)\s++[-–—/]\s++|(?<!\s)\s*+[{BARS}]\s*+")
_COLON = re.compile(r"(?<!\s)\s*+[:：]\s++|(?<!\s)\s*+：\s*+")
_PARTED = re.compile(r"[:：–—-]\s|：(?=\S)")
_TAIL = re.compile(rf"\s*+[{BARS}/–—-]")
_BAR = re.compile(rf"(?<!\s)\s++[{BARS}>＞]\s++")  # boards write `Headline > Board`
_MARK = re.compile(rf"(?<!\s)\s++[{BARS}·•∙]\s++")
_YEAR = re.compile(r"\d{4}")  # of any calendar, in any digits
_DETAIL = 32  # characters of what stands behind a headline in its element
_NEXT_SENTENCE = re.compile(r"\.\s(?=\S)|[。！]")
_LEAST = 10  # Latin characters of a core
_KICKER = 0.6  # length of a kicker before a colon, as share of the headline's
_SECTION = 0.5  # length of a section behind a bar, as share of the headline's
_ALIKE = 0.5
_SEVERAL = 2  # kinds of claims that agree
_KICKED, _CREDITED = re.compile(r"[【\[〔［]"), re.compile(r"[(（][^()（）]{1,40}[)）]\s*+\Z")
_BRACKETED = re.compile(r"[\[［【〔][^\[\]［］【】〔〕]{1,14}[\]］】〕]")
_WORD = re.compile(r"[^\W_]+")
_EDGE = re.compile(rf"^[\s:：{BARS}/–—-]++(?=\D)|(?<![\s:：{BARS}/–—-])[\s:：{BARS}/–—-]++$")


def joined_parts(parts: Sequence[str]) -> tuple[str, list[int]]:
    """A headline of the pieces that markup cuts it into, and where it is cut; pieces that only style parts have a blank."""
    cuts, text = [], ""
    for before, part in pairwise(("", *parts)):
        if is_glued(before, part):
            text += " "
        cuts.append(len(text))
        text += part
    lead = len(text) - len(text.lstrip())
    return text, [cut for cut in cuts if cut > lead]


def clean_headline(text: str) -> str:
    """A headline without entities that were written twice, and without marks before and behind it."""
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    line = _TRAILING_MARK.sub("", one_line(text))
    quoted = any(start == 0 for start, _ in quoted_spans(line))
    return line if quoted else _LEADING_MARK.sub("", line)


def core_of(parts: Sequence[str], claims: Sequence[TitleClaim], site: frozenset[str]) -> str:
    """The words of a printed headline that are the title. parts: as `joined_parts` takes them."""
    raw, cuts = joined_parts(_above_day(parts))
    whole = clean_headline(raw)
    own = [_Bare(claim, clean_headline(without_site(claim.text, site, claims))) for claim in claims if claim.rule != "anchor"]
    if not own:
        return whole
    ways = (way(raw, cuts, own) for way in (_behind_bracket, _spans, _behind_kicker, _behind_mark, _between))
    part = next(chain(*ways, _below_line(parts, raw, cuts, own)), None)
    if part:
        return clean_headline(_EDGE.sub("", part))
    return _parted(whole, own) or _spaced(whole, cuts, own) or _fuller(whole, own) or _without_tail(whole, site)


def _above_day(parts: Sequence[str]) -> Sequence[str]:
    """A headline's pieces up to one that is a day with its label, where only as short ones follow: how often it was read."""
    ends = (at for at, part in enumerate(parts) if at and len(part) <= _DETAIL and _YEAR.search(part) and is_date_alone(part))
    end = next(ends, len(parts))
    return parts[:end] if all(len(part) <= _DETAIL for part in parts[end:]) else parts


def core_of_claim(claim: TitleClaim, claims: Sequence[TitleClaim], site: frozenset[str]) -> str:
    """The words of a claim that are the title: without a short section that another claim has not."""
    text = _without_tail(without_site(claim.text, site, claims), site)
    for other in claims:
        tail = text.removeprefix(other.text)
        if tail != text and _TAIL.match(tail) and weight(tail) <= _SECTION * weight(other.text):
            return other.text
    return text


class _Bare:
    """A claim without the site's name. stated: for machines, and not for the reader's window."""

    def __init__(self, claim: TitleClaim, text: str) -> None:
        self.text, self.key, self.by = text, title_key(text), claim.by
        self.stated = claim.by != "generic"
        self.keys = frozenset((self.key, *claim.keys))
        ends = [match.end() for cut in (_DASH, _COLON) for match in [*cut.finditer(text)][-MOST_SEGMENTS:]]
        self.tails = frozenset(title_key(text[end:]) for end in ends)

    def adds_sentence(self, key: str) -> bool:
        """Whether a sentence ends with the title of this key, and what follows tells more."""
        return any(title_key(self.text[: found.start()]) == key for found in _NEXT_SENTENCE.finditer(self.text))


def _spans(raw: str, cuts: Sequence[int], own: Sequence[_Bare]) -> Iterator[str]:
    """Ends and beginnings of a headline that are the core of its claims, the longest first."""
    dashes = [match.span() for match in _DASH.finditer(raw)]
    colons = {match.end() for match in _COLON.finditer(raw)}.difference(cuts)
    told = _told(title_key(raw), own)
    for at in sorted({*cuts, *colons, *(end for _, end in dashes)}):
        if _is_core(raw[:at], raw[at:], own, colon=at in colons, told=told):
            yield raw[at:]
    for at in sorted({*cuts, *(start for start, _ in dashes)}, reverse=True):
        if not told and _is_front(raw[:at], raw[at:], own):
            yield raw[:at]


def _behind_kicker(raw: str, cuts: Sequence[int], own: Sequence[_Bare]) -> Iterator[str]:
    """The least end of a headline, cut by its markup, that has all of what its claims say; they say no word before it."""
    if not _told(title_key(raw), own):
        for at in sorted(cuts, reverse=True):
            key = title_key(raw[at:])
            if _are_words(raw[at:], raw[:at]) and _all_say(key, own) and not _alike(raw[:at], key, own):
                yield raw[at:]


def _behind_bracket(raw: str, cuts: Sequence[int], own: Sequence[_Bare]) -> Iterator[str]:
    """The end of a headline behind a label in brackets that is an element of its own, whatever claims say: `[공지]`."""
    yield from (raw[at:] for at in cuts[:1] if _BRACKETED.fullmatch(raw[:at].strip()) and _are_words(raw[at:], raw[:at]))


def _behind_mark(raw: str, cuts: Sequence[int], own: Sequence[_Bare]) -> Iterator[str]:
    """The end of a headline that its markup cuts behind a shorter part, where all claims have a bar or a dot."""
    for at in cuts:
        if _is_kicker(raw[:at], raw[at:], own) and all(_has_mark_behind(each.text, title_key(raw[:at])) for each in own):
            yield raw[at:]


def _between(raw: str, cuts: Sequence[int], own: Sequence[_Bare]) -> Iterator[str]:
    """What a headline has between two cuts of its markup, and all claims say: a label stands before it, a mark behind."""
    keys = {each.key for each in own}
    inner = (raw[start:end] for start, end in combinations(cuts, 2)) if len(keys) == 1 else ()
    yield from (part for part in inner if title_key(part) in keys)


def _has_mark_behind(text: str, key: str) -> bool:
    return any(title_key(text[: bar.start()]) == key for bar in _MARK.finditer(text))


def _below_line(parts: Sequence[str], raw: str, cuts: Sequence[int], own: Sequence[_Bare]) -> Iterator[str]:
    """The lines of a headline below a shorter first one, of which no claim has a word; of theirs all have some."""
    lines = [cut for part, cut in zip(parts[1:], cuts, strict=False) if part == " "]
    for at in lines[:1]:
        head, said = set(stems_of(raw[:at])), [set(stems_of(each.text)) for each in own]
        told = [set(stems_of(raw[at:])) & each for each in said]
        if _is_short(raw[:at], raw[at:]) and all(told) and head and not any(map(head.intersection, said)):
            yield raw[at:]


def _is_short(head: str, text: str) -> bool:
    """Whether words are as short as a kicker beside those behind them."""
    return weight(head) <= _KICKER * weight(text)


def _is_core(head: str, text: str, own: Sequence[_Bare], *, colon: bool, told: bool) -> bool:
    """Whether the end of a headline is what one claim says and no more, or what all of them say under other kickers.

    colon: only a colon is between them, as in many a title that has no kicker; told: a claim has both.
    """
    if not _are_words(text, head) or (colon and not _is_kicker(head, text, own)) or _goes_on(head, text):
        return False
    key = title_key(text)
    if any(each.stated and each.key == key for each in own):
        return True
    return not told and _all_end(key, own) and not _alike(head, key, own)


def _goes_on(head: str, text: str) -> bool:
    """Whether a headline goes on in small letters behind a colon: `Sund Ferries : un exercice 2021 ...`."""
    return ends_with_colon(head.rstrip()) and begins_small(text.lstrip())


def _is_kicker(head: str, text: str, own: Sequence[_Bare]) -> bool:
    """Whether words before a colon are short beside those behind it, on a page that states its title for machines."""
    return _is_short(head, text) and any(each.stated for each in own)


def _are_words(text: str, beside: str) -> bool:
    """Whether a part of a headline is long enough to be one, and the rest is no mere mark."""
    return weight(title_key(text)) >= _LEAST and title_key(beside) != ""


def _is_front(text: str, tail: str, own: Sequence[_Bare]) -> bool:
    """Whether the beginning of a headline is what all claims say."""
    key = title_key(text)
    return _are_words(text, tail) and all(key in each.keys for each in own)


def _all_end(key: str, own: Sequence[_Bare]) -> bool:
    return all(key in each.keys or key in each.tails for each in own)


def _all_say(key: str, own: Sequence[_Bare]) -> bool:
    """Whether the words of all claims are the end of a part, and most of it."""
    return all(any(key.endswith(said) and len(said) >= _KICKER * len(key) for said in each.keys) for each in own)


def _told(whole: str, own: Sequence[_Bare]) -> bool:
    """Whether a claim has the headline as it is printed."""
    return any(whole in each.keys or each.key.startswith(whole) for each in own)


def _alike(head: str, key: str, own: Sequence[_Bare]) -> bool:
    """Whether what stands before a core is the same in other words in a claim."""
    pieces = pieces_of(title_key(head))
    before = [pieces_of(each.key.removesuffix(key)) for each in own if each.key != key and each.key.endswith(key)]
    return any(2 * len(pieces & other) > _ALIKE * (len(pieces) + len(other)) for other in before)


def _fuller(whole: str, own: Sequence[_Bare]) -> str | None:
    """The words of the claims where they agree on more than is printed: `Place: headline`, or words that were glued."""
    stated, key = [each for each in own if each.stated], title_key(whole)
    if len({each.by for each in stated}) < _SEVERAL or len({each.key for each in stated}) > 1:
        return None
    text = stated[0].text
    if stated[0].key == key:
        return text if _says_more(_WORD, text, whole) else None
    return text if _is_part(key, stated[0]) else None


def _spaced(whole: str, cuts: Sequence[int], own: Sequence[_Bare]) -> str | None:
    """What a claim says, that is the headline with blanks between words that stand in elements of their own."""
    key, words = title_key(whole), len(_WORD.findall(whole))
    same = (each.text for each in own if each.key == key)
    return next((text for text in same if words < len(_WORD.findall(text)) <= words + len(cuts)), None)


def _parted(whole: str, own: Sequence[_Bare]) -> str | None:
    """What a claim says, that is the headline with a colon between its lines."""
    key = title_key(whole)
    marked = [each.text for each in own if each.stated and each.key == key and _says_more(_PARTED, each.text, whole)]
    return max(marked, key=lambda text: len(_COLON.findall(text)), default=None)


def _says_more(pattern: re.Pattern[str], text: str, whole: str) -> bool:
    return len(pattern.findall(text)) > len(pattern.findall(whole))


def _is_part(key: str, claim: _Bare) -> bool:
    """Whether a claim says more than a headline, and not in brackets: a kicker, the paper that a portal has the news from."""
    behind = claim.key.endswith(key) and not _KICKED.match(claim.text.strip())
    return behind or (claim.key.startswith(key) and not _CREDITED.search(claim.text) and not claim.adds_sentence(key))


def _without_tail(whole: str, site: frozenset[str]) -> str:
    """Without the site's name, and without a short section behind a bar."""
    text = without_site(whole, site) or whole
    if ends_with_colon(whole.removesuffix(text).rstrip()):
        text = whole  # `Company: headline` is a headline
    head, *tail = _BAR.split(text)
    longest = max(map(weight, tail), default=0)
    return head if tail and (longest <= _SECTION * weight(head) or (len(tail) > 1 and longest < weight(head))) else text
