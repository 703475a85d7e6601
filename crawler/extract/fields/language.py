"""The language of a page: what it declares, if its text agrees; else what the text is written in."""

import re
from collections import Counter
from collections.abc import Iterable

from crawler.items import Provenance
from crawler.page.metadata import Head, text_of

_TAG = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?\b", re.I)
_WORDS = {
    "en": "the of and to in that is was for on with as by at from this are have has its will be not which an it",
    "de": "der die das und ist nicht mit für von dem den des ein eine auf im wird sich auch zu werden bei wie aus nach",
    "fr": "le la les des et est une dans pour que qui sur pas au du par avec plus ce sont en un aux cette ses leur",
    "es": "el la los las de que y en un una por con para del se es su al como más lo sus este pero fue ha",
    "it": "il di che la per un una in con del della non sono dei al alla gli le nel anche più dal come è i da",
    "pt": "o a de que e do da em um para com não uma os no se na por mais as dos como mas ao foi é são pelo",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er om ook als bij maar wordt door naar over",
    "sv": "och att det som en på är av för med den till inte om ett har de var från men vi",
    "pl": "i w na z do się że nie jest to o jak po co przez dla od są oraz ale tym był",
    "tr": "ve bir bu için ile da de olarak daha çok en gibi olan kadar sonra ancak ise",
    "id": "dan yang di untuk dengan dari pada ini adalah tidak dalam akan ke oleh juga itu sebagai",
}
_STOP_WORDS: dict[str, list[str]] = {}
for _language, _words in _WORDS.items():
    for _word in _words.split():
        _STOP_WORDS.setdefault(_word, []).append(_language)
_LATIN_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30fa]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0430-\u044f]")),
    ("ar", re.compile("[\u0620-\u064a]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("el", re.compile("[\u03b1-\u03c9]")),
    ("th", re.compile("[\u0e01-\u0e2e]")),
    ("hi", re.compile("[\u0904-\u0939]")),
)
_SAME_SCRIPT = {"ru": {"ru", "uk", "bg", "sr", "mk", "be", "kk"}, "ar": {"ar", "fa", "ur"}, "hi": {"hi", "mr", "ne"}}
_SAMPLE = 1200


def detect(text: str) -> str | None:
    """Primary language of a text, None where it is too short or of a language not known here."""
    text = text[:_SAMPLE]
    if len(text) < 8:
        return None
    if len(text.encode("utf-8", "replace")) > 1.25 * len(text):  # else it is in the Latin alphabet
        letters = sum(map(str.isalpha, text))
        for language, pattern in _SCRIPTS:
            count = len(pattern.findall(text))
            if count > letters * (0.08 if language == "ja" else 0.3):
                return language
    votes: Counter[str] = Counter()
    words = _LATIN_WORD.findall(text.lower())
    for word in words:
        for language in _STOP_WORDS.get(word, ()):
            votes[language] += 1
    if not votes:
        return None
    (best, count), *rest = votes.most_common(2)
    second = rest[0][1] if rest else 0
    return best if count >= max(3, 0.06 * len(words)) and count > 1.15 * second else None


def normal_tag(text: str | None) -> str | None:
    """`zh_CN` -> `zh-CN`, `EN` -> `en`, `en-us` -> `en-US`; None for what is no language tag."""
    match = _TAG.match((text or "").strip())
    if not match or match[1].lower() in ("und", "mul", "zxx", "xx"):
        return None
    parts = [match[1].lower()]
    if match[2]:
        parts.append(match[2].title())
    if match[3]:
        parts.append(match[3].upper())
    return "-".join(parts)


def declared(head: Head) -> Iterable[tuple[str, str, str]]:
    """(by, rule, tag) of every declaration, the strongest first."""
    article = head.article()
    sources = (
        ("jsonld", "inLanguage", text_of(article.get("inLanguage")) if article else None),
        ("meta", "html lang", head.lang),
        ("meta", "og:locale", head.meta("og:locale")),
        ("meta", "content-language", head.stated("language")),
    )
    for by, rule, value in sources:
        tag = normal_tag(value)
        if tag:
            yield by, rule, tag


def find_language(head: Head, text: str) -> tuple[str | None, Provenance | None]:
    """BCP 47 tag of the page; `text` is a stretch of its body. A declaration that the text contradicts is not believed."""
    seen = detect(text)
    claims = list(declared(head))
    other: dict[str, str | None] = {}
    for by, rule, tag in claims:
        primary = tag.split("-")[0]
        if seen is None or primary == seen or primary in _SAME_SCRIPT.get(seen, ()):
            return tag, Provenance(by, rule, ["text"] if seen else [], other)
        other.setdefault(rule, tag)
    return (seen, Provenance("generic", "text", [], other)) if seen else (None, None)
