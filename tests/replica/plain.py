"""One newsroom without any special host: for crawling a site that nothing is declared of, and for counting requests."""

from tests.replica.model import Channel, dice
from tests.replica.newsroom import Newsroom, make

PAGERS = ("next", "query", "zero", "one")


def make_plain(
    seed: int, articles: int = 200, page_size: int = 20, pager: str | None = None, timeline_step: int = 0, language: str = "en"
) -> Newsroom:
    """A newsroom of `articles` releases, `page_size` on a listing page, whose home is `/` and listing `/news/` on any host.

    `pager` is one of PAGERS, by seed where None.
    """
    chosen = pager or dice("plain pager", seed).choice(PAGERS)
    trail = ("Home", "News") if language == "en" else ("首页", "新闻中心")
    room = Channel("plain", "plain", "P", "*", "/news/", trail[-1], trail, language, chosen, page_size)
    return make(seed, articles, ("plain",), timeline_step, rooms=(room,))
