"""Text that a page holds for its scripts to show: markup in a script of another type, a `template` or an attribute, a body in
JSON-LD or in the data of a script.

It is read only where the page shows next to nothing itself, or no more than its beginning, so that it is never a second copy
of what stands there.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from itertools import chain, islice

import lxml.html

from crawler.page.blocks import Block, Outline
from crawler.page.flat_data import unflattened
from crawler.page.json_ld import load_json
from crawler.page.rich_text import rich_texts
from crawler.page.scripts import scripts_in
from crawler.page.walk import outline
from crawler.text.fingerprint import title_key
from crawler.text.writing import UNPUNCTUATED, ends_sentence, weight

_MARKUP_TYPE = re.compile(r"\btype\s*=\s*[\"']?text/(?:x-)?(?:[\w.]{1,20}-)?(?:template|tmpl|html|handlebars|mustache)\b", re.I)
_DATA_TYPE = re.compile(r"\btype\s*=\s*[\"']?application/(?:ld\+)?json", re.I)
_PLACEHOLDER = re.compile(r"\{\{|\{%|<%|\$\{|\[\[")
_PARAGRAPH = re.compile(r"<p[\s>]", re.I)
_TAG = re.compile(r"<[^<>]{0,500}>")
_WRITTEN_PARAGRAPH = re.compile(r"(?:<|\\u003c)p(?:>|\\u003e|\s)", re.I)  # in a script, as it is or as a number
_LITERAL = re.compile(r'"(?>(?:[^"\\]|\\.)*)(?:"|\Z)', re.S)  # one without an end is all of the rest
# The end of a headline, and of a detail below it that has a digit: its day.
_HEADLINE_END = re.compile(r"</h1\s{0,9}>(?:\s{0,99}<(\w{1,9})\b[^<>]{0,300}>[^<>©]{0,60}\d[^<>©]{0,60}</\1\s{0,9}>)?", re.I)
_BODY_BEGIN = re.compile(r"<body\b[^<>]{0,1000}>", re.I)
_INERT = re.compile(r"<(template|noscript|noframes|NOFRAMES)\b[^<>]{0,500}>")
_ASSIGNMENT = re.compile(r"(?<![=!<>])=\s{0,9}(?:JSON\.parse\(\s{0,9}(?=\")|(?=\{\s{0,9}\"))")
_WRITTEN = (  # markup and objects in attributes and scripts
    "&lt;p", "\\u002Fp", "\\u002fp", "<\\/p", "\\u003C", "\\u003c", "{&quot;", "='{\"", "{&#34;",
)
_OBJECT = re.compile(r"\s{0,9}\{\s{0,9}\"")
_ISO_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_IS_DAY = re.compile(r"(?!.*(?:updat|modif|edit|datePublished)).*(?:publi|date|posted|creat)", re.I)  # the name of a value
_TEXTS_OF_BLOCK = 4  # its kind, its key, its style, and what it says
_SEVERAL_DATA = 20  # assignments of a script
_SEVERAL = 2  # paragraphs of a body in such an element
_LITTLE = 200  # Latin characters of running text, with which a page shows something itself
_BODY = 120  # of the least that is a body
_RUNNING = 60  # of a paragraph
_STUB = 30  # of what is shown of a body
_LONGEST = 400_000  # characters of a script that is read
_MOST = 20_000  # values of a script's data
_HEADLINE = 10  # letters of a text that is a headline


def with_held_back(text: str, root: lxml.html.HtmlElement) -> str | None:
    """The markup of a page, its tree being `root`, with what it holds back as text of its own; None where it shows its text."""
    if _shows_paragraphs(root) or not _may_hold(text):  # the quicker question first
        return None
    shown = outline(root)
    if _running(shown) >= _LITTLE:
        cut = text.count("articleBody") == 1 or any(_goes_on(block.text) for block in shown.blocks)
        return _stated(text, root, shown, only_cut=True) if cut else None
    return _unfolded(text) or _stated(text, root, shown)


def _may_hold(text: str) -> bool:
    held = ("articleBody", "application/json", "<template", "<noscript", "<noframes", "<NOFRAMES", *_WRITTEN)
    return any(map(text.__contains__, held)) or _ASSIGNMENT.search(text) is not None or _MARKUP_TYPE.search(text) is not None


def _shows_paragraphs(root: lxml.html.HtmlElement) -> bool:
    """A quick look, for most pages: whether their first `p` elements hold running text."""
    paragraphs = islice(root.iter("p"), 100)
    shown = (each for each in paragraphs if each.text and next(each.iterancestors("template", "noscript"), None) is None)
    return sum(len(each.text or "") for each in shown) >= 2 * _LITTLE


def _running(shown: Outline) -> int:
    sizes = (weight(block.text) for block in shown.blocks if not block.hidden and block.link_chars * 3 < len(block.text))
    return sum(size for size in sizes if size >= _RUNNING)


def _unfolded(text: str) -> str | None:
    """The markup with the scripts that are markup of running text in the place of these."""
    scripts = ((start, end, content) for attributes, content, start, end in scripts_in(text) if _MARKUP_TYPE.search(attributes))
    pieces, last = [], 0
    for start, end, content in sorted((*scripts, *_inert(text))):
        if start >= last and _is_body(content):
            pieces += [text[last:start], "<div>", content, "</div>"]
            last = end
    return "".join([*pieces, text[last:]]) if pieces else None


def _inert(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, content) of elements whose paragraphs a script copies, or shows where there are no scripts."""
    at = 0
    while (begun := _INERT.search(text, at)) and (end := text.find(f"</{begun[1]}", begun.end())) >= 0:
        content, at = text[begun.end() : end], end
        if len(_PARAGRAPH.findall(content)) >= _SEVERAL:
            yield begun.start(), text.find(">", end) + 1 or len(text), content


