"""The language that a text is written in, from its words alone."""

import re
from collections import Counter

from crawler.text.scripts import RANGES

# Frequent words that the languages of the same script do not share, or share with few.
FUNCTION_WORDS = {
    "en": "the of and to in for with that is on by was from which will has have been its this are an at as be not it",
    "de": "der die und das von zu mit den ist im des für auf ein eine nicht dem sich als auch wird bei wurde werden wie "
    "aus nach",
    "fr": "le les des et la du une est dans pour qui au aux sur avec par ce cette plus sont été ses ont nous que pas en "
    "un leur",
    "es": "el los las del y que en una para por con su al como más sus ha fue este esta entre también desde la de un se "
    "es lo pero",
    "pt": "os as do da dos das que em uma para com não por mais como seu sua foi ao pela pelo são também no na o a de e "
    "um se mas é",
    "it": "il di che la per della del un una con sono nel alla dei delle gli è anche più dal dalla come ha nella in non "
    "al le i da",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er ook door bij naar wordt deze worden heeft om als "
    "maar over",
    "sv": "och att det som en på är av för med den till har inte om ett från kommer vi under också kan de var men",
    "pl": "w i na z się do że nie jest o od przez oraz za po dla jak jego to są roku został które co ale tym był",
    "tr": "ve bir bu için ile de da olarak olan daha çok gibi en kadar sonra yılında olduğu ise tarafından ancak",
    "id": "yang dan di untuk dengan ini dari dalam pada ke akan adalah tidak juga oleh telah kami perusahaan sebagai itu",
    "vi": "và của các là có được trong cho với một những này không đã để tại từ đến công năm về",
    "ru": "и в на что с по не из для к от о это как его также при был компании года были которые",
    "uk": "і в на що з до та не за для від у це як його також при був компанії року які було",
    "ar": "في من على إلى عن أن التي الذي مع هذا هذه ما كان بين بعد كما قد وقد خلال شركة",
    "fa": "در به از که را با این است برای آن شد های می یک خود تا شرکت کرد بود شده",
}
SCRIPT_OF = {"ru": "cyrillic", "uk": "cyrillic", "ar": "arabic", "fa": "arabic"}  # of the languages above that are not Latin
_LATIN = [language for language in FUNCTION_WORDS if language not in SCRIPT_OF]
_WORD = re.compile(r"[^\W\d_]+")
# The language that each script stands for, in the order in which they are looked for: Japanese has Han characters too.
_BY_SCRIPT = {
    "ja": "kana", "ko": "hangul", "zh": "han", "ru": "cyrillic", "ar": "arabic", "he": "hebrew", "el": "greek", "th": "thai",
    "hi": "devanagari",
}  # fmt: skip
_PATTERNS = {language: re.compile(f"[{RANGES[script]}]") for language, script in _BY_SCRIPT.items()}
_SAMPLE = 1200


def detect(text: str) -> str | None:
    """Primary language of a text, None where it is too short or of a language not known here."""
    text = text[:_SAMPLE]
    if len(text) < 8:
        return None
    if len(text.encode("utf-8", "replace")) > 1.25 * len(text):  # else it is in the Latin alphabet
        letters = sum(map(str.isalpha, text))
        for language, pattern in _PATTERNS.items():
            if len(pattern.findall(text)) > letters * (0.08 if language == "ja" else 0.3):
                return language
    return _by_words(_WORD.findall(text.lower()))


def _by_words(words: list[str]) -> str | None:
    """The language of the Latin alphabet whose function words lead clearly."""
    votes = Counter(language for word in words for language in _VOTES.get(word, ()))
    if not votes:
        return None
    (best, count), *rest = votes.most_common(2)
    second = rest[0][1] if rest else 0
    return best if count >= max(3, 0.06 * len(words)) and count > 1.15 * second else None


def _votes() -> dict[str, list[str]]:
    """Word -> the languages of the Latin alphabet that use it."""
    found: dict[str, list[str]] = {}
    for language in _LATIN:
        for word in FUNCTION_WORDS[language].split():
            found.setdefault(word, []).append(language)
    return found


_VOTES = _votes()
