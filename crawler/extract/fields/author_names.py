"""Names of persons in what is told of authors: one cleaner for all places where a page names them."""

import re
from collections.abc import Iterable, Iterator
from itertools import filterfalse

from crawler.extract.fields.author_roles import AND, BY, begins_with_office, is_other_work, who_wrote
from crawler.extract.fields.date_words import MODIFIED, PUBLISHED
from crawler.extract.fields.title_claims import LEGAL_FORM
from crawler.text.dates.parse import scan_days
from crawler.text.dates.words import MONTHS, WEEKDAYS
from crawler.text.safe_text import one_line
from crawler.text.writing import begins_small, has_capitals, weight

# What comes before a name: the kind of work, or two kinds; a word for `by` with a blank or a mark behind; with a mark alone.
_BY = re.compile(
    r"^(?:words|text[eo]?|tekst|story|report(?:age)?|interview|entrevista|intervista|röportaj|haber|yaz[ıi]|取材|文|構成|聞き手|"
    rf"執筆|撰文|文字|글)(?:(?:\s?[・、/&+]\s?|\s(?:{AND})\s)\w{{1,12}})?\s*[:：／]\s*|"
    r"^(?:written |posted |published |story |report(?:ed)? |words |geschrieben |verfasst |erstellt |escrit[oa] |"
    rf"écrit |rédigé |scritto |geschreven |skrevet |skriven )?(?:{BY}|text(?=\s+\S+\s\S)|"
    r"autor(?:in)?|author|auteur|autore|napisała?|napsala?|kirjutas|írta|scris de|της|του|מאת|بقلم|كتبت?|लेखक|기자명|автор|"
    r"作者|撰文|文字|文|记者|記者|通讯员|撰稿|執筆|著者|筆者|글)\s*[:：/|]?\s+"
    r"(?:(?:onze|unsere[mrn]|notre|nuestr[oa]|nostr[oa]|vår|vores|noss[oa]) [a-zà-ÿ]{4,20} )?|"
    r"^(?:作者|撰文|撰稿|记者|記者|通讯员|文字|文|author|penulis|tác giả|ผู้เขียน|"
    r"kirjoittaja|yazan|yazar|muhabir|מאת|بقلم|كتبت?|लेखक)\s*[:：/|]\s*",
    re.I,
)
_TEXT_OF = re.compile(r"^te(?:xt[eo]|sto) (?:de|di|da)\s(?=\S+\s\S)", re.I)  # `Texto de Marta Quintela`
_LABELS = re.compile(r"(?:^|(?<=\s))((?:[^\W\d]{1,14}\s(?=by\s?[:：]))?[^\W\d]{1,14})\s?[:：]\s*(?=\S)", re.I)
_PARTICLES = frozenset(
    "de da do das dos del della di du des la le van von der den zu zur zum vom af av bin binti ibn al el y e ap ab und "
    "ten ter te op aan 't".split()
)
_ELIDED = re.compile(r"[dlnstDLNST][’'](?=[A-ZÀ-ÖØ-Þ])")  # `d'Ocon`, `'t` stands by itself
_INITIALS = 5  # letters of an agency's
_WITH_AND = 4  # words of a name with one for `and` between two surnames
_MOST_WORDS, _WORDS_APART = 5, 3  # of a person's name; of one with the surname before a comma
_URLISH = re.compile(r"https?:|www\.|[@=<>{}]|\.(?:com|cn|org|net|html?)\b|\A\S+\w\.(?-i:[a-z]{2,6})\Z", re.I)
_NOBODY = frozenset(
    "admin administrator root editor webmaster staff user author anonymous none null undefined test "
    "管理员 管理者 佚名 小编 未知 관리자 최고관리자 운영자 администратор адміністратор".split()
) | {"super user", "name", "your name", "author name"}
# What a person does, at the end of the words that stand beside a name.
_ROLE = re.compile(
    r"(?:^|[\s-])(?:(?:editor|reporter|correspondent|writer|journalist|columnist|analyst|contributor|producer|chief|officer|"
    r"president|manager|director)s?|\w*redakteur(?:in)?|korrespondent(?:in)?|journaliste?|rédact(?:eur|rice)|redactora?|periodista|redattore|"
    r"redattrice|giornalista|jornalista|redat(?:or|ora)|redacteur|редактор|корреспондент|журналист)(?:\s+(?:in|at|for|of|bei|für|chez)\b.*)?$",
    re.I,
)
# `A report by Jane Roe`, where the whole is no name.
_KIND_OF_WORK = re.compile(r"(?:[^\W\d]+\s){1,3}(?:by|von|par|por|di|av|af|door|od|przez|oleh|gan|ó|nga)\s(?=\S+\s\S)", re.I)
_TITLED = re.compile(r"(?<=\S)\s?(?:기자|특파원|에디터|리포터|記者|记者)\Z")
_SEVERAL = re.compile(r"(?:(?<!\s)\s++)?[,，;；、|/／&·]\s*+|(?<!\s)\s++(?:and|und|et|y|e)\s++")
_AND = re.compile(rf"\s(?:{AND})\s")  # between persons alone
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_TWO_SURNAMES = re.compile(rf"{_CAPITAL}(?: (?:d[aeo]s? )?{_CAPITAL}){{1,2}} (?:y|e|i) {_CAPITAL}")  # `Ana dos Santos e Silva`
# `And` in Arabic and Hebrew is a letter before the next word, with which some names begin.
_WAW = re.compile(
    r"\sو(?!ليد|ائل|سام|سيم|فاء|رد|جدان|داد|اصف|جيه|هيب|حيد|لاء|ليام)(?=[\u0621-\u064a]{2})|\sו(?!רד|לדימיר|יקטור|נסה|יויאן)(?=[א-ת]{2})"
)
_ENDS = re.compile(r"[|｜•·–—\d]|(?<=\S)\s-\s")  # behind which a by-line says something else
_PHONE = re.compile(r"[,،，]\s?[^\W\d_]{2,12}[.:]?\s(?=[+(]?\d[\d\s().-]{5,30}\Z)")  # with its label: `, phone 555-0140`
_DOT_IN_HANGUL = re.compile(r"(?<=[가-힣])\s?·\s?(?=[가-힣])")  # between two names
_STROKE = re.compile(r"\s[|｜•·]\s")
DESK = re.compile(  # `社会部・三浦千尋`
    r"\A[\u4e00-\u9fff]{1,6}[部局社班課]\s?[・、/／\u3000 ]\s?(?=[\u4e00-\u9fff]{2,5}(?<![部局社班課会])\Z)"
)
# What a cut date leaves behind: its month, and the word before it (`on`, `am`, `le`).
_LAST_WORD = re.compile(r"(?<![\s,(])[\s,(]++([^\s,(]+)\Z")
SMALL_WORD = re.compile(r"(?<![\s,])[\s,]++[a-zà-ÿа-я]{1,3}\Z")
_SHOUTED = re.compile(r"(?<=[a-zß-öø-ÿ])\s(?:IN|ON|AT|EN|EM|IM|AM)\Z")  # `BY Jane Roe IN Fashion`, without the section
_NO_PERSON = re.compile(r"[\d/@=<>{}:：!?！？]|https?:|www\.")
_LOGIN = re.compile(r"(?=[a-z-]*+[._\d])[a-z0-9._-]++|(?:web|site|wp)?-?(?:admin|webmaster)(?:web|site)?")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,80}")
_ASIDE = re.compile(rf"(?<=\S)\s?[(（](?:[^()（）.]|\.(?!\w)){{1,60}}[)）](?=\s?[,，;；、|/·•–—-]|\s(?:{AND})\s|\Z)")
_LAST_COMMA = re.compile(rf",(?=\s(?:{AND})\s)")
_WITH = re.compile(r"([A-ZÀ-Þ]\S*\s.*\S)\s([a-zß-ÿ]{1,5})\s[^\W\d_][\w-]*")  # `Jane Roe with AFP`
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]"
_LED_BY_CAPITALS = re.compile(rf"({_CAPITALS}+(?:\s{_CAPITALS}+){{1,3}})\s(?=[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]{{4}})")
_SURNAME = re.compile(rf"(?!MC){_CAPITALS}{{3,30}}(?:\s{_CAPITALS}{{3,30}}){{0,2}}")  # shorter ones may be abbreviations
_PICTURES = re.compile(r"(?:photo\w{0,9}|foto\w{0,6}|images?|bild\w{0,3}|illustrations?)\s(?:by|von|av|de|par)\s", re.I)
_DEGREES = re.compile(
    r"\A(?:(?:prof|dr|mr|mgr|ing|dipl\.-ing|[mb]\.?sc|sc|med|phil|rer|nat|jur|iur|oec|pol|theol|habil|univ|dipl|bc|mudr|judr|phdr|rndr|mag|doc|doz|arch|arq|eng|lic|inż|hab|инж|проф|доц|канд|акад|डॉ|ดร)"
    r"\.\s?|(?:prof|dr|mgr|inż|hab|др|rechtsanw[aä]lt(?:in)?|д-р|ד[\"״]ר|פרופ['׳]|الدكتور[ةه]?|دکتر)\s)++(?=\S+\s\S)",
    re.I,
)
_DEGREES_BEHIND = re.compile(r",\s?(?:ph\.?\s?d|csc|drsc|mba|m\.?sc|ll\.?m|mph)\.?+(?![^\W_])(?!\s(?-i:[A-ZÀ-ÖØ-Þ])\S+\s)", re.I)
_SENTENCE_STOP = re.compile(r"(?<=[^\W\d_]{3})\.\Z")  # behind a signature; `Jr.` has its own
# What no person is called: work without a name, what leads to a day that was cut, and what has the mark of a company.
_NO_NAME = re.compile(
    r"\A(?:以上|平成|令和|昭和|民國|民国|電話(?:番号)?|内線|直通|代表|担当)\Z|\A(?:网络|综合)?(?:整理|整合|编译|综合|转载)\Z|"
    rf"(?:[於于]|時間|时间|日期|更新|发布|發布|發佈|作成日|登録日|(?<![가-힣])(?:등록|입력|수정)|{LEGAL_FORM})\Z|"
    r"\A(?:株式会社|有限会社|\(株\)|㈜|주식회사|(?:ооо|зао|оао|пао|pt)[\s\"«“])",
    re.I,
)
_COMPANY = re.compile(rf"(?:{LEGAL_FORM})\s*\Z", re.I)
_COMMA = re.compile(r"[,，;；、]")
MAX_AUTHORS = 50
_LONGEST_NAMES, _LONGEST, _LONGEST_UNCASED = 80, 100, 30  # characters of what a by-line names, of one name