def _is_body(markup: str) -> bool:
    """Whether markup or text is running text, and no form that a script fills in."""
    if len(markup) > _LONGEST or _PLACEHOLDER.search(markup):
        return False
    plain = _TAG.sub(" ", markup)
    ended = any(map(ends_sentence, filter(None, map(str.strip, _TAG.split(markup))))) or UNPUNCTUATED.search(plain) is not None
    return ended and weight(" ".join(plain.split())) >= _BODY


def _stated(text: str, root: lxml.html.HtmlElement, shown: Outline, *, only_cut: bool = False) -> str | None:
    """The markup with the body that the page's data state behind the headline, or first of all.

    only_cut: only in the place of a text that is the beginning of that body, with a mark that it goes on.
    """
    title = " ".join((root.findtext(".//title") or "").split())
    lone = text.count("articleBody") == 1
    data = list(_data_in(text))
    bodies = chain.from_iterable(_bodies(each, title, lone=lone) for each in chain(data, _data_in_attributes(root)))
    body = max(filter(_is_body, chain(bodies, _in_literals(text, title), _in_attributes(root))), key=len, default="")
    blocks = [block for block in shown.blocks if not block.hidden]
    cut = _cut_in(blocks, body)
    if not (cut or (body and not only_cut and len(body) >= _unlinked(blocks))):
        return None
    before, behind = _around_body(text, cut)
    own = list(_of_headline(data, title))
    return f"{before}{_headline_of(own, title, blocks)}{_day_of(own, root)}<div>{_markup(body)}</div>{behind}"


def _headline_of(own: Sequence[dict[str, object]], title: str, shown: Sequence[Block]) -> str:
    """The markup of the headline that a page's own objects state, where no line that it shows says as much; else nothing.

    What is no longer than another line of the page's `title` is the name of the site as often.
    """
    said = (each for value in own for each in value.values() if isinstance(each, str))
    headline = max((each for each in said if _heads(each, title)), key=len, default="").strip()
    told = max((len(block.text) for block in shown if _heads(block.text, title)), default=0)
    return f"<h1>{escape(headline)}</h1>" if len(headline) > told else ""


def _day_of(own: Sequence[dict[str, object]], root: lxml.html.HtmlElement) -> str:
    """The markup of the day that a page's own objects state, where the page marks none; else nothing."""
    if next(root.iter("time"), None) is not None:
        return ""
    stated = chain.from_iterable(value.items() for value in own)
    days = (each for key, each in stated if isinstance(each, str) and _ISO_DAY.match(each) and _IS_DAY.match(key))
    day = next(days, "")
    return f"<time datetime=\"{escape(day)}\">{escape(day[:10])}</time>" if day else ""


def _of_headline(data: Iterable[object], title: str) -> Iterator[dict[str, object]]:
    """The page's own objects: those of its data that have its headline."""
    for value in chain.from_iterable(islice(_objects(each), _MOST) for each in data):
        if any(isinstance(each, str) and _heads(each, title) for each in value.values()):
            yield value


def _unlinked(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) - block.link_chars for block in blocks)


def _around_body(text: str, cut: str) -> tuple[str, str]:
    """The markup before and behind the place of a body: a text that is cut, else behind the headline, else the page's first."""
    if cut and (at := _outside_scripts(text, cut)) >= 0:
        return text[:at], text[at + len(cut) :]
    headline = _HEADLINE_END.search(text) or _BODY_BEGIN.search(text)
    at = headline.end() if headline else 0
    return text[:at], text[at:]


def _outside_scripts(text: str, part: str) -> int:
    """Where a part of a text stands first in no script; -1 where nowhere. Its data have the beginning of a body, too."""
    spans = [(start, end) for *_, start, end in scripts_in(text)]
    places = (found.start() for found in re.finditer(re.escape(part), text))
    return next((at for at in places if not any(start <= at < end for start, end in spans)), -1)


def _cut_in(blocks: Sequence[Block], body: str) -> str:
    """The text of the first block that is the beginning of a body; empty where there is none."""
    texts = [block.text for block in blocks]
    said = title_key(" ".join(texts))
    return next((each for each in texts if _is_cut(each, body, said)), "")


