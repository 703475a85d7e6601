"""Furniture inside the body's stretch of a page: what is dropped wherever it stands, and where the article's tail begins.

Every rule is about a whole short line, never about words inside one, so that a sentence that mentions sharing, printing
or copyright stays.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from lxml.etree import _Element as Element

from crawler.page.blocks import Block
from crawler.page.files import file_type, with_kind
from crawler.page.markup import Markup, class_and_id, is_called, stated_pixels
from crawler.page.names import NAMES_KEPT, finding
from crawler.page.picture_names import is_called_sign
from crawler.page.tags import HEADINGS
from crawler.text.writing import ends_as_running_text, leaves_nothing_open, weight

PROSE = 80  # Latin characters (a Han character counts three) of running text that make a block news, not a label
_PUNCTUATION = re.compile(r"[\W_]+\Z")
# Atomic, where `++` would say the same: Python before 3.11.5 takes half a turn of a group for a whole one (gh-106052).
_CSS = re.compile(
    r"(?>(?:(?:\s|<!--|-->|/\*(?:[^*]|\*(?!/))*+\*/)*+[.#@]?[\w.#,:>()\s*-]{1,200}+\{[^{}]*+\}\s*+(?:-->)?)+)\Z"
    r"|\s*+[.#]TRS_\w+[^。]{0,200}\{"
)
# Lines that are furniture wherever they stand between the title and the end of the page; each pattern takes a whole line.
NETWORKS = "facebook|twitter|linked ?in|we ?chat|weibo|qq|qzone|whatsapp|instagram|youtube|e-?mail|copy link|more|x"
BUTTONS = "print|close|close window|print this page|e-?mail|share|back|back to top|top|return|bookmark|save|pdf"
BUTTONS_ZH = "打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表|上一页)?|收藏(?:本页)?"
TOOL_LINES = {
    "buttons": rf"(?:{BUTTONS})(?:\W+(?:{BUTTONS}))*",
    "share": r"share (?:to|on|this)\b.{0,60}|share\s*[:：].{0,80}|follow us\b.{0,60}|tweet|like",
    "networks": rf"(?:share\W*)?(?:{NETWORKS})(?:\W*(?:{NETWORKS}))*",
    "share_zh": r"分享(?:到|至)?\W?.{0,40}|微信|微博|新浪微博|腾讯微博|QQ空间|朋友圈"
    r"|(?:欢迎)?关注.{0,12}(?:微信|微博|公众号|抖音).{0,12}|收藏(?:本页)?|复制(?:链接|网址|地址)?|纠错",
    "font_size": r"font(?: ?size)?\W.{0,40}|text size.{0,30}|colou?r",
    "sizes": r"(?:big|large|middle|medium|small|a[+-])(?:\W+(?:big|large|middle|medium|small|a[+-]?))*",
    "font_size_zh": r"(?:字体|字号|文字大小)\W.{0,30}|[大中小](?:\W*[大中小]){1,2}",
    "views": r"(?:views?|hits|clicks|page views?|read)\W*\d*|(?:浏览|点击|阅读|访问)(?:次数|量|数)?\W*\d*\W*次?|"
    r"(?:(?:количество )?(?:просмотров|показов)|переглядів|прочетена|visite|letture|lecturas|visitas|"
    r"조회(?:수)?|閲覧(?:数)?|wyświetleń|lượt xem|المشاهدات|عدد (?:المشاهدات|الزيارات)|بازدید)\W*\d+(?: \w{3,6})?",
    "buttons_zh": rf"(?:{BUTTONS_ZH})(?:\W*(?:{BUTTONS_ZH}))*",
    "qr_code": r"scan (?:the |this )?(?:qr ?)?code.{0,60}|scan to .{0,40}|qr code.{0,20}|"
    r"扫一扫.{0,40}|扫描二维码.{0,40}|微信扫.{0,40}|用微信扫.{0,40}|.{0,12}在手机(?:上)?打开当前页.{0,10}",
}
# Lines that open the tail of the page: after them nothing is body, unless running text follows.
TAIL_LINES = {
    "neighbours": r"(?:previous|prev|next|last|following)(?:\s+(?:article|page|news|post|item|one))?\s*[:：>»]",
    "neighbours_zh": r"(?:上|下|前|后)一?(?:篇|条|则|页)\s*+(?:文章|新闻)?\s*+(?:[:：].*|\Z)",
    "related": r"(?:you (?:may|might) also (?:like|be interested).{0,20}|see also|recommended(?: for you)?)\W*\Z|"
    r"(?:related|relevant|recommended|latest|hot|more|recent|other|popular|top|most)\s+(?:news|articles?|links?|stories"
    r"|reports?|read|viewed|popular|shared|reading|documents?|topics?|information|releases?|posts?)\W*\Z",
    "related_zh": r"(?:相关|热点|热门|推荐|更多|最新|延伸|近期)"
    r"(?:新闻|阅读|链接|报道|文章|信息|稿件|内容|资讯|推荐|动态|专题|导读)\W*.{0,6}\Z"
    r"|猜你喜欢\W*\Z|(?:点击|阅读|新闻|热点|热门|人气)?排行榜?\W*\Z|(?:友情|网站|常用)链接\W*.{0,6}\Z",
    "editor": r"(?:web )?editors?\s*[:：].{0,60}\Z",
    "editor_zh": r"(?:责任|文字|图文|网站|本文|值班|执行)?编[辑審审]\s*[:：]\s*\S{0,20}\W*\Z"
    r"|责编\s*[:：].{0,20}\Z|审[核稿签]\s*[:：].{0,20}\Z",
    "copyright": r"copyright\b.{0,150}\Z|©.{0,150}\Z|.{0,100}all rights reserved.{0,80}\Z",
    "copyright_zh": r"版权(?:所有|声明|归).{0,120}\Z|.{0,40}(?:京|沪|粤|浙|苏|湘|渝|津|鲁|川)\s*(?:ICP|公网安备).{0,80}\Z",
    "terms": r"(?:terms of use|privacy(?: policy| statement)?|legal (?:notice|statement)|disclaimer|site ?map"
    r"|contact us|about us)"
    r"\W*.{0,40}\Z",
    "terms_zh": r"(?:网站地图|联系我们|法律声明|隐私|关于我们|免责声明|网站声明|使用条款|设为首页).{0,40}\Z",
    "operator": r"(?:主办|承办)(?:单位)?\s*[:：].{0,60}\Z|技术支持\s*[:：].{0,60}\Z"
    r"|(?:produced by|powered by|technical support|designed by)\b.{0,80}\Z",
    "address": r"(?:company )?(?:address|add\.?)\s*[:：].{0,200}\Z|(?:公司|单位|联系)?地址\s*[:：].{0,120}\Z",
    "rebuilt": r"publishdate\s*[:：].{0,40}\Z|.{0,30}网站群内容管理系统.{0,60}\Z",
    "documents": r"(?:相关|附件)(?:下载|附件)\W*\Z",
}
_TOOL = re.compile(rf"\W*(?:{'|'.join(TOOL_LINES.values())})\W*\Z", re.IGNORECASE)
_TAIL = re.compile(rf"\W*(?:{'|'.join(TAIL_LINES.values())})", re.IGNORECASE)
_TEXTS_KEPT = 2000  # lines whose meaning is remembered, more than a page has
# Names of elements that hold furniture.
_BOX_WORDS = re.compile(
    r"(?:^|[\s_-])(?:foot(?:er)?|copyright|relat(?!ive\b)\w*|recommend\w*|teasers?|side(?:bar)?|shares?|comments?|cookies?|newsletter|hot|rank|prev(?:next)?)"
    r"(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_calls_box = finding(_BOX_WORDS)
_CAPTION_CLASS = re.compile(
    r"caption|credit|(?:^|[\s_-])(?:(?:img|image|pic|photo|foto|fig|media)[-_])cap(?![a-z])|(?:^|\s)cap(?:$|\s)|"
    r"(?:pic|img)[-_]?(?:text|desc|info|note|title)|tuzhu|legend",
    re.I,
)
ICON_SIZE = 40  # pixels
_ICON_TEXT = re.compile(r"二维码|扫一扫|微信|分享|\bQR\b|\blogo\b|公安|wechat", re.IGNORECASE)
_OFFER = re.compile(
    r"\W*(?:attachments?|annex(?:es)?|appendix|downloads?|documents?|附件|相关附件|下载|附)\s*\d*\W", re.IGNORECASE
)
_ENDMARK = re.compile(
    r"\W{0,40}(?:#{2,40}|-{1,40}\s*+end\s*+-|\(?the end\)?|\(?完\)?|【完】|全文完|本文完)\W{0,40}\Z", re.IGNORECASE
)


FOOT_OF_ARTICLE = re.compile(r"(?<![a-z])(?:post|entry|article|story|mfn)[\s_-]{0,2}foot(?:er)?(?![a-z])", re.I)
_COMMENTS = frozenset(("comment", "comments"))
_INNER = ("article", "main", "body")  # has no foot of the page inside, or is all of it
_FOOT = re.compile(r"(?<![a-z])(?:site|page|global|main)?(?:foot(?:er)?|ftr)(?![a-z])", re.I)


@lru_cache(maxsize=NAMES_KEPT)
def _calls_foot(names: str) -> bool:
    lower = names.lower()
    return ("foot" in lower or "ftr" in lower) and _FOOT.search(FOOT_OF_ARTICLE.sub("", names)) is not None


# A sentence that begins with a widget's word (`Next: the company will open five mines.`) is news; these are never news.
_NEVER_NEWS = re.compile(
    r"©|all rights reserved|copyright\W{0,3}(?:©|\(c\)|\d{4}|of\b|by\b)|版权所有|ICP|公网安备|publishdate|powered by|produced by"
    r"|编[辑審审]\s*[:：]",
    re.IGNORECASE,
)
_SCAN = re.compile(r"\W*(?:scan|follow|扫|用?微信扫|(?:欢迎)?关注)", re.IGNORECASE)
SHORTEST = 24  # Latin characters of a sentence that is no button
CALL = 60  # a call to scan a code may end with a full stop, and is shorter than this


def is_sentence(text: str) -> bool:
    """Whether a line that begins like furniture is a whole sentence after all."""
    if not leaves_nothing_open(text) or _NEVER_NEWS.search(text):
        return False
    return weight(text) >= (CALL if _SCAN.match(text) else SHORTEST)


def is_called_caption(element: Element) -> bool:
    """Whether an element is called a picture's caption."""
    return element.get("itemprop") == "caption" or _CAPTION_CLASS.search(element.get("class") or "") is not None