def without_by(text: str) -> str:
    """A by-line without its label or its word for `by`."""
    return _BY.sub("", text)


def is_by_line(text: str) -> bool:
    """Whether a text begins as a by-line does."""
    return _BY.match(text) is not None


def begins_by_line(text: str) -> bool:
    """Whether a line begins as a by-line does and goes on as a name does."""
    match = _BY.match(text)
    rest = _STROKE.split(text[match.end() :], maxsplit=1)[0] if match else ""
    return 1 < len(rest) <= _LONGEST_NAMES and _begins_as_name(rest)


def _begins_as_name(text: str) -> bool:
    """Whether a text begins with a capital letter, or in a script that has none."""
    return not begins_small(text) and not text.endswith((".", "。", "!", "?"))


def clean_names(told: Iterable[str]) -> list[str]:
    """The names in what is told of authors: without dates, roles, logins and addresses; several in one text taken apart."""
    told = (who_wrote(_DOT_IN_HANGUL.sub(", ", text)) for text in told if not _PICTURES.match(text.lstrip()))
    lines = (line for text in told for line in _of_writers(one_line(_MAIL.sub(" ", text) if "@" in text else text)))
    bare = (_LAST_COMMA.sub("", _ASIDE.sub("", _TEXT_OF.sub("", _BY.sub("", line)))) for line in lines if not _is_company(line))
    names = dict.fromkeys(name for line in bare for name in _taken_apart(_undated(_DEGREES_BEHIND.sub("", line))))
    return list(names)[:MAX_AUTHORS]


