"""The words before a name in a by-line, in the languages of newsrooms, and the names behind them."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from lxml.etree import _Element as Element

from crawler.extract.fields.author_names import DESK, SMALL_WORD, clean_names, is_person, names_only_persons, who_did
from crawler.extract.fields.author_roles import AND, BY, LABEL_OF_OTHERS, is_and, is_reported
from crawler.page.blocks import Block
from crawler.text.dates.parse import scan_days
from crawler.text.safe_text import one_line
from crawler.text.writing import begins_small, ends_with_colon, has_capitals, weight

# Who wrote, as nouns; `by` and `written by` stand before a name as well.
_WRITERS = frozenset(
    (
        "author|authors|words|text|story|besedilo|interview|report|reporter|writer|written by|"
        "article by|posted by|published by|story by|words by|text by|report by|by|"
        "autor|autorin|autoren|autor/in|verfasser|verfasserin|von|auteur|auteurs|autrice|auteure|texte|rédaction par|rédacteur|"
        "rédigé par|propos recueillis par|par|autora|autores|autoras|texto|por|redactor|redactora|entrevista|reportagem|"
        "repórter|autore|autori|testo|testo di|di|a cura di|articolo di|tekst|door|geschreven door|verslaggever|forfatter|"
        "skribent|journalist|av|af|skrevet av|skrevet af|tekst av|tekst af|text av|författare|skriven av|kirjoittaja|"
        "kirjoittanut|teksti|toimittaja|höfundur|autorka|autorzy|opracował|opracowała|opracowanie|napisał|napisała|autoři|"
        "napsal|napsala|připravil|připravila|szerző|szerzők|írta|szöveg|autoare|scris de|de|συντάκτης|συντάκτρια|κείμενο|του|"
        "της|"
        "γράφει|γράφουν|γράφει ο|γράφει η|"
        "autorki|autorek|от|автор|авторы|аўтар|аўтары|муаллиф|автори|авторка|текст|аутор|аутори|корреспондент|журналист|пише|yazar|yazan|"
        "yazı|haber|muhabir|röportaj|الكاتب|الكاتبة|كتب|كتبت|بقلم|تحرير|إعداد|المؤلف|نویسنده|خبرنگار|نوشته|به قلم|گزارش|مصنف|"
        "تحریر|מאת|כתב|כתבת|כתבה|लेखक|लेखिका|रिपोर्ट|লেখক|প্রতিবেদক|ผู้เขียน|โดย|เรื่อง|tác giả|bài|penulis|oleh|ditulis oleh|"
        "írása|novinar|novinarka|ავტორები|எழுதியவர்|skrifa|egilea|egileak|пишува|пишет|пишут|пишуть|"
        "müəlliflər|deur|scríofa ag|reportaxe de|"
        "prispeval|prispevala|zapisal|zapisala|vložil|vložila|přidal|přidala|laatija|laatinut|geschrieben von|verfasst von|"
        "submitted by|contributed by|scritto da|escrito por|escrita por|écrit par|"
        "forfattere|forfattarar|kirjoittajat|yazarlar|autoriai|autorid|höfundar|συντάκτες|"
        "piše|teksts|autors|autorica|napísal|napísala|parengė|kirjutas|skrifar|gan|przez|napisane przez|un articol de|"
        "ein bericht von|interview by|na mwandishi wetu|"
        "લેખક|ਲੇਖਕ|ലേഖകൻ|ലേഖിക|කර්තෘ|ಲೇಖಕ|రచయిత|ໂດຍ|ដោយ|isinulat ni|ulat ni|marubuci|umbhali|nivîskar|لیکوال|"
        "எழுத்து|nga|రచన|ಬರಹ|ጸሐፊ|ጸሃፊ|tayyorladi|muallif|muxbir|müəllif|ავტორი|հեղինակ|зохиолч|сурвалжлагч|mwandishi|høvundur|"
        "作者|撰文|撰稿|撰稿人|文|文字|记者|記者|著者|筆者|執筆|執筆者|取材|取材・文|ライター|글|글쓴이|작성자|기자"
    ).split("|")
)
_BY_WORDS = _WRITERS | frozenset(("od",))
_LEADING = frozenset(word for label in _BY_WORDS for word in label.split())  # words of such labels
_WORKS = frozenset("words|text|texte|texto|testo|tekst|szöveg|текст|文|文字|取材|글".split("|"))  # which one does with others
# Who put it there: a person where the name leads to a page of theirs.
_POSTERS = frozenset("发布者|发布人|發佈者|發布者|發表者|投稿者".split("|"))
_AND = re.compile(rf"\s?[・·、/&+]\s?|\s(?:{AND})\s")
_LABELLED = re.compile(r"([^:：／፦՝៖＝]{1,24})[:：／፦՝៖＝]\s*+(.*)", re.S)
_BY = re.compile(
    rf"(?:{BY}|(?:napisane )?przez|un articol de|ein bericht von|interview by|na mwandishi wetu,?|words|te[kx]sti?|texte|"
    r"te[sx]to|szöveg|текст|글(?:[·/]사진)?|사진[·/]글)\s",
    re.I,
)
_BREAK = re.compile(r"[|｜•●]|\s[·–—-]\s")
_NEXT_LABEL = re.compile(r"(?<=\d)\s(?=[^\W\d_]{3,14}:\s[^\W\d_])")  # `Okunma: 2.381 Muhabir: Jana Roe`
_EDGE = " ,;·–—-"  # of what a line says: a stroke may stand before an element or behind one
_TELLING = re.compile(r"[:：／፦՝៖＝|｜•●\d]|[部局社班課][・、]|기자|특파원|논설위원|記者")  # else one piece names nobody
_TIME = re.compile(r"\A[\s,.]{0,3}(?:at |um |à |kl\.? )?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?(?:Uhr|h|am|pm)\b)?", re.I)
_SEVERAL_TITLED = re.compile(r"(?<=[자원])\s?[·,]\s?")
_BY_DOT = re.compile(r"([^・·／/＝\s]{1,4}(?:[・·][^・·／/＝\s]{1,2})?)\s?[・·／/＝]\s?(.+)")  # `記者・佐伯美智子`, `文／葉蓁蓁`
_TITLED = re.compile(  # `돌산=배도현 기자`: the place stands before the name
    r"(?:[가-힣]{2,8}\s?=\s?)?([가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,4})\s?(?:기자|특파원|인턴기자|선임기자|논설위원)(?:\s(?:[\w.+-]{1,64}@[\w.-]{1,80}|입력|기사입력|등록|승인))?"
)
# A line at the end of a text that names who asked or wrote: `Das Gespräch führte Jana Roth.`, `Propos recueillis par Luc Petit`.
_TALK = re.compile(
    r"^(?!\W*(?i:foto|photo|image|bild|video|illustra|transl|übers|tradu))(?:[^\W\d]{2,14}\s){1,4}"
    r"(?:führten?|by|par|por|da|di|von|door|av)\s"
)
_BY_PART = re.compile(
    r"(?:作者|撰稿人?|撰文|(?:本报|本刊)?记者|通讯员|Author|Autor(?:in)?|Auteur)\s*[:：]\s*([^\s:：|"
    r",，。]{1,40}(?: [^\s:：|,，。]{1,20}){0,3}?)(?=\s+\S{2,12}(?:\s[a-z]{2,8})?\s?[:：]|\s+\d|\s*$|[|｜,，])"
)
_HAN_NAME = r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff])"  # one of two characters may be set wide
_BY_OFFICE = re.compile(
    rf"(?:\A|\s)(?:本报|本刊|特约|见习|實習|实习)?(?:记者|記者|通讯员|通訊員)\s({_HAN_NAME}(?:\s{_HAN_NAME}){{0,3}})(?=\s|$)"
)
# Letters and the marks on them: a vowel sign of an Indic script is no letter.
_LABEL = re.compile(r"^[^\s\d:：,.]{2,14}(?:\s[^\s\d:：,.]{1,12})?\s?[:：]\s*(?=\S)")
_LEADING_TO_NAMES = re.compile(r"\b(?:by|bio)\Z", re.I)  # `Sort By`, `Full Bio`
_SENTENCE = re.compile(r"(?<=\w\w)\.\s")
_LONGEST_LABEL = 24
_LONGEST_TALK = 80  # characters of such a line
_NUMBER_BEHIND = re.compile(r"\s+\d+")
_COMMAS = (",", "，")
_SHORT_WORD = 5  # letters, for `and`
_LONG_WORD = 6  # letters

Part = tuple[str, Element | None]


def labels_writer(text: str) -> bool:
    """Whether a text is a label of who wrote, alone or with another kind of work: `Text und Bilder:`."""
    label = text.strip(" :：/／").casefold()
    return 0 < len(label) <= _LONGEST_LABEL and (label in _WRITERS or any(work in _WORKS for work in _AND.split(label)))


def line_parts(block: Block) -> list[Part]:
    """What a line says one after another, each with its link: cut where markup begins or ends, at strokes and at days."""
    cut = ((part, mark.link) for text, mark in block.pieces for part in _BREAK.split(one_line(text)))
    said = ((each.lstrip(" ).").strip(_EDGE).removeprefix("., "), link) for part, link in cut for each in _around_days(part))
    return [each for each in said if each[0]]


def _around_days(text: str) -> list[str]:
    """A text without its days and their times, taken apart there."""
    if not any(map(str.isdigit, text)):
        return [text]
    ends = [0, *(at for found, _ in scan_days(text) for at in found.span()), len(text)]
    *before, last = (_TIME.sub("", text[start:end]) for start, end in zip(ends[::2], ends[1::2], strict=True))
    return [*(SMALL_WORD.sub("", said.rstrip()) for said in before), last]  # `by Jane Roe on 12 May`


def credited(block: Block, ahead: bool) -> list[str]:
    """The persons that a part of a line names behind its label, or, ahead of the text, behind a word for `by`."""
    if len(block.pieces) == 1 and not _TELLING.search(block.text):
        return clean_names([_told_by_verb(block.text)]) if ahead else []
    cut = ((said, link) for text, link in line_parts(block) for said in _NEXT_LABEL.split(text))
    parts = _joined([(text, link) for text, link in cut if text.strip(":：")])
    named = (_named_by(text, *_labelled(text, link, parts[at + 1 :], ahead)) for at, (text, link) in enumerate(parts))
    return next(filter(None, named), [])


def _joined(parts: list[Part]) -> list[Part]:
    """The parts of a line, two linked persons with a word for `and` between them and their verb behind as one person's."""
    for at in range(len(parts) - 3):
        (first, link), (word, between), (second, other), (verb, _) = parts[at : at + 4]
        linked = link is not None and other is not None and between is None and labels_writer(verb)
        if linked and is_and(word) and is_person(first) and is_person(second):
            return [*parts[:at], (f"{first}, {second}", link), *parts[at + 3 :]]
    return parts