def is_caption(element: Element) -> bool:
    """Whether an element is a picture's caption, or is called one."""
    return element.tag == "figcaption" or is_called_caption(element)


def is_named_caption(element: Element) -> bool:
    """Whether an element is called a picture's caption, or is all that stands in one that is."""
    if is_called_caption(element):
        return True
    around = element.getparent()
    return around is not None and len(around) == 1 and not (around.text or "").strip() and is_named_caption(around)


def is_linked(block: Block) -> bool:
    """Whether a block is hardly more than links."""
    return bool(block.text) and block.link_chars >= 0.7 * len(block.text)


def is_only_links(block: Block) -> bool:
    """Whether a block is nothing but links, marks between them aside."""
    return block.link_chars > 0 and 10 * block.link_chars >= 9 * len(block.text.replace(" ", ""))


def targets_of(block: Block) -> set[str]:
    """The addresses that the links in a block have, as they are written; empty for a link without one."""
    return {link.get("href") or "" for link in links_in(block)}


def links_in(block: Block) -> set[Element]:
    """The links that words of a block stand in."""
    return {mark.link for _, mark in block.pieces if mark.link is not None}


def runs_script(target: str) -> bool:
    """Whether only a script follows a link, whose address is `#` or a script; one of another place on the page leads there."""
    return target == "#" or target.startswith("javascript:")


