"""Whole pages: articles, listings, homes, sections and about pages, as HTML text of one style."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tests.replica import chrome
from tests.replica.bodies import draw_habit, print_body
from tests.replica.catalogue import HOMES, NEWS, TRS
from tests.replica.listings import Line, rows_html
from tests.replica.model import Channel, Piece, Release, dice
from tests.replica.pagers import pager_html
from tests.replica.skeletons import SKELETONS, Sheet, Slot
from tests.replica.style import Style
from tests.replica.wording import crumb_cells, slots

SITE_NAMES = {
    "A": "China Minmetals Corporation",
    "B": "China Minmetals Corporation",
    "C": "China Minmetals Corporation",
    "U": "Minmetals USA",
    "Z": "中国五矿集团有限公司",
    "M1": "Metallurgical Corporation of China Ltd.",
    "M2": "MCC",
    "J": "中国有色矿业集团有限公司",
    "K": "中国有色矿业集团有限公司",
    "P": "Example Industries",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Links that the furniture of a page needs: hot news, and the articles before and after."""

    news: tuple[chrome.Link, ...] = ()
    around: tuple[chrome.Link | None, chrome.Link | None] = (None, None)
    teasers: tuple[str, ...] = ()


def article_page(release: Release, style: Style, surroundings: Surroundings, part: int = 1, broken: bool = False) -> str:
    """Part `part` (from 1) of a release's page; a broken one has its chrome and nothing else."""
    generation, story = release.channel.generation, release.story
    rng = dice("body", style.key, release.channel.key, release.serial)
    habit = draw_habit(rng, generation in TRS)
    pieces = _part(story.pieces, part, release.parts)
    body = print_body(story.with_pieces(pieces), habit, rng)
    body += _documents(release) if part == release.parts else ""
    if release.parts > 1:
        name = release.path.rpartition("/")[2].removesuffix(".html")
        body += f'<script>createPageHTML({release.parts},{part - 1},"{name}","html");</script>'
    if generation == "K" and style.number % 2:
        body += f"<script>var contentText = `{body}`;</script>"  # the component system prints it twice
    if release.spacing:
        body = body.replace("</p>", " </p>" + "\n" * release.spacing).replace(". ", ".  ")
    language = release.channel.language
    after = chrome.afterwards(language, style.extras, surroundings.news, surroundings.around, rng)
    column = slots(release, style, HOMES[generation], body, after)
    head = _head(style, "" if broken else story.title, release.channel, release)
    if broken:
        column = (
            Slot("body", ('<div id="app" data-api="/api/content"></div>',)),
            *(each for each in column if each.role == "after"),
        )
    return _arrange(style, release.channel, head, column, surroundings)