def _is_company(line: str) -> bool:
    """Whether a line is the name of one company, in which a word for `and` parts no persons."""
    return _COMPANY.search(line) is not None and _COMMA.search(line) is None


def is_person(name: str) -> bool:
    """Whether a text is written as the name of a person: a few words, each with a capital letter where the script has them."""
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or _is_no_name(name):
        return False
    if not has_capitals(name):
        return _is_uncased_person(name)
    if len(words) >= _WITH_AND:
        words = [word for word in words if word != "i"]  # `Jaume d'Ocon i Puig`
    small = words[-1][0].islower() and not _ELIDED.match(words[-1])
    return len(words) > 1 and all(map(_is_of_name, words)) and not small


def _is_of_name(word: str) -> bool:
    return word[0].isupper() or word.lower() in _PARTICLES or _ELIDED.match(word) is not None


def _is_no_name(text: str) -> bool:
    marked = _NO_PERSON.search(text) or _ROLE.search(text)
    return marked is not None or _lists(text) or text.casefold() in WEEKDAYS


def _is_uncased_person(name: str) -> bool:
    """Whether a text is short enough for a name, in a script without capital letters."""
    return len(name) <= _MOST_WORDS + 1 if weight(name) > len(name) else " " in name and len(name) <= _LONGEST_UNCASED