def holds_comments(element: Element) -> bool:
    """Whether an element says of itself that readers' comments are in it."""
    get = element.get
    if get("itemprop") == "comment" or (get("itemtype") or "").endswith("/Comment"):
        return True
    return is_called(element, _COMMENTS)


def is_in_page_foot(element: Element) -> bool:
    """Whether an element stands in the foot of its page, which its tag, role or name tells: not of an article or a quotation."""
    around = takewhile(lambda each: each.tag not in _INNER, (element, *element.iterancestors()))
    foot = next(filter(_is_foot, around), None)
    return foot is not None and next(foot.iterancestors("article", "blockquote"), None) is None and not _has_foot_below(foot)


def _has_foot_below(foot: Element) -> bool:
    """Whether another foot stands behind the box that one is in: this one, which is but called so, is an article's."""
    if foot.tag == "footer":
        return False
    boxes = takewhile(lambda each: each.tag not in _INNER and not _is_foot(each), foot.iterancestors())
    return any(_is_foot(each) for box in boxes for each in box.itersiblings())


def _is_foot(element: Element) -> bool:
    if element.tag == "footer" or element.get("role") == "contentinfo":
        return True
    return _calls_foot(class_and_id(element)) and next(element.iter("h1"), None) is None  # what holds the page is called so, too


