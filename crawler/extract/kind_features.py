"""Numbers that tell an article from a listing or a service page: how text, links and claims are spread over a page.

None depends on a language, except a few words of addresses and buttons in the six languages of newsrooms.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.extract.blocks import HEADINGS, Block
from crawler.extract.head import ARTICLE_TYPES, Head, head_of, types_of
from crawler.extract.page import Page
from crawler.extract.title_claims import segments

NAMES = (
    "main_share", "main_link_density", "link_density", "long_paragraphs", "longest", "sentences",
    "og_article", "og_other", "ld_article", "ld_offer", "published", "author", "times_some", "times_many",
    "path_root", "path_depth", "path_words", "path_digits", "path_list", "path_article", "path_offer",
    "linked_headings", "plain_headings", "headline_links", "repeats", "prices", "offers", "pager", "short_lines",
    "class_single", "ours", "said", "title_words", "title_digits", "title_asks", "by_line",
)  # fmt: skip

_OFFER_TYPES = frozenset(
    "product productgroup service course event jobposting localbusiness softwareapplication aggregateoffer "
    "professionalservice store "
    "financialproduct educationaloccupationalprogram musicevent hotel restaurant webapplication mobileapplication".split()
)
_LIST_PATH = frozenset(
    "category categories tag tags topic topics search collections collection shop store browse list lists archive "
    "archives c cat cats "
    "jobs remote-jobs section sections page directory catalog department departments products parts index kategorie "
    "kategorien "
    "catégorie categorie categoria themen thema rubrik rubrique seccion all latest w b zgbs subcategory".split()
)
_ARTICLE_PATH = frozenset(
    "article articles story stories post posts news-item newsroom press-release press-releases newsdetail detail "
    "content p blogs "
    "blog magazine insights learn resources guide guides artikel nachrichten noticia noticias actualites actualite "
    "reviews".split()
)
_OFFER_PATH = frozenset(
    "service services course courses program programs product solution solutions pricing about contact team "
    "training graduate-programs "
    "rentals insurance leistungen produkte produits servicios careers admissions degrees certificate classes".split()
)
_OFFERING = (
    "add to cart",
    "add to bag",
    "apply now",
    "apply today",
    "enroll",
    "book now",
    "book a",
    "get a quote",
    "get a free",
    "get your",
    "request a",
    "request info",
    "free trial",
    "start free",
    "contact us",
    "schedule a",
    "buy now",
    "our services",
    "our team",
    "our clients",
    "we offer",
    "call us",
    "in den warenkorb",
    "jetzt kaufen",
    "ajouter au panier",
    "comprar",
    "立即购买",
    "加入购物车",
    "カートに入れる",
)
_MONEY = ("$", "€", "£", "¥", "USD", "EUR", "元")
_PRICE = re.compile(r"[$€£¥]\s?\d|\d\s?(?:€|USD|EUR|元)")
_PAGER = re.compile(
    r"^(?:next(?: page)?|older(?: posts| entries)?|previous|prev|下一页|尾页|次へ|weiter|suivant|siguiente|»|›|"
    r"[12345]|last)\W*$",
    re.I,
)
_DIGITS = re.compile(r"\d{4,}")
_OURS = frozenset(
    "our ours we us we're we’re wir unser unsere unserer unserem unseren uns nous notre nos nuestra nuestro "
    "nuestras nuestros".split()
)
_SAID = frozenset("said says told announced reported according sagte erklärte teilte déclaré annoncé dijo afirmó anunció".split())
_OURS_HAN, _SAID_HAN = ("我们", "我司", "弊社", "当社"), ("表示", "指出", "强调", "宣布", "介绍", "発表", "述べ")
_STOPS = (". ", "! ", "? ", "。", "！", "？")
_ASKS = re.compile(
    r"(?:how|what|why|when|where|which|who|is|are|can|do|does|should|\d+|the \d+|top \d+|wie|was|warum|"
    r"comment|pourquoi|cómo|qué|por qué)\b",
    re.I,
)
_BY = (
    "by ",
    "von ",
    "par ",
    "por ",
    "written by",
    "posted",
    "author",
    "published",
    "updated",
    "last updated",
    "作者",
    "记者",
    "发布",
    "来源",
)
_INDEX = frozenset(("index.html", "index.htm", "default.aspx", "index.php", "index.shtml"))
_SINGLE = re.compile(r"\bsingle|\bpost-template|article|\bpostid|detail")


def features(page: Page, run: tuple[int, int]) -> list[float]:
    """One number for each of NAMES, in their order, all of about the same size. run: as main_run says."""
    head = head_of(page)
    blocks = [block for block in page.blocks if block.text and not block.hidden]
    main = [block for block in blocks if run[0] <= block.index <= run[1]]
    text, words, lines = _text_features(blocks, main), _word_features(head, main), _line_features(page, blocks, main)
    return [*text, words[0], *_claim_features(head), *_path_features(page.url), *lines[:8], lines[8], *words[1:], lines[9]]


def _log(value: float) -> float:
    return math.log1p(value)


def _text_features(blocks: Sequence[Block], main: Sequence[Block]) -> list[float]:
    total = sum(len(block.text) for block in blocks) or 1
    links = sum(block.link_chars for block in blocks)
    chars = sum(len(block.text) for block in main) or 1
    main_links = sum(block.link_chars for block in main)
    weights = [_weight(block) for block in main]
    longs = sum(1 for weight in weights if weight >= 120)
    return [
        (chars - main_links) / max(1, total - links),
        main_links / chars,
        links / total,
        _log(longs),
        _log(max(weights, default=0)),
    ]


def _word_features(head: Head, main: Sequence[Block]) -> list[float]:
    """Of the running text: sentences, we and our, said and announced; of the title: words, digits, a question."""
    text = " ".join(block.text for block in main if len(block.text) > 60)[:6000].lower()
    size = max(200, len(text)) / 1000
    words = Counter(text.split())
    ours = sum(words[word] for word in _OURS) + sum(map(text.count, _OURS_HAN))
    said = sum(words[word] for word in _SAID) + sum(map(text.count, _SAID_HAN))
    title = max(segments(head.title or ""), key=len, default="")
    asks = _ASKS.match(title) is not None or title.endswith(("?", "？"))
    return [
        _log(sum(map(text.count, _STOPS))),
        min(3.0, ours / size),
        min(3.0, said / size),
        min(len(title.split()), 16) / 8 if title.isascii() else min(len(title), 30) / 15,
        float(any(map(str.isdigit, title))),
        float(asks),
    ]


def _weight(block: Block) -> int:
    """Characters outside links, Han and kana counting three."""
    size = len(block.text) - block.link_chars
    return size if block.text.isascii() else 3 * size if "\u3040" <= block.text[len(block.text) // 2] <= "\u9fff" else size


def _claim_features(head: Head) -> list[float]:
    kind = (head.meta("og:type") or "").lower()
    nodes = [(node, types_of(node)) for node in head.nodes[:60]]
    articles = [node for node, types in nodes if types & ARTICLE_TYPES]
    times = len(head.times)
    published = head.meta(
        "article:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "date", "parsely-pub-date"
    )
    dated = any(node.get("datePublished") for node in articles)
    author = head.meta("author", "article:author", "parsely-author") or any(node.get("author") for node, _ in nodes)
    return [
        float(kind in ("article", "news", "blog")),
        float(kind not in ("article", "", "website")),
        float(1 <= len(articles) < 4),
        float(any(types & _OFFER_TYPES for _, types in nodes)),
        float(bool(published) or dated),
        float(bool(author)),
        float(1 <= times <= 3),
        float(times > 5),
    ]


def _path_features(url: str) -> list[float]:
    if not url:
        return [0.0, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0]
    segments_ = [part for part in urlsplit(url).path.lower().split("/") if part and part not in _INDEX]
    last = segments_[-1].rsplit(".", 1)[0] if segments_ else ""
    words = last.count("-") + last.count("_") + last.count("+")
    return [
        float(not segments_),
        min(len(segments_), 8) / 4,
        min(words, 10) / 5,
        float(bool(_DIGITS.search(last))),
        float(not _LIST_PATH.isdisjoint(segments_)),
        float(not _ARTICLE_PATH.isdisjoint(segments_[:-1])),
        float(not _OFFER_PATH.isdisjoint(segments_)),
    ]


def _line_features(page: Page, blocks: Sequence[Block], main: Sequence[Block]) -> list[float]:
    linked = plain = headlines = prices = offers = pager = by_line = 0
    shapes: Counter[tuple[str, str | None]] = Counter()
    for block in blocks:
        text, size, links = block.text, len(block.text), block.link_chars
        if size > 140:
            continue
        if block.element.tag in HEADINGS:
            linked += links > size // 2
            plain += links == 0
        if links >= 0.8 * size:
            if size <= 24:
                pager += _PAGER.match(text) is not None
            else:
                headlines += 1
                shapes[(block.element.tag, block.element.get("class"))] += 1
        if size <= 80:
            prices += any(map(text.__contains__, _MONEY)) and _PRICE.search(text) is not None
            lower = text[:24].lower()
            offers += lower.startswith(_OFFERING)
            by_line += lower.startswith(_BY)
    short = sum(1 for block in main if len(block.text) < 60)
    return [
        _log(linked),
        _log(plain),
        _log(headlines),
        _log(max(shapes.values(), default=0)),
        _log(prices),
        _log(offers),
        _log(pager),
        short / max(1, len(main)),
        float(_SINGLE.search(_body_class(page)) is not None),
        float(by_line > 0),
    ]


def _body_class(page: Page) -> str:
    body = page.root.find("body")
    html = f"{page.root.get('class') or ''} {page.root.get('id') or ''} "
    return (html + f"{body.get('class') or ''} {body.get('id') or ''}").lower() if body is not None else html.lower()