def _lists(name: str) -> bool:
    """Whether a comma in a text is none behind a surname: `RN, BSN`."""
    return "," in name and (len(name.split()) > _WORDS_APART or name.isupper())


def names_only_persons(text: str) -> bool:
    """Whether what a text tells of authors is persons and nothing else."""
    return all(map(is_person, clean_names([text]) or [""]))


def says_role(text: str) -> bool:
    """Whether a text says what somebody does: `Markets Editor`."""
    return _ROLE.search(text) is not None


def who_did(text: str) -> str:
    """The person behind the words for a work, `Escrita por Jana Roe`; else nothing."""
    work = None if is_other_work(text) or _PICTURES.match(text) else _KIND_OF_WORK.match(text)
    name = text[work.end() :] if work else ""
    return name if is_person(name) else ""


def _of_writers(line: str) -> list[str]:
    """The parts of a line under its first label: of `Text: A Photos: B Text: C` the first and the last one."""
    line = _with_colons(line)
    if ":" not in line and "：" not in line:
        return [line]
    begin = _BY.match(line) or _LABELS.match(line)
    first = begin[0].strip(" :：").casefold() if begin else ""
    labels = list(_LABELS.finditer(line, begin.end() if begin else 0))
    starts = [0, *(label.start() for label in labels)]
    ends = [*starts[1:], len(line)]
    said = [first, *(label[1].casefold() for label in labels)]
    return [line[start:end] for start, end, label in zip(starts, ends, said, strict=True) if label == first]


def _with_colons(line: str) -> str:
    """A line whose labels end with a stroke, `文／佐伯 撮影／三浦`, with colons in their place."""
    begin = _BY.match(line) if "／" in line else None
    return line.replace("／", "：") if begin and begin[0].endswith("／") else line