def _is_cut(shown: str, body: str, said: str) -> bool:
    """Whether a text is the beginning of a body, with a mark that it goes on, or what follows is not shown. said: all that is."""
    told = shown.rstrip(" .…") if _goes_on(shown) else shown
    if weight(told) < _STUB or not body.startswith(told):
        return False
    rest = body[len(told) :].strip()
    return _goes_on(shown) or (ends_sentence(shown) and weight(rest) >= _BODY and title_key(rest[:_STUB]) not in said)


def _goes_on(shown: str) -> bool:
    return shown.endswith(("…", "..."))


def _data_in(text: str) -> Iterator[object]:
    """The data of a page: scripts of data, and what other scripts assign, `window.__STATE__ = {...}`."""
    for script in scripts_in(text):
        if len(script.content) > _LONGEST:
            continue
        if _DATA_TYPE.search(script.attributes):
            data = load_json(script.content)
            yield list(unflattened(data)) or data
        else:
            yield from _assigned(script.content)


def _data_in_attributes(root: lxml.html.HtmlElement) -> Iterator[object]:
    """The objects that elements have in their attributes: `<div id=app data-page='{"props": ...}'>`."""
    values = (value for element in root.iter() for value in map(str, element.attrib.values()) if len(value) >= _BODY)
    yield from (load_json(value) for value in islice(values, _MOST) if len(value) <= _LONGEST and _OBJECT.match(value))


def _assigned(code: str) -> Iterator[object]:
    """The objects that a script begins its statements with, as they are or as a text that it reads."""
    for found in islice(_ASSIGNMENT.finditer(code), _SEVERAL_DATA):
        try:
            data, _ = json.JSONDecoder(strict=False).raw_decode(code, found.end())
        except (ValueError, RecursionError):
            continue
        yield load_json(data) if isinstance(data, str) else data


def _in_literals(text: str, title: str) -> Iterator[str]:
    """Markup in a text of a script nearest to the page's headline, where what that assigns is no JSON."""
    for script in scripts_in(text):
        if len(script.content) > _LONGEST or not _WRITTEN_PARAGRAPH.search(script.content):
            continue
        said = [(found.start(), each) for found in _LITERAL.finditer(script.content) if (each := _written(found[0]))]
        head = next((at for at, each in said if _heads(each, title)), None)
        bodies = [(abs(at - head), each) for at, each in said if head is not None and len(_PARAGRAPH.findall(each)) >= _SEVERAL]
        yield from (body for _, body in sorted(bodies)[:1])


def _written(literal: str) -> str:
    """The text that a literal of a script stands for."""
    text = load_json(literal)
    return text if isinstance(text, str) else ""


def _in_attributes(root: lxml.html.HtmlElement) -> Iterator[str]:
    """Markup in the attributes of elements that scripts define."""
    for element in root.iter():
        if isinstance(element.tag, str) and "-" in element.tag:
            yield from (value for value in map(str, element.values()) if len(_PARAGRAPH.findall(value)) >= _SEVERAL)


def _markup(body: str) -> str:
    if _PARAGRAPH.search(body):
        return body
    return "".join(f"<p>{escape(line)}</p>" for line in _TAG.sub("\n", body).splitlines() if line.strip())


def _bodies(data: object, title: str, *, lone: bool) -> Iterator[str]:
    """What objects of data state as the body: by its name in JSON-LD, else the longest text beside the page's headline.

    lone: whether the page has one body in JSON-LD, which needs no headline.
    """
    for value in islice(_objects(data), _MOST):
        texts = [each for each in value.values() if isinstance(each, str)]
        said = value.get("articleBody")
        if isinstance(said, str) and lone:
            yield said if _TAG.search(said) else unescape(said).strip()
        elif any(_heads(each, title) for each in texts):
            yield said if isinstance(said, str) else max((*texts, *_in_pieces(value), *rich_texts(value)), key=len)


def _heads(text: str, title: str) -> bool:
    """Whether a text is the page's headline, before or behind the name of the site in its `title`."""
    return len(text) >= _HEADLINE and text.strip() in title


def _in_pieces(value: dict[str, object]) -> Iterator[str]:
    """The texts of an object that holds its body as a list of blocks, joined; what says many things of each is no such list."""
    for pieces in filter(lambda each: isinstance(each, list), value.values()):
        assert isinstance(pieces, list)
        texts = [[each] if isinstance(each, str) else _texts_of(each) for each in pieces]
        if all(len(each) <= _TEXTS_OF_BLOCK for each in texts):
            yield "\n".join(max(each, key=len) for each in texts if each)


def _texts_of(piece: object) -> list[str]:
    """The texts of a block, of objects in it too."""
    return [text for each in islice(_objects(piece), _SEVERAL_DATA) for text in each.values() if isinstance(text, str)]


def _objects(data: object) -> Iterator[dict[str, object]]:
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
