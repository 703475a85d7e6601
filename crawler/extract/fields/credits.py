"""The smaller fields: source and section."""

import re
from collections.abc import Iterable, Sequence

from crawler.extract.fields.title_claims import is_company
from crawler.items import Provenance
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_called_box, is_caption
from crawler.page.metadata import Head
from crawler.text.safe_text import one_line
from crawler.text.writing import ends_sentence

_SOURCE_LABEL = (
    r"(?:文章来源|信息来源|新闻来源|内容来源|稿件来源|资料来源|来源|來源|稿源|出处|供稿|CopyFrom|Copy from|Source|Quelle|Fuente|"
    r"Fonte|Bron|Källa|Kilde|Lähde|Źródło|Zdroj|Forrás|Sursa|Izvor|Šaltinis|Avots|Allikas|Kaynak|Mənbə|Sumber|Nguồn|Πηγή|Источник|"
    r"Джерело|Извор|Източник|Крыніца|المصدر|منبع|מקור|स्रोत|উৎস|ที่มา|출처|자료|出典|情報元)\s*[:：]\s*"
)
_LABEL_OF_LINK = re.compile(rf"{_SOURCE_LABEL}\Z", re.I)
_SOURCE = re.compile(
    _SOURCE_LABEL + r"[\[【〔]?\s*([^\]】〕|｜]{1,60}?)\s*(?:[\]】〕]|(?=\s+[^\s:：]{1,14}(?:\s[a-z]{1,8})?\s?[:：])|"
    r"(?=\s*[|｜])|(?=\s+(?:\d{4}[-年/.]|\d{1,2}\s))|(?=\s*(?:作者|责任编辑|编辑|发布|发表|时间|日期|字号|字体|打印|浏览|点击|"
    r"阅读|Author|Release|Publish|Date|Font)\S{0,3}(?:\s[a-z]{1,8})?\s?[:：])|(?=\s*[【\[(（])|\s*$)",
    re.I,
)
_NO_SOURCE = re.compile(r"^\S{2,14}\s?[:：]|=[\"']")  # the next detail, or a piece of broken markup
_HALF_LABEL = re.compile(r"\W*[A-Za-zÀ-ÿ]+ ?|.*[A-Za-zÀ-ÿ]", re.S)  # before a label, of which it is a part: `Image source`
_DETAILS = 6  # words of a day and its time
_CLOSING = {")": "(", "）": "（", "]": "["}
_ENDING_DATE = re.compile(r"(?:(?<!\s)\s++)?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s++\d{1,2}:\d\d(?::\d\d)?)?\s*+$")
_URLISH = re.compile(r"https?:|www\.|@|\.(?:com|cn|org|net|html?)\b", re.I)
# What says who made a site, before the name, and who has its rights.
_MAKER = re.compile(
    r"\b(?:(?:site |website |page )?(?:designed|developed|powered|built|created|made|produced|hosted)(?: (?:&|and) \w+)? "
    r"(?:by|with)|(?:web ?-?(?:design|site|development|agency)|(?:web)?agentur|umsetzung|realisier\w+|programmierung|konzept|"
    r"réalisation|création|conception|agence|diseño|desarrollo|desarrollado|realizzazione|realizzato|desenvolvid\w+|ontwikkeld|"
    r"realisatie|wykonanie|realizacja|tvorba|webbyrå)(?: (?:by|durch|par|por|da|door|przez|von|web|du site|del sitio))*"
    r"(?:\s?[:：]|(?<=\w\w)(?= )))"
    r"|разработка|技术支持|技術支援|网站(?:建设|制作|设计)|網站設計|サイト制作|ウェブ制作",
    re.I,
)
_RIGHTS = re.compile(
    r"[©ⓒⒸ]|\(c\)\s*\d{4}|copyright|all rights|版权|版權|著作権|無断転載|저작권|alle rechte|droits réservés|"
    r"derechos reservados|diritti riservati|direitos reservados|prawa zastrzeżone|права защищены",
    re.I,
)
_LONGEST_SOURCE = 60  # characters
_OPENING = ("“", "「", "『", "‘", "《")
_SHOUTED = re.compile(r"\A(?:SOURCE|QUELLE|FUENTE|FONTE|BRON)\s+(?=\S)")  # without a colon, below releases of some wires
_PREPOSITION = 4  # letters
_COMPANY_LINE = 90  # characters of a company's name and a date
_LATE, _LINE = 40, 200  # blocks at the end of a page, and characters of a line, that may name its maker


def says_rights(text: str) -> bool:
    """Whether a line says whose rights are kept."""
    return _RIGHTS.search(text) is not None


