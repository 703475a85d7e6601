"""What printed dates look like: one pattern for texts in ASCII, one for all others.

Groups: y, m, d and a number for year, month and day in digits, w and a number for a month in words; which belong together is
told by NAMED and NUMBERED.
"""

import re

from crawler.text.dates.calendars import ETHIOPIAN_MONTHS, PERSIAN_MONTHS
from crawler.text.dates.words import MONTH_WORDS

NUMERAL = "[〇○零Ｏ一二三四五六七八九十]"
_YEAR_FIRST = (
    r"(?<!\d)(?<!\d[-/.])(?P<y1>\d{4})(?:\s?(?P<s1>[-/.])\s?(?P<m1>\d{1,2})\s?(?P=s1)\s?"
    r"|\s?[年년]\s?(?P<m2>\d{1,2})\s?[月월]\s?)(?P<d1>\d\d(?=T?\d\d:\d\d)|\d{1,2})(?:\s?[日일号]|(?![\d]|[-/]\d))?"
)
_COMPACT = r"(?<![\d/_=?-])(?P<y2>(?:19|20)\d\d)(?P<m3>0[1-9]|1[0-2])(?P<d2>[0-3]\d)(?:T?(?P<hms>[0-2]\d[0-5]\d[0-5]\d))?(?!\d)"
_WORDS = MONTH_WORDS | PERSIAN_MONTHS.keys() | ETHIOPIAN_MONTHS.keys()
_OPEN = re.compile(r"[\s.’׳'-]")  # in a month's name: what parts words too
_PLAIN = [word for word in _WORDS if not _OPEN.search(word)]
_MARKS = "".join(sorted({char for word in _PLAIN for char in word if not char.isalnum()}))  # vowels that are no letters
_WORD = rf"(?:[^\W\d_]|[{_MARKS}]){{{min(map(len, _PLAIN))},{max(map(len, _PLAIN))}}}"
# Names of several words or with full stops: `تشرين الأول`, `พ.ค.`, `Deireadh Fómhair`, behind a look at their first letters.
_SPELT = sorted(_WORDS - set(_PLAIN), key=lambda word: (-len(word), word))
_FIRST = "".join(sorted({each for word in _SPELT for each in (word[0], word[0].upper())}))
MONTH = rf"(?:(?=[{_FIRST}])(?:{'|'.join(re.escape(word).replace(chr(92) + ' ', chr(92) + 's') for word in _SPELT)})|{_WORD})"
THAI = re.compile("[\u0e01-\u0e2e]")
# What stands between the parts of a date in the CLDR's patterns and in what people write after them.
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|\.|-?(?:ê|ی|a|η|ης|mh|ú|eg|fed|ain|טן|го|е|нче|нчы|nji|cü|ci)(?![^\W\d_]))?"
# Languages that say `day 17 month February year 2025`.
_MONTH_NOUN, _YEAR_NOUN = r"ខែ|เดือน|ເດືອນ", r"(?:năm|ឆ្នាំ|ปี|ປີ)"
_OF = rf"(?:(?:day )?of |de |d['’]|di |da |dhen |an |o |ng |ta['’]\s?|ils |la |a viz |(?:{_MONTH_NOUN})\s?)"
_YEAR_OF = (
    r"(?:de su |de |del |of |di u |di |dal |dl |do |соли |(?:ค\.ศ\.|พ\.ศ\.|พุทธศักราช|คริสต์ศักราช)\s?|" + rf"{_YEAR_NOUN}\s?)"
)
_YEAR_WORD = (
    r"(?:\(?e?\)?ko(?=\s)|\.?\s?gada\b|\.?\s?(?:gadā)\b|\s?m\.|\smetų|\s?թ\.?|\sթվականի|[\s-]?ж\.?(?!\w)|[\s-]?жыл(?:ғы|дың|дын|ы)|"
    r"[\s-]?йил(?:нинг|да)?|[\s-]?yil(?:ning|da)?|\sоны|\selda|\sел(?:ның)?|\sйыл(?:дың)?|\s?г\.|\s?ခုနှစ်|\sсыл|-nji\sýylyň|\sწლის|-?\s?يىلى|\sد)"
)
# `2024 г.`, `2024 року`: what is said of a year behind it.
_YEAR_END = r"(?:\s?(?:г|р|й|ж|r)\.(?!\w)|\.?\s(?:года|година|року|жыл|йил|ел|roku|godine|god\.)(?!\w)|-жыл(?!\w))?"
_DIGITS = r"(?<![\d/.-])(?P<a>\d{1,2})\s?(?P<s2>[/.-])\s?(?P<b>\d{1,2})\s?(?P=s2)\s?(?P<y6>\d{4}|\d\d)(?!\d|[-/.]\d)" + _YEAR_END
_HAN = rf"(?P<y7>{NUMERAL}{{4}})年(?P<m4>{NUMERAL}{{1,3}})月(?P<d6>{NUMERAL}{{1,3}})[日号]"
_MINGUO = r"(?<![\d./-])(?P<y9>1[0-3]\d)\s?(?P<s3>[./-])\s?(?P<m6>\d{1,2})\s?(?P=s3)\s?(?P<d8>\d{1,2})(?![\d./-])"
_NOUNS = (
    rf"(?<!\d)(?P<d9>\d{{1,2}})\s{{1,2}}(?:tháng|thg|{_MONTH_NOUN})\s{{0,2}}(?P<m7>\d{{1,2}})"
    rf"(?:\s?,\s?|\s{{1,2}})(?:{_YEAR_NOUN}\s{{0,2}})?(?P<y10>\d{{4}})(?!\d)"
)
_MONGOLIAN = (
    r"(?<!\d)(?P<y12>\d{4})\s?оны?\s{1,2}(?P<m8>\d{1,2})(?:\s?-?\s?(?:р|дугаар|дүгээр))?\s{1,2}сарын\s{1,2}(?P<d11>\d{1,2})(?!\d)"
)
_ERA = r"(?:(?P<era>令和|平成|昭和|民國|民国)\s?|(?<!\d))(?P<y8>元|\d{1,3})\s?年\s?(?P<m5>\d{1,2})\s?月\s?(?P<d7>\d{1,2})\s?日"
# `R6.7.19`: a Japanese reign by its first letter.
_REIGN = r"(?<!\w)(?P<reign>[RH])(?P<y13>\d{1,2})(?P<s4>[./-])(?P<m9>\d{1,2})(?P=s4)(?P<d12>\d{1,2})(?![\d./-])"
NAMED = (("y3", "w1", "d3"), ("y4", "w2", "d4"), ("y5", "w3", "d5"), ("y11", "w4", "d10"))
COUNTED = (("era", "y8", "m5", "d7"), ("reign", "y13", "m9", "d12"), ("", "y9", "m6", "d8"))  # years of an era
NUMBERED = (("y10", "m7", "d9"), ("y12", "m8", "d11"))


