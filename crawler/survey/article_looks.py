"""Articles of a first look at a newsroom, and answers that are asked for once. Pure: who fetches is given."""

from collections.abc import Iterable

from crawler.discover.body_pages import body_parts
from crawler.explain.reading import PageSource
from crawler.items import Row
from crawler.policy.body_checks import file_kind
from crawler.survey.seen import Asker, Look, Survey
from crawler.urls import asked_identity

MOST_PARTS = 2  # further pages of one article's body


async def asked_once(ask: Asker, seen: Survey, url: str, purpose: str) -> PageSource | None:
    """An answer, unless this was asked already or may not be; why there is none is noted."""
    asked = {asked_identity(look.url, seen.site) for look in seen.looks if look.what != "robots"}
    if asked_identity(url, seen.site) in asked:
        return None
    answer = await ask(url, purpose)
    if isinstance(answer, str):
        seen.looks.append(Look(url, purpose, answer))
        return None
    return answer


async def read_articles(ask: Asker, seen: Survey, rows: Iterable[Row]) -> None:
    """Read the articles of rows, with the further pages of their bodies."""
    for row in rows:
        answer = await asked_once(ask, seen, row.url, "article")
        if answer is None:
            continue
        if kind := file_kind(answer.body, answer.content_type, None, answer.url):
            seen.looks.append(Look(answer.url, "article", f"a file: {kind}"))
        elif fetched := await _whole_body(ask, seen, answer):
            seen.articles.append((fetched, row))


async def _whole_body(ask: Asker, seen: Survey, first: PageSource) -> list[PageSource]:
    """The pages of an article's body; none where one of them could not be had, or there are too many."""
    fetched = [first]
    while parts := body_parts([source.page for source in fetched]):
        if len(fetched) + len(parts) > MOST_PARTS + 1:
            many = len(fetched) + len(parts)
            seen.looks.append(Look(first.url, "article", f"its body has {many} pages: too many for a first look"))
            return []
        part = await asked_once(ask, seen, parts[0], "part")
        if part is None:
            return []
        fetched.append(part)
    return fetched
