"""Dates that are printed on the page: near the title, in meta lines, in `time` elements, at the end of the body."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from crawler.extract.fields.stated_dates import Claim, Reading
from crawler.page.blocks import Block
from crawler.text.dates.parse import Stamp, Unread, scan_dates

_YEAR = re.compile(
    r"(?:19|20)\d\d|\d[./]\d{1,2}[./]\d\d|[〇零○一二]{1,2}[〇零○一二三四五六七八九]{2}年|['’]\d\d|[年년]|[０-９]{4}|"
    r"[A-Za-z]{3} \d{1,2}, \d\d\b|\d-\d{1,2}-\d\d"
)
_ASCII_YEAR = re.compile(r"(?:19|20)\d\d|\d[./]\d{1,2}[./]\d\d|'\d\d| \d{1,2}, \d\d\b|\d-\d{1,2}-\d\d")
_PUBLISHED = re.compile(
    r"(?:publi(?:shed|cation|é|ée|cado|cada|cação|cato)|posted|released?|issued|post(?:ed)? (?:date|on)|\bdate\b|"
    r"date posted|veröffentlicht|erschienen|stand\b|"
    r"datum|fecha|data\b|mis en ligne|发布|發布|发表|發表|日期|时间|時間|上传|刊登|公開|掲載|投稿|配信|更新时间|"
    r"作成|등록|입력|опубликовано|first published|"
    r"pubblicato)",
    re.I,
)
_ORIGINAL = re.compile(
    r"(?:originally|first) (?:published|posted|appeared|released)|ursprünglich (?:veröffentlicht|erschienen)|erstveröffentlich|"
    r"(?:publié|paru) (?:initialement|pour la première fois)|publicado originalmente|首次发布|首发于|初出|初版公開",
    re.I,
)
_MODIFIED = re.compile(
    r"(?:updated?|modified|revised|last (?:reviewed|edited|changed|checked)|reviewed|edited|aktualisiert|geändert|"
    r"mis à jour|mise à jour|modifi[ée]|"
    r"actualizad[oa]|atualizad[oa]|aggiornat[oa]|修改|更新日|最終更新|最后更新|수정|обновлено|bijgewerkt)",
    re.I,
)
_FOREIGN = re.compile(
    r"(?:©|\(c\)|copyright|all rights|版权|版權|joined|member since|deadline|expires?|effective|accessed|retrieved|birth|"
    r"born|founded|since|today|established|"
    r"event date|valid (?:until|through)|through\b|until\b|closing date|icp备|icp证|访问|今天是|当前日期|截止|注册)",
    re.I,
)
_DATE_CLASS = re.compile(
    r"date|time|publi|posted|byline|meta\b|meta[-_]|[-_]meta|info|source|author|dateline|pubtime|"
    r"fecha|datum|xl_time|shijian|riqi",
    re.I,
)
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:comments?|related|recommend\w*|sidebar|side|widget|footer|foot|copyright|nav\w*|menu|popular|"
    r"latest|trending|recent|more|"
    r"archive|calendar|carousel|card|teaser|ticker|hot|rank\w*|upcoming|events?|next|prev\w*)(?:[\s_-]|$)",
    re.I,
)
_ELSEWHERE_TAGS = frozenset(("footer", "nav", "aside", "table"))
_DATELINE = re.compile(
    r"/(?:PRNewswire|PRNewswire-\w+)/|\((?:BUSINESS WIRE|GLOBE ?NEWSWIRE|ACCESSWIRE|NEWSFILE)|"
    r"\b(?:EQS|DGAP)-",
    re.I,
)
_SAID_AFTER = re.compile(r"[^。，\d]{0,20}(?:发表|发布|發表|發布|更新|报道|投稿|公開|掲載)")
_RUNNING = 200
_MAX_LINE = 260
_BEFORE, _AFTER, _TAIL = 14, 26, 12


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where on the page a date is looked for: index of the title's block, first and last block of the body."""

    title: int | None
    first: int
    last: int


def anchor_of(blocks: Sequence[Block], title: int | None, body: tuple[int, int] | None) -> Anchor:
    """The anchor of a page; without a body from the caller, the stretch with the most running text."""
    first, last = body or main_run(blocks)
    if title is not None and title > last:
        title = None
    return Anchor(title, first, last)


def main_run(blocks: Sequence[Block]) -> tuple[int, int]:
    """First and last index of the stretch of blocks with the most running text, links and short lines counting against it."""
    best, total, start, span = 0, 0, 0, (0, max(0, len(blocks) - 1))
    for index, block in enumerate(blocks):
        if block.hidden or not block.text:
            continue
        size = len(block.text)
        total += min(size - 2 * block.link_chars, 600) - 40
        if total > best:
            best, span = total, (start, index)
        if total <= 0:
            total, start = 0, index + 1
    return span


def printed(
    blocks: Sequence[Block], anchor: Anchor, reading: Reading, refused: list[Unread], *, everywhere: bool = False
) -> list[Claim]:
    """Scored claims, best first; from the whole page where asked for, else from around title and body."""
    claims: list[Claim] = []
    for block in _short(blocks) if everywhere else _window(blocks, anchor):
        if len(block.text) > _RUNNING and anchor.first + 1 < block.index < anchor.last - 1 and not everywhere:
            continue  # dates inside running text are of what it tells
        if _may_date(block.text):
            claims.extend(_of_block(block, blocks, anchor, reading, refused))
    return sorted(claims, key=lambda claim: -claim.score)