def _named_by(text: str, label: str, value: str, link: Element | None) -> list[str]:
    """Whom a part of a line names, by the office behind a name or by its label."""
    if named := _titled(text):
        return named
    if DESK.match(text.strip("【】()（）")) or is_reported(text):
        return clean_names([text])
    if label in _POSTERS:
        return clean_names([value]) if link is not None else []
    return [name.rstrip(".") for name in clean_names([value]) if is_person(name)] if labels_writer(label) else []


def _titled(text: str) -> list[str]:
    """Whom a part of a line names with the office behind each name, or behind a label and a dot: `記者・佐伯美智子`."""
    titled = list(filter(None, map(_TITLED.fullmatch, parts := _SEVERAL_TITLED.split(text))))
    if len(titled) == len(parts):
        return clean_names([each[1] for each in titled])
    dotted = _BY_DOT.fullmatch(text)
    return clean_names([dotted[2]]) if dotted and labels_writer(dotted[1]) else []


def _is_small(word: str) -> bool:
    """Whether a word has no capital letter, in a script that parts words by blanks."""
    return word.casefold() == word and weight(word) == len(word)


def _told_by_verb(text: str) -> str:
    """Whom words of a label lead to, `texto de Jana Roe`, or a word behind that means `writes`: `Jana Roe skrifar`."""
    name, _, verb = text.rstrip(": ").rpartition(" ")
    if verb.islower() and verb in _WRITERS and (is_person(name) or names_only_persons(name)):
        return name
    words = text.split()
    led = list(takewhile(lambda word: word.rstrip(",:").casefold() in _LEADING, words))
    rest = _SENTENCE.split(" ".join(words[len(led) :]))[0] if _leads_to_writer(led) else ""
    named = rest[:1].isalpha() and not begins_small(rest) and any(map(is_person, clean_names([rest])))
    return rest if named else who_did(text)


