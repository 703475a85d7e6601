"""What a page and its server say about the use of their text by machines. Pure.

Read are the TDM reservation protocol (`tdm-reservation`, `tdm-policy`, the site's tdmrep.json), robots directives
(`X-Robots-Tag` and `<meta name=robots>`, with `noai` and `noimageai`) and the preferences of `Content-Usage` and
`Content-Signal`, which robots.txt may state, too, as the terms of its `License:` lines. They are recorded, word for word;
what follows from them is the user's to decide, so nothing is left out here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from crawler.items import Article, JsonMapping, Provenance
from crawler.text.safe_text import clean_text

KEY = "rights_signals"  # in an article's provenance: `other` maps each signal's place to its words
TDM_RESERVED, NO_AI_TRAIN, NO_INDEX = "tdm_reserved", "no_ai_train", "noindex"  # flags of an article
ROBOTS = "robots:"  # where a signal of robots.txt stands
TDMREP = "tdmrep:"  # where one of tdmrep.json stands
AI_AGENTS = f"{ROBOTS}ai-agents"  # crawlers for training that robots.txt keeps out by name

_RESERVED_BY = ("header", "meta", "tdmrep")
_HEADERS = frozenset({"tdm-reservation", "tdm-policy", "x-robots-tag", "content-usage", "content-signal"})
_METAS = frozenset({"tdm-reservation", "tdm-policy", "robots", "content-usage"})
_META = re.compile(r"<meta\b[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![a-z-])([a-z-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HEAD_LENGTH = 200_000  # characters in which a head is looked for
_LONGEST = 300  # characters of a signal that are kept
# Robots directives that carry a value after a colon; any other word before a colon is the name of a robot.
_WITH_VALUE = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
_PREFERENCES = ("content-usage", "content-signal")
_PREFERENCE = re.compile(r"(?:^|[,;\s])([a-z-]{1,40})\s*=\s*(y|yes|\?1|n|no|\?0)(?=$|[,;\s])", re.IGNORECASE)
# Names in the drafts of the vocabulary; what is said of training goes before what is said of all uses it belongs to.
_TRAINING = (("train-ai", "ai-train", "ai", "train-genai", "genai"), ("tdm", "bots"))


def note_rights(
    article: Article, headers: Iterable[tuple[str, str]], page_text: str, robots: Mapping[str, str] | None = None
) -> None:
    """Record on the article what its page's answer says: in the provenance, and as flags where it refuses something.

    headers: (name, value) of the answer; page_text: the page, decoded; robots: what robots.txt (`Robots.signals`) and
    tdmrep.json (`reservations.reserved`) say of the page's use. An answer without signals is recorded as such.
    """
    said = {_place(kind): words[:_LONGEST] for kind, words in sorted((robots or {}).items())}
    signals = {clean_text(place)[0]: clean_text(words)[0] for place, words in (read_signals(headers, page_text) | said).items()}
    article.provenance[KEY] = Provenance("meta", "rights", other=dict(signals))
    article.flags.extend(flag for flag in flags_of(signals) if flag not in article.flags)


def robots_signals(provenance: JsonMapping) -> dict[str, str]:
    """What robots.txt and tdmrep.json said, by a line's provenance, as `note_rights` takes it: a page alone does not tell."""
    recorded = (provenance.get(KEY) or {}).get("other") or {}
    return {place.removeprefix(ROBOTS): words for place, words in recorded.items() if place.startswith((ROBOTS, TDMREP))}


def _place(kind: str) -> str:
    return kind if kind.startswith(TDMREP) else f"{ROBOTS}{kind}"


def read_signals(headers: Iterable[tuple[str, str]], page_text: str) -> dict[str, str]:
    """The signals, `header:x-robots-tag` or `meta:robots` -> words; several of one name are joined by a comma."""
    found: dict[str, list[str]] = {}
    for name, value in headers:
        if name.lower() in _HEADERS:
            found.setdefault(f"header:{name.lower()}", []).append(value)
    for name, content in _metas(page_text[:_HEAD_LENGTH]):
        found.setdefault(f"meta:{name}", []).append(content)
    return {place: ", ".join(" ".join(words.split()) for words in said)[:_LONGEST] for place, said in sorted(found.items())}


def _metas(head: str) -> Iterator[tuple[str, str]]:
    for tag in _META.findall(head):
        attributes = {key.lower(): double or single or bare for key, double, single, bare in _ATTRIBUTE.findall(tag)}
        name = (attributes.get("name") or attributes.get("http-equiv") or "").strip().lower()
        if name in _METAS:
            yield name, attributes.get("content", "")


def flags_of(signals: dict[str, str]) -> list[str]:
    """The flags that signals call for."""
    robots = directives(signals.get("header:x-robots-tag", "")) | directives(signals.get("meta:robots", ""))
    reserved = any(signals.get(f"{place}:tdm-reservation", "").split(",")[0].strip() == "1" for place in _RESERVED_BY)
    said = [words for place, words in signals.items() if place.partition(":")[2] in _PREFERENCES]
    refused = any(_refuses_training(words) for words in said)
    reserved = reserved or any(("tdm", False) in _preferences(words) for words in said)
    flags = {
        TDM_RESERVED: reserved,
        NO_AI_TRAIN: refused or bool(robots & {"noai", "noimageai"}),
        NO_INDEX: bool(robots & {"noindex", "none"}),
    }
    return [flag for flag, said in flags.items() if said]


def _preferences(words: str) -> Iterator[tuple[str, bool]]:
    """(use, whether it is welcome) of each preference in `train-ai=n, search=y`."""
    for name, answer in _PREFERENCE.findall(words):
        yield name.lower(), answer.lower() in ("y", "yes", "?1")


def _refuses_training(words: str) -> bool:
    said = dict(_preferences(words))
    for names in _TRAINING:
        answers = [said[name] for name in names if name in said]
        if answers:
            return not all(answers)
    return False


def directives(value: str) -> set[str]:
    """The robots directives that go to every robot, in lower case; what is addressed to a named robot is not ours."""
    found: set[str] = set()
    named = False
    for part in value.lower().split(","):
        name, colon, rest = part.strip().partition(":")
        if colon and name not in _WITH_VALUE:
            named = name.strip() != "*"
            name = rest.strip().partition(":")[0]
        if not named:
            found.add(name.strip())
    return found - {""}
