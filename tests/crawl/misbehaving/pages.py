"""Pages that the server hands out: whole, honest HTML, from which the faults depart."""

import re
from collections.abc import Iterable

_SENTENCES = (
    "The company said on Monday that output at its {name} plant rose by a fifth in the quarter",
    "New furnaces came into use in spring, and demand in all of its markets went up for the third year in a row",
    "The board thanked the workers, who had kept the lines running through a winter of unusual cold",
    "A second line is to follow next year, for which contracts with builders have been signed already",
    "Analysts had expected a smaller rise, because prices for ore had fallen since the beginning of the year",
)


_BETWEEN_TAGS = re.compile(r">\s+<")
markup = {"white space": True}  # how the pages are written: whether white space stands between their tags


def written(html: str) -> str:
    """A page as the server writes it."""
    return html if markup["white space"] else _BETWEEN_TAGS.sub("><", html)


def title(name: str) -> str:
    """The headline of an article."""
    return f"Company reports record output at its {name.replace('-', ' ').replace('_', ' ')} plant"


def text(name: str) -> list[str]:
    """Its paragraphs; the last one ends with a word that only a whole article has."""
    body = [f"{sentence.format(name=name)}, as chapter {number} shows." for number, sentence in enumerate(_SENTENCES)]
    return [*body, f"The report on {name} ends with the word finis."]


def article(name: str, *, head: str = "", before: str = "", after: str = "", headline: str | None = None) -> str:
    """A whole article page."""
    paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in text(name))
    headline = title(name) if headline is None else headline
    return written(f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{headline}</title>{head}</head>
<body><div id="menu"><a href="/">Home</a> <a href="/news/">News</a> <a href="/contact/">Contact</a></div>
<div class="article"><h1>{headline}</h1><div class="date">2024-05-{1 + sum(map(ord, name)) % 28:02d}</div>
<div class="body">{before}{paragraphs}{after}</div></div>
<div id="footer">All rights reserved.</div></body></html>
""")


def listing(rows: Iterable[tuple[str, str]], *, more: str = "") -> str:
    """A listing page: (URL, anchor text) rows with descending dates."""
    items = "\n".join(
        f'<li><a href="{url}">{anchor}</a> <span class="date">2024-{12 - number % 12:02d}-{1 + number % 28:02d}</span></li>'
        for number, (url, anchor) in enumerate(rows)
    )
    return written(f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>News</title></head>
<body><div id="menu"><a href="/">Home</a> <a href="/news/">News</a></div>
<h1>News</h1><ul class="list">
{items}
</ul>{more}<div id="footer">All rights reserved.</div></body></html>
""")


def path(name: str) -> str:
    """Where an article lies."""
    return f"/news/2024/{name}.html"