def _leads_to_writer(words: Sequence[str]) -> bool:
    """Whether words are a label of who wrote, and no first name."""
    said = [word.rstrip(",:").casefold() for word in words]
    label = bool(said) and (said[-1] in _BY_WORDS or " ".join(said) in _WRITERS)
    return label and any(_is_small(word) or len(word) >= _LONG_WORD for word in words)


def _led_by_words(text: str, behind: list[Part]) -> str:
    """Whom words for writing name in a part of a line ahead of the text, alone or with the part behind it; else nothing."""
    if name := _told_by_verb(text):
        return name
    if name := next(filter(None, (_told_by_verb(f"{text} {said}") for said, _ in behind[:1])), ""):
        return _with_others(name, behind[1:])
    begin = _BY.match(text)
    return text[begin.end() :].lstrip(": ") if begin else ""


def _with_others(name: str, behind: list[Part]) -> str:
    """A name with the persons in the parts right behind it, a word for `and` between them."""
    others = takewhile(is_person, (said for said, _ in behind if not (said.islower() and len(said) <= _SHORT_WORD)))
    return ", ".join([name, *others]) if is_person(name) else name


def _labelled(text: str, link: Element | None, behind: list[Part], ahead: bool) -> tuple[str, str, Element | None]:
    """The label and the value of a part, which may be the next one, and the value's link."""
    if ahead and (name := _led_by_words(text, behind)):
        return "by", name, link
    found = _LABELLED.match(text)
    label, value = (found[1], found[2]) if found else (text, "")
    if not value and behind:
        value, link = _with_others(behind[0][0], behind[1:]), behind[0][1]
    return label.strip(" :：").casefold(), value, link


