"""What a publishing system fixes: how its article URLs look, and the layouts of the pages it makes.

All classes are frozen and hold compiled patterns only; crawler.discover and crawler.extract apply them.
"""

import re
from dataclasses import dataclass
from re import Pattern


def loose(pattern: str) -> Pattern[str]:
    """`pattern` with each blank standing for any amount of white space, line breaks and ideographic blanks included.

    Wording is known, markup is not: a line may arrive whole or cut into cells, with blanks or without.
    Letter case is ignored; `^` and `$` match at line ends.
    """
    return re.compile(pattern.replace(" ", r"\s*"), re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ArticleUrl:
    """One form of article URL.

    pattern: matched from the start of path (and `?query`, where `params` are named); its group `id` is the native id.
    params: the only query parameters that mean something; None when all of them may.
    twin: rewrites a path to the one of the article's first and desktop page, as `(pattern, replacement)`.
    """

    name: str
    pattern: Pattern[str]
    params: tuple[str, ...] | None = ()
    twin: tuple[Pattern[str], str] | None = None
    url_date: Pattern[str] | None = None  # groups `date` (YYYYMMDD) or `ms` (milliseconds since 1970)


@dataclass(frozen=True, slots=True)
class Platform:
    """A publishing system. `TRS | JSP` is a newsroom that moved from one to the other and kept both."""

    name: str
    articles: tuple[ArticleUrl, ...] = ()
    listings: tuple[Pattern[str], ...] = ()  # paths (and queries) known to be listing pages, never articles

    def __or__(self, other: "Platform") -> "Platform":
        return Platform(f"{self.name}+{other.name}", self.articles + other.articles, self.listings + other.listings)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of furniture between title and body: tool bar, date line, author line.

    Groups of the pattern that say something: `date`, `source`, `author`. needed: the layout is not there without it.
    """

    name: str
    pattern: Pattern[str]
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """One version of an article page, in reading order: crumb, title, subtitle, marks, body, footer.

    crumb: the breadcrumb line; its group `path` holds the items. None: the version prints none.
    marks: what stands between title and body; the title ends before the first, the body begins after the last.
    footer: where the page's own end begins; what follows is furniture.
    after_crumb: pattern that must match the crumb's path (a crumb alone is a weak sign).
    date_order: order of day, month and year in printed dates that leave it open: `YMD`, `DMY` or `MDY`.
    """

    name: str
    crumb: Pattern[str] | None = None
    marks: tuple[Mark, ...] = ()
    footer: Pattern[str] | None = None
    after_crumb: Pattern[str] | None = None
    crumb_needed: bool = False
    date_order: str = "YMD"
    offset: str | None = "+08:00"  # of printed times that carry none; None: such a time is left out
    language: str | None = None  # where the layout serves one language only
    title_hint: str | None = None  # CSS of the title where a version's class names are known: evidence, no anchor