def _part(pieces: tuple[Piece, ...], part: int, parts: int) -> tuple[Piece, ...]:
    return pieces[(part - 1) * len(pieces) // parts : part * len(pieces) // parts]


def _documents(release: Release) -> str:
    documents = release.story.documents
    if not documents:
        return ""
    word = "附件：" if release.channel.language == "zh" else "Attachment: "
    links = "".join(f'<li>{word}<a href="{each.name}">{escape(each.title, quote=False)}</a></li>' for each in documents)
    return f'<div class="attachment"><ul>{links}</ul></div>'


def _head(style: Style, title: str, channel: Channel, release: Release | None = None) -> str:
    site = SITE_NAMES[channel.generation]
    shown = {
        "title": title,
        "title_site": f"{title}_{site}",
        "site": site,
        "empty": "",
        "channel_title": f"{title} - {channel.name} - {site}",
    }[style.title_tag]
    parts = []
    if style.meta_label:
        parts.append(f'<meta http-equiv="Content-Type" content="text/html; charset={style.meta_label}">')
    parts.append(f"<title>{escape(shown, quote=False)}</title>")
    if style.head_form == "css":
        parts.append(
            '<style type="text/css">.p14{font-size:14px;line-height:150%}\nbody{margin:0;font-family:宋体}</style>'
            '<link rel="stylesheet" href="/css/x.css">'
        )
    if style.head_form == "scripts":
        parts.append(
            '<script>function doZoom(size){document.getElementById("zoom").style.fontSize=size+"px"}</script>'
            '<link rel="stylesheet" href="/css/x.css">'
        )
    if channel.generation == "P" and release and release.printed and style.head_form == "trs_meta":
        marks = {"@type": "NewsArticle", "headline": title, "datePublished": release.printed.isoformat()}
        parts.append(f'<script type="application/ld+json">{json.dumps(marks)}</script>')
    if style.head_form == "trs_meta" and channel.generation in TRS and release:
        parts.append(
            f'<meta name="SiteName"content="{site}"><meta name="ColumnName" content="{channel.name}">'
            f'<meta name="ArticleTitle" content="{escape(title)}">'
        )
    return "\n".join(parts)


def _arrange(style: Style, channel: Channel, head: str, column: tuple[Slot, ...], surroundings: Surroundings) -> str:
    rng = dice("chrome", style.key)
    home = HOMES[channel.generation]
    top = chrome.header(channel.language, home, NEWS[channel.generation], style.header_form)
    top += chrome.noise(channel.language, style.noises)
    side = chrome.sidebar(channel.language, surroundings.news, surroundings.teasers, style.sidebar_form, rng)
    kind = {"A": "B", "U": "B"}.get(channel.generation, channel.generation)
    foot = chrome.footer(kind, style.footer_form, home)
    return SKELETONS[style.skeleton].arrange(Sheet(channel.language, head, top, side, column, foot))


def listing_page(
    channel: Channel, style: Style, lines: Sequence[Line], page: int, pages: int, records: int, news: tuple[chrome.Link, ...] = ()
) -> str:
    """Listing page `page` of `pages`; the countdown pager's further pages are fragments without head."""
    rows = rows_html(lines, style)
    if channel.pager == "countdown" and page > 1:
        return f"<!--start component {channel.key}-->\n{rows}\n<!--end component-->"
    pager = pager_html(channel, page, pages, records, style)
    column = []
    crumb = crumb_cells(channel.generation, channel.trail, HOMES[channel.generation], style)
    if crumb:
        column.append(Slot("crumb", crumb))
    column += [Slot("list", (rows,)), Slot("pager", (pager,))]
    head = _head(style, channel.name, channel)
    if style.based and channel.host != "*" and "?" not in channel.path:
        head = f'<base href="http://{channel.host}{channel.path}">' + head
    return _arrange(style, channel, head, tuple(column), Surroundings(news))


def front_page(
    channel: Channel, style: Style, blocks: Sequence[tuple[str, str, Sequence[Line]]], extra: Sequence[chrome.Link]
) -> str:
    """A home or section page: blocks of (name, listing address, newest rows), each with a link to its listing."""
    more = "更多" if channel.language == "zh" else "More"
    shown = []
    for number, (name, address, lines) in enumerate(blocks):
        rows = "".join(
            f'<li><a href="{escape(line.href)}" title="{escape(line.title)}">{escape(line.title[:30], quote=False)}</a></li>'
            for line in lines
        )
        head = (
            f'<a href="{escape(address)}">{name}</a>'
            if (style.number + number) % 2
            else f'{name} <a href="{escape(address)}">{more}&gt;&gt;</a>'
        )
        shown.append(f'<div class="block"><h3>{head}</h3><ul>{rows}</ul></div>')
    column = (Slot("list", ("\n".join(shown),)), Slot("after", (f'<div class="links">{chrome.anchors(extra, " | ")}</div>',)))
    return _arrange(style, channel, _head(style, SITE_NAMES[channel.generation], channel), column, Surroundings())


def about_page(channel: Channel, style: Style, name: str, paragraphs: Sequence[str]) -> str:
    """A page about the company: the chrome of an article page, text in paragraphs, and yet no article."""
    trail = (*channel.trail[:1], "关于我们" if channel.language == "zh" else "About Us", name)
    crumb = crumb_cells(channel.generation, trail, HOMES[channel.generation], style)
    body = "".join(f"<p>{escape(each, quote=False)}</p>" for each in paragraphs)
    column = (
        Slot("crumb", crumb),
        Slot("title", (style.title_wrap.replace("{}", name),)),
        Slot("body", (f'<div id="Zoom">{body}</div>',)),
    )
    return _arrange(style, channel, _head(style, name, channel), column, Surroundings())