def named_in_part(text: str) -> list[str]:
    """The name behind a label in a line of several."""
    if office := _BY_OFFICE.search(text):  # `来源：临海晚报 记者 周若溪`
        return [office[1]]
    part = _BY_PART.search(text)
    if part is None or (text[part.end() : part.end() + 1] in _COMMAS and not is_person(part[1])):
        return []
    number = _NUMBER_BEHIND.match(text, part.end())  # of a day, whose month the part may end with
    return [part[1] + (number[0] if number else "")]


def named_in_talk(text: str) -> list[str]:
    """The person at the end of a line that says who asked or wrote."""
    found = _TALK.match(text) if len(text) <= _LONGEST_TALK else None
    name = text[found.end() :].rstrip(".") if found else ""
    several = clean_names([name])  # one alone may be left of words that name nobody: `Calendário da Stock Car 2018`
    return [name] if is_person(name) else several if len(several) > 1 and all(map(is_person, several)) else []


def persons(told: Iterable[str]) -> list[str]:
    """The names in texts that are written as persons'."""
    return [name for name in clean_names(told) if is_person(name) and not _LEADING_TO_NAMES.search(name)]


def unlabelled(text: str) -> list[str]:
    """The persons in a text, whatever its label, unless it is one of those who do not write."""
    return [] if LABEL_OF_OTHERS.match(text) else persons([_LABEL.sub("", text)])


def first_person(parts: list[str]) -> list[str]:
    """The person that the first of several parts names, where it is no label, and no count follows."""
    return [] if ends_with_colon(parts[0]) or is_counted(parts) else persons(parts[:1])


def is_counted(parts: Sequence[str]) -> bool:
    """Whether the first of several parts is what the number behind it counts: `总篇数 919 篇`."""
    return len(parts) > 1 and parts[1].isdigit() and not has_capitals(parts[0])