def is_heading(block: Block) -> bool:
    """Whether a line is a heading by its element."""
    return block.element.tag in HEADINGS


def is_prose(block: Block) -> bool:
    """Whether a block is running text that only an article's body has."""
    return weight(block.text) >= PROSE and block.link_chars < 0.4 * len(block.text) and not opens_tail(block)


def reads_as_label(text: str) -> bool:
    """Whether a line is shorter than running text, and does not end as such does."""
    return weight(text) < PROSE and not ends_as_running_text(text)


def is_called_box(element: Element) -> bool:
    """Whether its classes or its id call an element a part of the page beside the article."""
    return _calls_box(class_and_id(element))


def is_furniture(block: Block) -> bool:
    """Whether a block is furniture wherever it stands: a tool, leaked style rules, punctuation alone."""
    text = block.text
    if not text:
        return False
    if _PUNCTUATION.match(text) or _ENDMARK.match(text) or _CSS.match(text):
        return True
    return bool(_TOOL.match(text)) and not (is_sentence(text) and not is_linked(block))


def opens_tail(block: Block) -> bool:
    """Whether a line announces what comes after an article: neighbours, related articles, editor, copyright."""
    return _begins_tail(block.text) and not (is_sentence(block.text) and not is_linked(block))


@lru_cache(maxsize=_TEXTS_KEPT)
def _begins_tail(text: str) -> bool:
    return text != "" and _TAIL.match(text) is not None


def is_icon(block: Block) -> bool:
    """Whether a picture is a button, a code to scan or a colour swatch, by its name or its stated size."""
    image = block.image
    if image is None:
        return False
    if is_called_sign(image.get("src") or "") or _ICON_TEXT.search(image.get("alt") or ""):
        return True
    sizes = stated_pixels(image)
    return bool(sizes) and max(sizes) <= ICON_SIZE


def is_offer(block: Block) -> bool:
    """Whether a line only offers a document: `Attachment: report.pdf`."""
    rest = len(block.text) - block.link_chars
    return offers_file(block) and (rest <= 3 or (rest <= 24 and bool(_OFFER.match(block.text))))


def offers_file(block: Block) -> bool:
    """Whether a link in a block leads to a file."""
    return any(_types_of(block))


def offers_own_file(block: Block) -> bool:
    """Whether a block offers a file that may be the article's: not in the foot of its page."""
    return offers_file(block) and not is_in_page_foot(block.element)


def leads_to_files(block: Block) -> bool:
    """Whether all links in a block do."""
    return all(_types_of(block))


def words_of_links(pieces: Sequence[tuple[str, Markup]]) -> dict[Element, str]:
    """The words of each link of a line, with those right behind it that say of what kind its file is."""
    words: dict[Element, str] = {}
    behind: dict[Element, str] = {}
    last: Element | None = None
    for text, mark in pieces:
        if mark.link is not None:
            last = mark.link
            words[last], behind[last] = words.get(last, "") + text, ""
        elif last is not None:
            behind[last] += text
    return {link: with_kind(said, behind[link]) for link, said in words.items()}


def _types_of(block: Block) -> Iterator[str | None]:
    if block.link_chars:
        yield from (file_type(link.get("href") or "", words) for link, words in words_of_links(block.pieces).items())