def _may_date(text: str) -> bool:
    """A quick look before the patterns: a running text has its year in full."""
    text = text[:_MAX_LINE]
    full = "20" in text or "19" in text or "年" in text
    if not full and len(text) > 100:
        return False
    if text.isascii():
        return _ASCII_YEAR.search(text) is not None
    return full or _YEAR.search(text) is not None


def _window(blocks: Sequence[Block], anchor: Anchor) -> Iterator[Block]:
    """The blocks around title and body in which a publication date can stand."""
    begin = anchor.first if anchor.title is None else min(anchor.title, anchor.first)
    before = _BEFORE if anchor.title is not None else 4 * _BEFORE
    near = range(max(0, begin - before), min(len(blocks), max(begin + _AFTER, min(anchor.first + 6, begin + 3 * _AFTER))))
    tail = range(max(near.stop, anchor.last - 3), min(len(blocks), anchor.last + _TAIL))
    for index in (*near, *tail):
        block = blocks[index]
        if block.text and not block.hidden:
            yield block


def _short(blocks: Sequence[Block]) -> Iterator[Block]:
    return (block for block in blocks if 6 <= len(block.text) <= 80 and not block.hidden)


def place(index: int, anchor: Anchor) -> float:
    """Points for where a block stands: between title and body is best, deep in the body or far from both worst."""
    score = 0.0
    if anchor.title is not None:
        distance = index - anchor.title
        score += (
            3.0 if 0 <= distance <= 4 else 2.0 if 0 < distance <= 10 else 1.0 if -4 <= distance < 0 or 0 < distance <= 20 else 0.0
        )
    lead = anchor.first - index
    if anchor.title is not None and lead < 0 < index - anchor.title <= 6:
        return score  # the body was taken to begin at the title
    if -1 <= lead <= 6:
        score += 2.0 if lead >= 0 else 1.0
    elif lead > 0 and anchor.title is None:
        score += 1.0 if lead <= 4 * _BEFORE else 0.0
    elif lead < -2 and index < anchor.last - 2:
        score -= 3.0
    elif -2 <= index - anchor.last <= 3:
        score += 1.0
    return score


def _of_block(block: Block, blocks: Sequence[Block], anchor: Anchor, reading: Reading, refused: list[Unread]) -> Iterator[Claim]:
    text = block.text[:_MAX_LINE]
    base = None
    end = 0
    for found in scan_dates(text, reading.languages, reading.order, reading.today):
        if isinstance(found, Unread):
            if len(text) < 80 and found.reason != "ambiguous":
                refused.append(found)
            continue
        if base is None:
            base = place(block.index, anchor) - elsewhere(block.element) + _shape(block, text)
        label = text[end : found.start]
        if end == 0 and len(label.strip()) < 3:
            label = _label_before(block, blocks) + label
        end = found.end
        modified, score = _labelled(label[-40:], text, found)
        if score == 0.0 and len(block.text) > 120 and (found.start > 60 or anchor.first <= block.index <= anchor.last):
            continue  # a date in a sentence of the news, not of it
        yield Claim(found, "printed", "labelled" if score >= 3 else "near_title", modified, base + score)


def _label_before(block: Block, blocks: Sequence[Block]) -> str:
    """The text of the block before, if it is short: `Published` in one cell and the date in the next."""
    before = blocks[block.index - 1].text if block.index else ""
    return before + " " if len(before) < 30 and not re.search(r"\d{4}", before) else ""


def _labelled(label: str, text: str, stamp: Stamp) -> tuple[bool, float]:
    if _FOREIGN.search(label):
        return False, -6.0
    if _ORIGINAL.search(label):
        return False, 9.0
    modified, published = _last(_MODIFIED, label), _last(_PUBLISHED, label)
    if modified > published:
        return True, 3.0
    if published >= 0:
        return False, 4.0
    if _SAID_AFTER.match(text[stamp.end : stamp.end + 24]):
        return False, 3.0
    if _DATELINE.search(text[stamp.end : stamp.end + 60]):
        return False, 2.0
    return False, 0.0


def _last(pattern: re.Pattern[str], label: str) -> int:
    return max((match.start() for match in pattern.finditer(label)), default=-1)


def elsewhere(element: Element) -> float:
    at: Element | None = element
    for _ in range(6):
        if at is None or at.tag in ("body", "main", "article"):
            return 0.0
        if at.tag in _ELSEWHERE_TAGS and at.tag != "table":
            return 4.0
        names = f"{at.get('class') or ''} {at.get('id') or ''}"
        if len(names) > 2 and _ELSEWHERE.search(names):
            return 3.0
        at = at.getparent()
    return 0.0


def _shape(block: Block, text: str) -> float:
    """Points for looking like a meta line: short, not a link, in an element named after dates."""
    size = len(text)
    score = 1.5 if size <= 40 else 0.5 if size <= 120 else -3.0
    if block.link_chars > 0.6 * size:
        score -= 2.5
    at: Element | None = block.element
    for _ in range(3):
        if at is None or at.tag == "body":
            break
        if at.tag == "time" or _DATE_CLASS.search(f"{at.get('class') or ''} {at.get('id') or ''} {at.get('itemprop') or ''}"):
            return score + 2.0
        at = at.getparent()
    return score
