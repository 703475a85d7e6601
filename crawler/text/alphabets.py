"""Which language a text may be in by its letters, where its words do not tell: few words have no `and`, but an `ğ`.

The alphabets are those of CLDR's main exemplar characters, for Latin script without those of English.
"""

import unicodedata
from collections import Counter
from collections.abc import Set
from itertools import chain, product

_FEWEST, _SHARE = 3, 0.02  # letters that English has not, and how often they stand in a text, for it to be of another language
_LEAD = 0.08  # of an alphabet: by so much more of the first one is in the text than of the second
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_TONES = ("", *"\u0300\u0301\u0303\u0309\u0323")
_VIETNAMESE = "".join(unicodedata.normalize("NFC", "".join(each)) for each in product("aăâeêioôơuưy", _TONES))
_LETTERS = {
    "latin": {
        "de": "äöüß", "fr": "àâæçéèêëîïôœùûüÿ", "es": "áéíñóúü", "pt": "àáâãçéêíóôõú", "it": "àèéìòóù", "sv": "åäö", "da": "åæø",
        "nb": "åæø", "fi": "åäö", "is": "áæðéíóöúýþ", "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž",
        "hu": "áéíóöőúüű",
        "ro": "ăâîșț", "hr": "čćđšž", "sl": "čšž", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äöõšüž", "tr": "çğıöşü",
        "az": "çəğıöşü", "ca": "àçéèíïóòúü", "gl": "áéíñóúü", "sq": "çë", "mt": "ċġħż", "cy": "âêîôŵŷ", "vi": "đ" + _VIETNAMESE,
    },
    "cyrillic": {
        "ru": _RUSSIAN, "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        "bg": "абвгдежзийклмнопрстуфхцчшщъьюя", "sr": "абвгдђежзијклљмнњопрстћуфхцчџш", "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
        "kk": _RUSSIAN + "әғқңөұүһі", "mn": _RUSSIAN + "өү", "ky": _RUSSIAN + "ңөү",
        "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
    },
    "arabic": {
        "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي", "fa": "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
        "ur": "ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیےۓۃ", "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنهھەوۆیێ",
        "ps": "ءآأؤئابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼهةوۇيېیۍ", "ug": "ئابپتجچخدرزژسشغفقكگڭلمنھەوۇۆۈۋېىي",
    },
}  # fmt: skip
_ALPHABETS = {
    script: {language: frozenset(filter(lambda letter: not letter.isascii(), letters)) for language, letters in known.items()}
    for script, known in _LETTERS.items()
}
_FEW = {"latin": 2, "cyrillic": 3, "arabic": 2}  # alphabets that a letter is of, which tells something
_RARE = {
    script: frozenset(letter for letter, many in Counter(chain(*known.values())).items() if many <= _FEW[script])
    for script, known in _ALPHABETS.items()
}


def by_letters(text: str, script: str) -> str | None:
    """The language whose alphabet has all letters of a text, one of them next to none but it; None where several may be."""
    counted = Counter(filter(str.isalpha, text.lower()))
    own = {letter: many for letter, many in counted.items() if not letter.isascii()}
    enough = len(own) >= _FEWEST and sum(own.values()) >= _SHARE * counted.total()
    return _leading(own.keys(), script) if enough and not _RARE.get(script, frozenset()).isdisjoint(own) else None


def is_spelled(text: str, language: str) -> bool:
    """Whether all letters of a text are of a language's alphabet but for one, as of a name; of others it is not known."""
    letters = Counter(letter for letter in text.lower() if letter.isalpha() and not letter.isascii())
    known = alphabet_of(language)
    return not known or sum(many for letter, many in letters.items() if letter not in known) <= 1


def alphabet_of(language: str) -> frozenset[str]:
    """The letters beyond ASCII of a language's alphabet, small ones; none where it is not known."""
    return next((alphabets[language] for alphabets in _ALPHABETS.values() if language in alphabets), frozenset())


def _leading(letters: Set[str], script: str) -> str | None:
    """The language of which letters are the largest part of all."""
    fitting = [(len(letters) / len(known), language) for language, known in _ALPHABETS[script].items() if letters <= known]
    leads = [other for other in fitting if all(other[0] - share > _LEAD for share, each in fitting if each != other[1])]
    return leads[0][1] if leads else None
