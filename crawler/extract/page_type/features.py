"""What tells an article from a listing or a service page: how text and links are spread, what the page claims, its words.

Numbers depend on no language, except a few words of addresses and by-lines in the six languages of newsrooms. Words of
the address, the title, the headings and the claims are looked up in a learned vocabulary (crawler.extract.page_type.model).
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import unquote, urlsplit

from crawler.extract.fields.title_claims import segments
from crawler.extract.page_type import structure
from crawler.page.blocks import Block
from crawler.page.json_ld import ARTICLE_TYPES, types_of
from crawler.page.markup import class_and_id
from crawler.page.metadata import Head, head_of
from crawler.page.page import Page
from crawler.page.tags import HEADINGS
from crawler.text.dates.in_url import url_date
from crawler.text.writing import OWN_ENDS

NAMES = (
    "link_density", "long_paragraphs", "long_anywhere", "long_together", "short_lines", "headline_links", "article_tags",
    "prices", "by_lines", "sentences", "ours", "said", "exclamations", "quotations",
    "title_words", "title_digits", "title_asks",
    "og_article", "ld_article", "ld_offer", "ld_trail", "ld_site", "ld_any",
    "published", "ld_published", "modified", "author", "keywords", "times_some",
    "path_root", "path_depth", "path_words", "path_digits", "path_list", "path_article", "path_offer", "path_date",
    "class_single", "class_product", "inputs", "selects", *structure.NAMES,
)  # fmt: skip
GROUPS = ("address", "title", "headings", "claims")  # of words

_OFFER_TYPES = frozenset(
    "product productgroup service course event jobposting localbusiness softwareapplication aggregateoffer "
    "professionalservice store "
    "financialproduct educationaloccupationalprogram musicevent hotel restaurant webapplication mobileapplication".split()
)
_LIST_PATH = frozenset(
    "category categories tag tags search collections collection shop store browse list lists archive "
    "archives c cat cats jobs remote-jobs section sections page directory catalog department departments products parts "
    "index kategorie kategorien catégorie categorie categoria themen thema rubrik rubrique seccion all latest w b zgbs "
    "subcategory".split()
)
_ARTICLE_PATH = frozenset(
    "article articles story stories post posts news-item newsroom press-release press-releases newsdetail detail content "
    "p blogs blog magazine insights learn resources guide guides artikel nachrichten noticia noticias actualites "
    "actualite reviews".split()
)
_OFFER_PATH = frozenset(
    "service services course courses program programs product solution solutions pricing about contact team "
    "training graduate-programs "
    "rentals insurance leistungen produkte produits servicios careers admissions degrees certificate classes".split()
)
_OURS = frozenset(
    "our ours we us we're we’re wir unser unsere unserer unserem unseren uns nous notre nos nuestra nuestro "
    "nuestras nuestros".split()
)
_SAID = frozenset("said says told announced reported according sagte erklärte teilte déclaré annoncé dijo afirmó anunció".split())
_OURS_HAN, _SAID_HAN = ("我们", "我司", "弊社", "当社"), ("表示", "指出", "强调", "宣布", "介绍", "発表", "述べ")
_OURS_OR_SAID = _OURS | _SAID
_STOPS = (". ", "! ", "? ")
_ASKS = re.compile(
    r"(?:how|what|why|when|where|which|who|is|are|can|do|does|should|\d+|the \d+|top \d+|wie|was|warum|"
    r"comment|pourquoi|cómo|qué|por qué)\b",
    re.I,
)
_INDEX = frozenset(("index.html", "index.htm", "default.aspx", "index.php", "index.shtml"))
_PUBLISHED = (
    "article:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "date", "parsely-pub-date",
)  # fmt: skip
_STYLE_TEXT = 3000  # characters of running text whose words are looked at
_LONG, _TOGETHER = 120, 0.4
_MONEY = ("$", "€", "£", "¥", "USD", "EUR", "元")
_PRICE = re.compile(r"[$€£¥] ?\d|\d ?(?:€|USD\b|EUR\b|元)")
_BY = (
    "by ", "von ", "par ", "por ", "written by", "posted", "author", "published", "updated", "last updated",
    "作者", "记者", "发布", "来源",
)  # fmt: skip
_BY_INITIALS = frozenset("".join(word[0] + word[0].upper() for word in _BY))
_DIGITS = re.compile(r"\d{4,}")
_SINGLE = re.compile(r"\bsingle|\bpost-template|article|\bpostid|detail")
_WORD = re.compile(r"[a-z\u00c0-\u024f\u0400-\u04ff]+|[\u4e00-\u9fff\u3040-\u30ff]{1,2}")
_QUERY_NAME = re.compile(r"[?&]([a-z_]+)=")
_NEAR = 3  # blocks before and after the running text whose headings count


@dataclass(frozen=True, slots=True)
class Signs:
    """values: one number for each of NAMES; words: those of each of GROUPS; headlines: lines, each once, that are a long link."""

    values: list[float]
    words: tuple[frozenset[str], ...]
    headlines: int


def read_signs(page: Page, shown: list[Block], run: tuple[int, int]) -> Signs:
    """The signs of a page. shown: its visible text blocks; run: first and last index of its running text, as main_run says."""
    head = head_of(page)
    types = [types_of(node) for node in head.nodes[:80]]
    main = [block for block in shown if run[0] <= block.index <= run[1]]
    headlines = _headlines(shown)
    title = max(segments(head.title or ""), key=len, default="")
    values = [
        *_text_values(page, shown, main), math.log1p(len(headlines)), float(_articles(page) == 1), *_line_values(shown),
        *_style_values(main), *_title_values(title), *_claim_values(head, types), *_path_values(page.url),
        *_form_values(page, head), *structure.structure_values(page, shown, main),
    ]  # fmt: skip
    near = [block for block in shown if run[0] - _NEAR <= block.index <= run[1] + _NEAR and len(block.text) <= 60]
    words = (_address_words(page.url), _words(title), _heading_words(page, near), _claim_words(head, types))
    # The same releases may be offered twice, at the side and below: that makes no listing of an article.
    return Signs(values, tuple(map(frozenset, words)), len(set(headlines)))


def _headlines(shown: Sequence[Block]) -> list[str]:
    """Lines that are a long link."""
    linked = [block.text for block in shown if block.link_chars > 20 and block.link_chars >= 0.8 * len(block.text)]
    return [text for text in linked if 24 < len(text) <= 140]


def _weight(block: Block) -> int:
    """Characters outside links, Han and kana counting three."""
    text = block.text
    size = len(text) - block.link_chars
    return size if text.isascii() or not "\u3040" <= text[len(text) // 2] <= "\u9fff" else 3 * size


def _text_values(page: Page, shown: Sequence[Block], main: Sequence[Block]) -> Iterator[float]:
    """Share of links; long paragraphs of the running text and anywhere; how many stand together; short lines."""
    yield sum([block.link_chars for block in shown]) / max(1, sum([len(block.text) for block in shown]))
    yield math.log1p(sum(len(block.text) >= _LONG // 3 and _weight(block) >= _LONG for block in main))
    long_, stretches = _long_paragraphs(page, shown)
    yield math.log1p(long_)
    yield long_ / max(1, stretches)
    yield len([block for block in main if len(block.text) < 60]) / max(1, len(main))


def _long_paragraphs(page: Page, shown: Sequence[Block]) -> tuple[int, int]:
    """How many there are, and in how many stretches they stand together."""
    nodes = page.outline.nodes
    long_ = stretches = 0
    together = False
    for block in shown:
        size = len(block.text)
        if size >= _LONG // 3 and block.link_chars < _TOGETHER * size and _weight(block) >= _LONG:
            long_ += 1
            stretches += not together
            together = True
        elif together and (size > 30 or nodes[block.node].tag in HEADINGS):
            together = False
    return long_, stretches


def _articles(page: Page) -> int:
    return [node.tag for node in page.outline.nodes].count("article")


def _line_values(shown: Sequence[Block]) -> Iterator[float]:
    """Prices and by-lines among the short lines."""
    short = [block.text for block in shown if len(block.text) <= 80]
    lines = "\n".join(short)
    yield math.log1p(len(_PRICE.findall(lines))) if any(map(lines.__contains__, _MONEY)) else 0.0
    begun = [text[:12].lower() for text in short if text[0] in _BY_INITIALS]
    yield math.log1p(len([text for text in begun if text.startswith(_BY)]))


def _style_values(main: Sequence[Block]) -> Iterator[float]:
    """Of the running text: sentences, we and our, said and announced, exclamations, quotations."""
    pieces, size = [], 0
    for block in main:
        if len(block.text) > 60:
            pieces.append(block.text)
            size += len(block.text)
            if size > _STYLE_TEXT:
                break
    text = " ".join(pieces)[:_STYLE_TEXT].lower()
    thousands = max(200, len(text)) / 1000
    words = [word for word in text.split() if word in _OURS_OR_SAID]
    sentences = sum(map(text.count, _STOPS))
    ours = sum(map(_OURS.__contains__, words))
    said = len(words) - ours
    if not text.isascii():
        sentences += sum(map(text.count, OWN_ENDS))
        ours, said = ours + sum(map(text.count, _OURS_HAN)), said + sum(map(text.count, _SAID_HAN))
    yield math.log1p(sentences)
    yield min(3.0, ours / thousands)
    yield min(3.0, said / thousands)
    yield min(3.0, text.count("!") / thousands)
    yield min(4.0, (text.count("“") + text.count("„") + text.count('"') / 2) / thousands)


def _title_values(title: str) -> Iterator[float]:
    """Length, a digit, a question or a number of things."""
    yield min(len(title.split()), 16) / 8 if title.isascii() else min(len(title), 30) / 15
    yield float(any(map(str.isdigit, title)))
    yield float(_ASKS.match(title) is not None or title.endswith(("?", "？")))


def _claim_values(head: Head, types: Sequence[frozenset[str]]) -> Iterator[float]:
    articles = [node for node, own in zip(head.nodes, types, strict=False) if own & ARTICLE_TYPES]
    every = frozenset(chain.from_iterable(types))
    yield float((head.meta("og:type") or "").lower() in ("article", "news", "blog"))
    yield float(1 <= len(articles) < 4)
    yield float(not every.isdisjoint(_OFFER_TYPES))
    yield float("breadcrumblist" in every)
    yield float("website" in every)
    yield float(bool(every))
    dated = any(node.get("datePublished") for node in articles)
    yield float(dated or head.meta(*_PUBLISHED) is not None or any(node.get("datePublished") for node in head.nodes[:80]))
    yield float(dated)
    yield float(head.meta("article:modified_time", "og:updated_time", "datemodified", "last-modified") is not None)
    by = head.meta("author", "article:author", "parsely-author") or any(node.get("author") for node in head.nodes[:80])
    yield float(bool(by))
    yield float(head.meta("keywords", "news_keywords") is not None)
    yield float(1 <= len(head.times) <= 3)


def _path_values(url: str) -> list[float]:
    if not url:
        return [0.0, 0.8, 0.8, 0.5, 0.0, 0.0, 0.0, 0.0]  # as of a page that may be either
    split = urlsplit(url)
    parts = [part for part in split.path.lower().split("/") if part and part not in _INDEX]
    last = parts[-1].rsplit(".", 1)[0] if parts else ""
    return [
        float(not parts and not split.query),
        min(len(parts), 8) / 4,
        min(last.count("-") + last.count("_") + last.count("+"), 10) / 5,
        float(_DIGITS.search(last) is not None),
        float(not _LIST_PATH.isdisjoint(parts)),
        float(not _ARTICLE_PATH.isdisjoint(parts[:-1])),
        float(not _OFFER_PATH.isdisjoint(parts)),
        float(url_date(url) is not None),
    ]


def _form_values(page: Page, head: Head) -> Iterator[float]:
    names = ""
    for element in (page.root, page.root.find("body")):
        if element is not None:
            names += f"{class_and_id(element)} "
    names = names.lower()
    yield float(_SINGLE.search(names) is not None)
    yield float("product" in names)
    yield math.log1p(head.inputs)
    yield math.log1p(head.selects)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _address_words(url: str) -> Iterator[str]:
    """Words of the path, those of its last part marked, and names of the query."""
    parts = urlsplit(url)
    path = [part for part in parts.path.lower().split("/") if part]
    for part in path[:-1]:
        yield from _words(unquote(part))
    for word in _words(unquote(path[-1])) if path else ():
        yield "/" + word
    for name in _QUERY_NAME.findall("?" + parts.query.lower()):
        yield "?" + name


def _heading_words(page: Page, near: Sequence[Block]) -> Iterator[str]:
    nodes = page.outline.nodes
    for block in near:
        if nodes[block.node].tag in HEADINGS:
            yield from _words(block.text)


def _claim_words(head: Head, types: Sequence[frozenset[str]]) -> Iterator[str]:
    """Types of JSON-LD objects, names of meta tags, and the page's type for social networks."""
    yield from chain.from_iterable(types)
    for name in head.metas:
        if len(name) < 40:
            yield ":" + name
    yield "=" + (head.meta("og:type") or "none").lower()
