"""Datelines: place, date and wire at the start of a release. Its words stay in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from crawler.items import Dateline
from crawler.text.dates.parse import Stamp, scan_dates
from crawler.text.dates.words import WEEKDAYS
from crawler.text.writing import begins_small

_WIRE = re.compile(
    r"/\s?(?P<slash>PRNewswire(?:-[\w ]+)?|PR Newswire|CNW(?: Group| Telbec)?|Xinhua|PRNewswire/Agencies|Cision|ACN Newswire|"
    r"JCN Newswire|Business Wire|KYODO JBN|PRNewswire-AsiaNet|ots|Presseportal)\s?/|[(（\[](?P<round>BUSINESS WIRE|"
    r"GLOBE ?NEWSWIRE|ACCESSWIRE|ACCESS Newswire|NEWSFILE(?: Corp\.?)?(?:\s?[-–]\s?[^)]{6,20})?|Marketwired?|Reuters|AP|AFP|"
    r"dpa(?:-[A-Z]+)?|ots|EFE|EUROPA PRESS|Xinhua|Bloomberg|PRNewswire|PR Newswire|ロイター|共同|時事|pta[^)]{0,30}|MARKETWIRE|"
    r"PR ?WEB|Newswire|CNW|ANI|UPI|TASS|ANSA|Kyodo)[)）\]]",
    re.I,
)
_EQS = re.compile(r"^(?P<wire>EQS|DGAP|OTS|PVR|WpÜG)-(?:News|Ad-?hoc|PVR|DD|CMS|Media|Adhoc|WpÜG|AFR|HV)\s?:", re.I)
_DASH = re.compile(r"\s?(?:--+|—|–|―)\s?|\s-\s|\.-\s?|(?<=\d{4})\.\s|(?<=\d{4}):\s")
_CAPITALS = re.compile(r"[^\W\d_][^\d!?;:\"“„«]{2,60}")
# What ends a dateline behind its day: a dash, a colon, a full stop, the words of the sender between strokes.
_BEHIND_DAY = re.compile(r"[\s.]?\s?(?:--?|[—–―])\s?(?=\S)|[.:]\s(?=\S)|\s?/[^/\d]{3,40}/")
_PLACE = re.compile(
    r"^(?!(?:In|On|At|The|An?|By|From|As|For|It|He|She|We|This|Since|After|Am|Im|Der|Die|Das|En|El|La|"
    r"Le|Les|Il|Los|Editor\S+|Updated?|Posted|Published|Note|Correction)(?:\s|$))[^\W\d_][^\d;:!?。]{1,70}$"
)
_HAN_WIRE = re.compile(
    r"^(?:【[^】]{1,14}】\s?)?(?P<wire>本报|本刊|本网|本台|新华社|新华网|中新社|中新网|中国新闻网|人民网|央视网|"
    r"中国网|光明网|经济日报|人民日报|科技日报|"
    r"中国[\u4e00-\u9fff]{1,4}报|[\u4e00-\u9fff]{2,6}(?:日报|晚报|时报|社|网|讯))?"
    r"(?P<place>[\u4e00-\u9fff]{2,6}?(?:、[\u4e00-\u9fff]{2,6}?)?)?\s?(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)?\s?"
    r"(?P<kind>专?电|快?讯|消息)(?=[\s（(，,：:　]|$)\s?"
    r"(?:[（(](?P<who>[^）)]{2,60})[）)])?"
)
_HAN_REPORTER = re.compile(
    r"^.{0,30}?[（(](?P<who>(?:本报|本刊|本网)?(?:首席|实习|特约|通讯)?(?:记者|通讯员|见习记者)\s?[^）)]{2,50})[）)]"
)
_REPORTER_WORD = re.compile(
    r"(?:本报|本刊|本网)?(?:首席|实习|特约|见习)?(?:记者|通讯员|文/图|图/文|摄影|整合|整理|编译)\s?[:：]?\s?"
)
_JA_BRACKET = re.compile(r"^[（(【［\[](?P<in>[^）)】］\]]{4,50})[）)】］\]]")
_JA_WIRE = re.compile(r"PR ?Newswire|ロイター|共同(?:通信)?|時事(?:通信)?|Business Wire|AFP(?:=時事)?", re.I)
# A place and the agency that sent it from there: `(서울=연합뉴스)`; `Konya (AA) -`, of agencies whose initials may be another's.
_PARTED = re.compile(r"[(（\[](?P<place>[^()（）\[\]=\d]{2,20})=(?P<wire>[^()（）\[\]=\d]{2,20})[)）\]]\s?(?=\S)")
_AGENCY = re.compile(
    r"(?P<place>[^\W\d_][^\d;:!?()]{1,40}?)\s?\((?P<wire>AA|DHA|İHA|NTB|TT|STT|BNS|LETA|ELTA|PAP|ČTK|TASR|SITA|MTI|HINA|SRNA|Tanjug|BTA|"
    r"Agerpres|KNA|epd|APA|SDA|ATS|Belga|ANP|Lusa|ACN|Antara|TTXVN|Bernama|PTI|IANS|KUNA|SPA|WAM|QNA|MENA|MAP|TAP|IRNA|ISNA|RIA)\)"
    r"\s?[-–—:.]\s?(?=\S)"
)
# `Augsburg (psd) - Der ...`: what is written small before a dash is the sign of a desk or an agency, of which there are many.
_SIGNED = re.compile(
    r"(?P<place>[^\W\d_][a-zß-ÿ][^\d;:!?()]{1,40}?)\s\((?P<wire>[a-z]{2,5}(?:[/-][a-z]{2,5})?)\)\s?[-–—]\s(?=\S)"
)
_DAY_ONLY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_BEFORE_DAY = "den|le|the|on|a|el|il|dnia|dne|ngày"
_KIND_OF_PLACE = re.compile(r"\A[а-яёіїє]{1,3}\.\s?(?=[А-ЯЁІЇЄ])")  # `г. Тула`, `пос. Лесной`, `м. Київ`
_ARTICLE = re.compile(rf"(?<![,\s])[,\s]*+(?:(?<![^,\s])(?:{_BEFORE_DAY})[,\s]*+)?$", re.I)
_KNOWN_PLACE = re.compile(r"[A-ZÀ-Þ\u3040-\u9fff]")  # scripts in which a place stands before a day without a mark between
_SET_OFF = re.compile(rf"[,،，、(（–—―-]\s*+(?:(?:{_BEFORE_DAY})\s)?$", re.I)
_HEAD = 220
_COMMA = re.compile(r"[,،，、]\s?")
_MARKS = " ,;-–—/()（）、，،　\t\xa0"  # between a place and its day


@dataclass(slots=True)
class Opening:
    """dateline: None where none is printed; reporters: names in `（记者 张三 通讯员 李四）`."""

    dateline: Dateline | None = None
    reporters: list[str] = field(default_factory=list)


def read_opening(text: str, language: str | None = None, published: str | None = None) -> Opening:
    """The dateline at the start of a paragraph.

    published: ISO date of the article; gives the year where the dateline prints none (`6月6日电`, `June 6 (Xinhua)`).
    """
    head = text[:_HEAD].strip()
    if not head:
        return Opening()
    languages = [language] if language else []
    han = _han(head, published)
    if han is not None:
        return han
    reporters = _HAN_REPORTER.match(head)
    if reporters:
        return Opening(None, _names(reporters["who"]))
    found = _bracketed(head, languages) or _disclosed(head, text, languages) or _wired(head, languages, published)
    found = found or _of_agency(head)
    return Opening(found or _dated(head, languages) or _plain(head, languages))


def _disclosed(head: str, text: str, languages: list[str]) -> Dateline | None:
    """`EQS-News: ...`, with the date further on."""
    eqs = _EQS.match(head)
    return Dateline(None, _first_day(text[:400], languages), eqs["wire"].upper()) if eqs else None


def _wired(head: str, languages: list[str], published: str | None) -> Dateline | None:
    """`BEIJING, June 6, 2019 /PRNewswire/`: what stands before the name of a wire service."""
    wire = _WIRE.search(head)
    if wire is None or wire.start() > 120:
        return None
    found = _place_and_date(head[: wire.start()].rstrip(" -–—"), languages, published) or Dateline()
    found.wire, _, day = (wire["slash"] or wire["round"]).partition(" - ")
    if day and not found.date:
        found.date = _first_day(day, languages)
    return found


def _of_agency(head: str) -> Dateline | None:
    """`(서울=연합뉴스)`, `Konya (AA) -`: a place and its agency."""
    found = _PARTED.match(head) or _AGENCY.match(head) or _SIGNED.match(head)
    return Dateline(found["place"].strip(), None, found["wire"].strip()) if found and _PLACE.match(found["place"]) else None


def _first_day(text: str, languages: Sequence[str] = ()) -> str | None:
    return next((each.day for each in scan_dates(text, languages) if isinstance(each, Stamp)), None)


def _bracketed(head: str, languages: list[str]) -> Dateline | None:
    """`（東京、2019年6月6日）`, `［東京　6日　ロイター］`."""
    bracket = _JA_BRACKET.match(head)
    if not bracket:
        return None
    wire = _JA_WIRE.search(bracket["in"])
    inside = _JA_WIRE.sub("", bracket["in"])
    found = _place_and_date(re.sub(r"(?<!\s)\s++\d{1,2}日\s*+$", "", inside) if wire else inside, languages, None)
    if found is None or not (found.date or wire):
        return None
    found.wire = wire[0] if wire else None
    return found


def _dated(head: str, languages: list[str]) -> Dateline | None:
    """`Rīga, 2024. gada 14. maijs – ...`: a place and a whole date in any script, before what ends a dateline."""
    stamp = next((each for each in scan_dates(head[:130], languages) if isinstance(each, Stamp)), None)
    if stamp is None or not _BEHIND_DAY.match(head, stamp.end) or not _is_set_off(head[: stamp.start]):
        return None
    found = _place_and_date(head[: stamp.end], languages, None)
    return found if found is not None and found.place else None


def _plain(head: str, languages: list[str]) -> Dateline | None:
    """`Zurich, 5 March 2020 – ...` or `BEIJING -- ...`: a place, and a date or capitals, before a dash."""
    for dash in _DASH.finditer(head[:130]):
        before = head[: dash.start()]
        if len(before) < 3:
            continue
        found = _place_and_date(before, languages, None)
        if found is not None and found.place and (found.date or _in_capitals(before.strip())):
            return found
        return None if found is None or not found.date else found
    return None


def _is_set_off(place: str) -> bool:
    """Whether what stands before a day is set off from it; otherwise a sentence may tell of the day."""
    return place.isupper() or _SET_OFF.search(place) is not None


def _in_capitals(text: str) -> bool:
    return text.isupper() and _CAPITALS.fullmatch(text) is not None


def _place_and_date(before: str, languages: list[str], published: str | None) -> Dateline | None:
    """The two in `BEIJING, June 6, 2019`, `den 6. Juni 2019, Berlin`; None where there is more than that."""
    stamp = next((each for each in scan_dates(before, languages) if isinstance(each, Stamp)), None)
    if stamp is None:
        day, rest = _without_year(before, published)
    else:
        day, rest = stamp.day, _joined(before[: stamp.start], before[stamp.end :])
    rest = _without_weekday(" ".join(rest.lstrip(_MARKS + ".").rstrip(_MARKS).split()))
    rest = _KIND_OF_PLACE.sub("", rest)
    if not rest:
        return Dateline(None, day) if day else None
    if len(rest.split()) > 9 or not _PLACE.match(rest) or begins_small(rest):
        return None
    ahead = before[: stamp.start].strip() if stamp is not None else ""
    return Dateline(rest, day) if not ahead or _KNOWN_PLACE.match(rest) or _is_set_off(ahead) else None


def _without_weekday(place: str) -> str:
    """`Berlin` of `Berlin, Dienstag`, and nothing of a weekday alone."""
    parts = _COMMA.split(place)
    kept = [part for part in parts if part.casefold() not in WEEKDAYS]
    return place if len(kept) == len(parts) else ", ".join(kept)


def _joined(left: str, right: str) -> str:
    left = _ARTICLE.sub("", left)
    right = re.sub(r"^[\s,]*\d{1,2}[:.h]\d{2}.*$", "", right)
    return left if not right.strip(" ,;.-–—/()") else (left + ", " + right if left.strip() else right)


_MONTH_DAY = re.compile(
    r"(?:,\s*+|(?<!\s)\s++|(?<![\s,]))((?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,9}\.?\s\d{1,2}|"
    r"\d{1,2}\s(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)[a-z]{0,9})\.?,?\s*+$",
    re.I,
)


def _without_year(before: str, published: str | None) -> tuple[str | None, str]:
    match = _MONTH_DAY.search(before)
    if not match:
        return None, before
    rest = before[: match.start()]
    if not published:
        return None, rest
    return _first_day(f"{match[1].rstrip('.')}, {published[:4]}"), rest


def _han(head: str, published: str | None) -> Opening | None:
    match = _HAN_WIRE.match(head)
    if not match or not (match["wire"] or match["date"]):
        return None
    reporters = _names(match["who"]) if match["who"] else []
    wire = match["wire"].removeprefix("据") if match["wire"] else None
    return Opening(Dateline(match["place"] or None, _han_day(match["date"], published), wire), reporters)


def _han_day(printed: str | None, published: str | None) -> str | None:
    if not printed:
        return None
    full = _first_day(printed)
    if full is not None:
        return full
    match = _DAY_ONLY.search(printed)
    if not match or not published:
        return None
    return _nearest(int(match[1]), int(match[2]), published)


def _nearest(month: int, day: int, published: str) -> str | None:
    """The year that puts a day without one on or shortly before the day of publication."""
    try:
        last = date.fromisoformat(published[:10])
        found = date(last.year, month, day)
        if (found - last).days > 31:
            found = date(last.year - 1, month, day)
    except ValueError:
        return None
    return found.isoformat()


def _names(printed: str) -> list[str]:
    words = [word for part in _REPORTER_WORD.split(printed) for word in re.split(r"[\s、，,　/]+", part)]
    return [word for word in words if 1 < len(word) <= 20]