def _undated(text: str) -> str:
    """A text up to its date, without the words that lead to it."""
    text = _without_phone(text)
    end = _ENDS.search(text)
    if end is None or not end.start() or _LOGIN.fullmatch(text):
        return text
    before, behind = text[: end.start()], text[end.end() :]
    if not end[0].isdigit():
        return behind if end[0] == " - " and not is_person(before) and is_person(behind) else before
    before = before.rstrip()
    while (last := _LAST_WORD.search(before)) is not None and _leads_to_day(last[1].rstrip(".").casefold()):
        before = before[: last.start()]
    return SMALL_WORD.sub("", before)


def _without_phone(text: str) -> str:
    """A text up to a number to call."""
    called = _PHONE.search(text)
    return text if called is None or any(scan_days(text)) else text[: called.start()]


def _leads_to_day(word: str) -> bool:
    """Whether the last word before a number is a month or weekday, or says what the day is of."""
    return word in MONTHS or word in WEEKDAYS or any(each.fullmatch(word) for each in (PUBLISHED, MODIFIED))


def _taken_apart(text: str) -> Iterator[str]:
    """The names in a text: `Smith, Jane` and `Sons and Company` are one, `Jane Smith and John Roe` two, `Jane Smith, MD` one."""
    work = _KIND_OF_WORK.match(text.strip())
    if _TWO_SURNAMES.fullmatch(own := text.strip()[work.end() if work else 0 :]):
        yield own
        return
    parts = (each for part in _SEVERAL.split(text) for each in _persons_in(part))
    first, *others = [part for part in map(_bare, parts) if part] or [""]
    if not _has_parts(first):
        first, others = _bare(text), []
    persons = filterfalse(begins_with_office, filter(_is_person, others))
    yield from filter(_is_name, [_alone(first), *persons])


def _alone(name: str) -> str:
    """A person without the body that helped: `Jane Roe with AFP`."""
    beside = _WITH.fullmatch(name)
    return beside[1] if beside is not None and beside[2] not in _PARTICLES and is_person(beside[1]) else name


def _persons_in(text: str) -> list[str]:
    """Two persons with a word for `and` between them; else the text as it is."""
    persons = [_DEGREES.sub("", each.strip()) for each in (_WAW if _WAW.search(text) else _AND).split(text)]
    return persons if len(persons) > 1 and all(map(is_person, persons)) else [text]


def _is_person(part: str) -> bool:
    """Whether what stands behind a name is another one, not what the first one does."""
    small = any(word.islower() and word not in _PARTICLES for word in part.split())
    return _has_parts(part) and not small and not _ROLE.search(part)


def _has_parts(name: str) -> bool:
    """Whether a name can stand by itself: of several words, or in a script that needs no blanks."""
    return " " in name or not name.isascii()


def _bare(name: str) -> str:
    name = _SHOUTED.sub("", DESK.sub("", _TITLED.sub("", name.strip(" ,;:：|·•●-\"'[]()【】〔〕"))))
    name = _SENTENCE_STOP.sub("", _DEGREES.sub("", name, count=1))
    work = _KIND_OF_WORK.match(name)
    if work is not None and (PUBLISHED.match(name) or not is_person(name)) and is_person(name[work.end() :]):
        name = name[work.end() :].rstrip(".")
    return _in_capitals(name)


def _in_capitals(name: str) -> str:
    """`JANE ROE Herald staff` without what follows the name in capitals; `Jane ROE` with a surname like others."""
    if led := _LED_BY_CAPITALS.match(name):
        return led[1]
    first, _, surname = name.partition(" ")
    return f"{first} {surname.title()}" if first.istitle() and _SURNAME.fullmatch(surname) else name


def _abbreviates(name: str) -> bool:
    """Whether a name is but the initials of an agency: `AFP`, `ТАСС`."""
    return len(name) <= _INITIALS and name.isalpha() and name.isupper()


def _is_name(name: str) -> bool:
    told = 1 < len(name) <= _LONGEST and not _URLISH.search(name) and name.casefold() not in _NOBODY and not _abbreviates(name)
    return told and not name[0].isdigit() and not _LOGIN.fullmatch(name) and not _NO_NAME.search(name)