def find_source(
    head: Head, lines: Iterable[Block], blocks: Sequence[Block] = ()
) -> tuple[str | None, Provenance | None]:
    """Who the page says the text comes from: `来源：新华社`, `Source: ...`, `CopyFrom:[MCC]`; None where it is left empty.

    Never who made the site, nor a line of copyright. blocks: all of the page's, which name its maker at their end.
    """
    meta = head.stated("source")
    found = (
        (next(filter(None, map(_source_in, lines)), None), Provenance("generic", "source_line")),
        (_company_line(lines), Provenance("generic", "company_line")),
        (head.of_article("sourceOrganization"), Provenance("jsonld", "sourceOrganization")),
        (None if meta and _URLISH.search(meta) else meta, Provenance("meta", "source")),
    )
    for name, provenance in found:
        if name and not _RIGHTS.search(name) and not any(name.casefold() in line for line in _makers(blocks)):
            return name, provenance
    return None, None


def _makers(blocks: Sequence[Block]) -> list[str]:
    """What follows the words that name a site's maker, in the lines at the end of its page."""
    ends = [(block.text, _MAKER.search(block.text)) for block in blocks[-_LATE:] if len(block.text) <= _LINE]
    return [text[match.end() :].casefold() for text, match in ends if match]


def _source_in(line: Block) -> str | None:
    """What a line names as its source: the link behind the label, else the words up to another detail or link."""
    text = line.text
    match = _SOURCE.search(text) if len(text) <= 300 and ("：" in text or ":" in text) else None
    if match is None or _is_of_something_else(line, text[: match.start()]):
        return None
    name = _whole(one_line(_linked_source(line) or _before_link(line, match)).strip(" -—·"))
    return name if len(name) > 1 and not name.isdigit() and not _NO_SOURCE.search(name) else None


def _is_of_something_else(line: Block, before: str) -> bool:
    """Whether a label is of a picture or of figures, not of the page: `Image source:`, `Bildquelle:`, behind a sentence, quoted.

    before: what stands before the label in its line.
    """
    if any(each.tag == "figure" or is_caption(each) for each in (line.element, *line.element.iterancestors())):
        return True
    if _HALF_LABEL.fullmatch(before) or before.rstrip().endswith(_OPENING):  # `凡注明“来源：某网”的作品`
        return True
    return ends_sentence(before.rstrip()) and len(before.split()) > _DETAILS


def _before_link(line: Block, match: re.Match[str]) -> str:
    """The name up to a link behind it, which sells rights or reports the page: `Source: AP <a>Reprints</a>`."""
    before = ""
    for text, mark in line.pieces if line.link_chars else ():
        cut = len(one_line(before)) - match.start(1)
        if mark.link is not None and text.strip() and cut > 0:
            return match[1][:cut]
        before += text
    return match[1]


def _whole(name: str) -> str:
    """A name without the bracket that closes what was opened before it."""
    return name[:-1].rstrip() if name[-1:] in _CLOSING and _CLOSING[name[-1]] not in name else name


def _linked_source(line: Block) -> str:
    """The words of the link right behind the label of the source; other links of the line print or report it."""
    before = ""
    for text, mark in line.pieces if line.link_chars else ():
        if mark.link is not None and text.strip() and _LABEL_OF_LINK.search(before):
            return one_line(text)[:_LONGEST_SOURCE]
        before += text
    return ""


def _company_line(lines: Iterable[Block]) -> str | None:
    """`Ore Corporation 2023-10-25`, or the company alone on a line: who publishes, as old templates print it."""
    for block in lines:
        text = block.text
        short = len(text) <= _COMPANY_LINE and not block.link_chars
        name = _ENDING_DATE.sub("", _SHOUTED.sub("", text)).strip(" ,|-–—") if short else ""
        if name and _is_company_name(name) and _may_name_company(block):
            return name
    return None


def _is_company_name(line: str) -> bool:
    """Whether a line is the name of a company: more than the word for one, and no sentence that ends in one."""
    first, *others = line.split()
    return is_company(line) and bool(others or not first.isascii()) and not any(map(_is_lower, others))


def _is_lower(word: str) -> bool:
    return word.islower() and len(word) > _PREPOSITION


def _may_name_company(block: Block) -> bool:
    text = block.text
    if ":" in text or "：" in text or _RIGHTS.search(text) or _MAKER.search(text):
        return False
    return not _in_footer(block)


def _in_footer(block: Block) -> bool:
    around = (block.element, *block.element.iterancestors())
    return any(each.tag == "footer" or is_called_box(each) for each in around)


def find_section(head: Head) -> tuple[str | None, Provenance | None]:
    """The section that the page states for itself."""
    if stated := head.of_article("articleSection"):
        return stated[:200], Provenance("jsonld", "articleSection")
    meta = head.stated("section")
    return (meta[:200], Provenance("meta", "section")) if meta and not _URLISH.search(meta) else (None, None)
