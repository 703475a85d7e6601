"""What platforms share: the frame of a page with its furniture, bodies as editors paste them, feeds and sitemaps."""

# ruff: noqa: E501  documents in one piece

import random
from collections.abc import Iterable, Sequence
from datetime import UTC
from email.utils import format_datetime
from html import escape
from xml.sax.saxutils import escape as xml

from tests.replica.platforms.company import Block, Company, Release

FRAMES = ("semantic", "divs", "utility")
_MENU = {
    "en": (
        ("/", "Home"),
        ("/about", "About us"),
        ("/products", "Products"),
        ("/investors", "Investors"),
        ("/careers", "Careers"),
    ),
    "zh": (("/", "首页"), ("/about", "走进集团"), ("/business", "业务领域"), ("/zhaopin", "人才招聘"), ("/lianxi", "联系我们")),
}


def frame(company: Company, title: str, main: str, *, style: str = "semantic", head: str = "", body: str = "") -> str:
    """A whole page about `main`: menu above, share links and footer below; body: attributes of its body element."""
    menu = "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in _MENU[company.language])
    rights = (
        f"© 2026 {company.name}. All rights reserved."
        if company.language == "en"
        else f"版权所有 {company.name} 京ICP备05000000号"
    )
    foot = f'<ul>{menu}<li><a href="/privacy">Privacy policy</a></li><li><a href="/terms-of-use">Terms of use</a></li></ul><p>{rights}</p>'
    parts = {
        "semantic": f"<header><a href='/'>{company.name}</a><nav><ul>{menu}</ul></nav></header><main>{main}</main><footer>{foot}</footer>",
        "divs": f'<div id="wrap"><div class="top"><ul class="menu">{menu}</ul></div><div class="col-main">{main}</div>'
        f'<div class="bottom">{foot}</div></div>',
        "utility": f'<div class="dialog-off-canvas-main-canvas overflow-hidden"><div class="nav lg:hidden"><ul>{menu}</ul></div>'
        f'<div class="mx-auto container has-menu">{main}</div><div class="footer-fixed hide-for-print">{foot}</div></div>',
    }
    return (
        f'<!DOCTYPE html><html lang="{company.language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"{head}</head><body {body}>{parts[style]}</body></html>"
    )


def options(named: Iterable[tuple[object, object]], chosen: object, quote: str = '"') -> str:
    """The options of a select: (value, label), of which one is chosen. quote: of their attributes."""
    return "".join(
        f"<option value={quote}{value}{quote}{' selected' if label == chosen else ''}>{label}</option>" for value, label in named
    )


def share(url: str) -> str:
    """Share links, as they stand above or below an article."""
    sites = ("facebook.com/sharer.php?u=", "twitter.com/intent/tweet?url=", "linkedin.com/shareArticle?url=")
    links = "".join(f'<a href="https://www.{site}{escape(url)}">{site.partition(".")[0].title()}</a> ' for site in sites)
    return f'<div class="share"><span>Share</span>{links}<a href="javascript:window.print()">Print</a></div>'


def body_of(blocks: Sequence[Block], flavour: str = "p") -> str:
    """A body in markup; flavour: `p`, `div`, or `br` for paragraphs parted by line breaks."""
    out: list[str] = []
    for at, block in enumerate(blocks):
        text, first = escape(block.text, quote=False), not at or blocks[at - 1].kind != block.kind
        last = at + 1 == len(blocks) or blocks[at + 1].kind != block.kind
        if block.kind == "li":
            out.append(f"{'<ul>' * first}<li>{text}</li>{'</ul>' * last}")
        elif block.kind == "row":
            cells = "".join(f"<td>{cell}</td>" for cell in text.split(" | "))
            out.append(f"{'<table>' * first}<tr>{cells}</tr>{'</table>' * last}")
        elif block.kind in ("h", "quote"):
            tag = "h3" if block.kind == "h" else "blockquote"
            out.append(f"<{tag}>{text}</{tag}>")
        else:
            out.append(f"{text}<br><br>" if flavour == "br" else f"<{flavour}>{text}</{flavour}>")
    return "\n".join(out)


def boilerplate(rng: random.Random, company: Company) -> str:
    """What ends many releases and is no news: about the company, contacts."""
    if company.language != "en" or rng.random() < 0.4:
        return ""
    contact = f"<p>Media Contact:<br>Press Office<br>press@{company.name.split()[0].lower()}.example<br>+1 416 555 0100</p>"
    return f"<h3>About {company.name}</h3><p>{company.about}</p>{contact if rng.random() < 0.6 else ''}"


def rss(
    company: Company, items: Iterable[tuple[Release, str]], link: str, *, head: str = "", utc: bool = True, full: bool = False
) -> str:
    """An RSS feed of (release, absolute address); utc: whether its times are told in UTC; full: with whole bodies."""
    out = []
    for release, url in items:
        at = format_datetime(release.at.astimezone(UTC)) if utc else format_datetime(release.at)
        told = f"<![CDATA[{body_of(release.blocks)}]]>" if full else xml(release.excerpt)
        out.append(
            f'<item><title>{xml(release.title)}</title><link>{xml(url)}</link><guid isPermaLink="false">{release.number}</guid>'
            f"<pubDate>{at}</pubDate><description>{told}</description></item>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{xml(company.name)}</title><link>{xml(link)}</link>{head}{''.join(out)}</channel></rss>"
    )


def sitemap(urls: Iterable[str]) -> str:
    """A sitemap of absolute addresses."""
    found = "".join(f"<url><loc>{xml(url)}</loc><lastmod>2026-06-01</lastmod></url>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{found}</urlset>'


def sitemap_index(urls: Iterable[str]) -> str:
    """An index of sitemaps at absolute addresses."""
    found = "".join(f"<sitemap><loc>{xml(url)}</loc></sitemap>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{found}</sitemapindex>'