def _begun(month: str) -> str:
    """What may begin at a digit or a letter; one look at the character spares most places all but one of the patterns."""
    day_month = (
        rf"(?<!\d)(?<!\d[:/.-])(?P<d3>\d{{1,2}}){_ORDINAL}(?:\s?[-/]\s?|\s{{0,3}},?\s{{0,3}}{_OF}?)"
        rf"(?P<w1>{month})\.?(?:\s?[/(]\s?(?P<w1b>{month})\.?\)?)?"
        rf"(?:\s{{0,3}}[-/]\s{{0,3}}|,?\s{{0,3}}{_YEAR_OF}?['’]?)(?P<y3>\d{{4}}|\d\d(?![\d:.%]))(?!\d){_YEAR_END}"
    )
    month_day = (
        # A month that is glued to the word before it, as inline elements without a blank between them leave it, begins too.
        rf"(?:(?<!\w)|(?-i:(?<=[a-z])(?=[A-Z])))(?P<w2>{month})\.?[\s/-]{{1,3}}(?P<d4>\d{{1,2}})(?:st|nd|rd|th|º|\.|\sቀን|\sရက်)?"
        # `Mon Feb 11 09:14:22 GMT 2008` is what programs print.
        r"(?:\s?,\s?|\s{1,3}|[/-]|\s\d\d:\d\d:\d\d\s(?:[A-Z]{3,5}\s|[+-]\d{4}\s)?)(?P<y4>\d{4})(?!\d)"
    )
    year_word = (
        rf"(?<!\d)(?P<y5>\d{{4}}){_YEAR_WORD}?[\s,.-]{{1,3}}(?P<w3>{month})\.?(?:\sමස)?[\s-]{{1,2}}(?P<d5>\d{{1,2}})(?!\d)"
        r"(?:\s?(?:d\.(?!\w)|ရက်))?"
    )
    year_day = rf"(?<!\d)(?P<y11>\d{{4}}){_YEAR_WORD}[\s,]{{1,3}}(?P<d10>\d{{1,2}}){_ORDINAL}[\s-]{{1,2}}(?P<w4>{month})"
    at_digit = "|".join((_NOUNS, _YEAR_FIRST, _COMPACT, day_month, year_day, year_word, _DIGITS, _MINGUO))
    return rf"(?=\d)(?:{at_digit})|(?=[^\W\d])(?:{month_day}|{_REIGN})"


ASCII_DATE = re.compile(_begun(_WORD), re.I)
DATE = re.compile(rf"{_MONGOLIAN}|{_begun(MONTH)}|{_HAN}|{_ERA}", re.I)
