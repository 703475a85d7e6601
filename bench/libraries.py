"""What is written by hand here against the library that does it: right answers and CPU, on the same input.

    .venv/bin/python -m pip install htmldate charset-normalizer protego dateparser extruct feedparser py3langid
    python bench/libraries.py [--pages N]           those that are not installed are left out

Dates: pages with an annotated date, ours against htmldate (publication date; equal day is right; none and wrong are
told apart). JSON-LD: pages that have some, against extruct. Date words: one day in many writings, and the CLDR's
dates in many languages (babel), the date reader against dateparser. Languages: our own pages that declare one, against
py3langid. Decoding: texts of several languages in the
charsets of the web, without a label and with a wrong one, against charset-normalizer. Content codings: streams whole,
cut, corrupt, mislabelled and swollen, with what a crawler may make of them, against urllib3. robots.txt: files with
their answers by RFC 9309, against protego. Feeds: one release in the forms and faults of
tests/unit/test_source_feeds.py, against feedparser: right are address, title and day.
"""

import argparse
import gzip
import importlib
import io
import re
import time
import zlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import brotli  # type: ignore[import-untyped]
from backports import zstd

from bench.annotated import load
from bench.own_pages import own_pages
from crawler.errors import BadBody
from crawler.extract import extract
from crawler.page.decode import decode
from crawler.page.metadata import head_of
from crawler.page.page import Page
from crawler.policy.decompress import decompress
from crawler.policy.robots import parse
from crawler.text.dates.parse import parse_date
from crawler.text.writing import detect
from tests.unit.test_dates_of_languages import LANGUAGES, printed_by_cldr
from tests.unit.test_source_feeds import FORMS, HERE, HOSTILE, RSS, WANTED, read, said

_DECLARED = re.compile(r"<html[^<>]*\slang=[\"']?(\w+)", re.I)
_SAME = {"no": "nb", "nn": "nb", "fil": "tl", "bs": "hr", "zh_cn": "zh", "zh_tw": "zh"}  # not told apart
_SAMPLE = 1200  # characters, as we read
DATED = ("fundus_tests", "mercury", "wcxb_dev", "cwced")
_HAN = "中国五矿集团有限公司与合作伙伴在北京签署战略合作协议，双方将在矿产资源领域深化合作。"
_SAMPLES = (
    (_HAN, ("gb18030", "gbk", "big5", "utf-8")),
    ("本日、当社は新しい銅鉱山の開発について発表しました。来年の春に操業を始める予定です。", ("cp932", "euc-jp", "utf-8")),
    ("오늘 회사는 새로운 구리 광산 개발을 발표했습니다. 내년 봄에 조업을 시작할 예정입니다.", ("cp949", "utf-8")),
    ("La société a annoncé aujourd’hui l’ouverture d’une mine à côté de Marseille, près du château.", ("cp1252", "utf-8")),
    ("Das Unternehmen eröffnet eine Hütte für Kupfer in Österreich; die Größe überraschte viele Gäste.", ("cp1252", "utf-8")),
    ("Сегодня компания объявила об открытии нового медного рудника недалеко от города Магадана.", ("cp1251", "koi8-r", "utf-8")),
)
_WRITINGS = (
    ("6 June 2019", "2019-06-06"), ("June 6th, 2019", "2019-06-06"), ("2019年6月6日", "2019-06-06"), ("06.06.2019", "2019-06-06"),
    ("6. Juni 2019", "2019-06-06"), ("6 juin 2019", "2019-06-06"), ("6 de junio de 2019", "2019-06-06"),
    ("6 июня 2019", "2019-06-06"), ("20th of July, 2012", "2012-07-20"), ("2019년 6월 6일", "2019-06-06"),
    ("8th Meeting", None), ("Section 12.4", None), ("31 February 2019", None), ("Tel. 010-6016 9000", None),
)  # fmt: skip
_ROBOTS: tuple[tuple[str, str, bool], ...] = (
    ("User-agent: *\nDisallow: /private/\nAllow: /private/news/", "/private/news/1.html", True),
    ("User-agent: *\nDisallow: /private/\nAllow: /private/news/", "/private/1.html", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1", True),
    ("User-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /", "/", True),
    ("User-agent: newsroom-crawler\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
    ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
    ("User-agent: *\nDisallow: /\nAllow: /", "/x", True),
    ("User-agent: a\nUser-agent: newsroom-crawler\nDisallow: /a", "/a", False),
    ("User-agent: *\nDisallow: /%E4%B8%AD", "/中", False),
    ("User-agent: newsroom-crawler\nDisallow: /a\nUser-agent: x\nUser-agent: newsroom-crawler\nDisallow: /b", "/b", False),
    ("User-agent: *\rDisallow: /a", "/a", False),
    ("<html><body>User-agent: *\nDisallow: /</body></html>", "/", True),
)
AGENT = "newsroom-crawler"
_BODY = b"<p>Copper was loaded at the harbour on time.</p>" * 200
_GZIP = gzip.compress(_BODY, mtime=0)
_BARE = zlib.compressobj(wbits=-15)
LIMIT = 8 * 1024 * 1024  # bytes that a page may have, as in crawler/settings.py
_CODED: tuple[tuple[str, bytes, bytes | None], ...] = (  # coding, bytes on the wire, the body; None: must be refused
    ("gzip", _GZIP, _BODY),
    ("gzip", _GZIP + b"\0\0", _BODY),
    ("gzip", _GZIP + _GZIP, _BODY * 2),
    ("gzip", _GZIP[:-20], None),
    ("gzip", _GZIP[:-8] + b"\0" * 8, None),
    ("gzip", _BODY, None),
    ("gzip", gzip.compress(bytes(LIMIT * 8), mtime=0), None),
    ("gzip, gzip", gzip.compress(_GZIP, mtime=0), _BODY),
    ("deflate", zlib.compress(_BODY), _BODY),
    ("deflate", _BARE.compress(_BODY) + _BARE.flush(), _BODY),
    ("deflate", zlib.compress(_BODY)[:-9], None),
    ("br", brotli.compress(_BODY), _BODY),
    ("br", brotli.compress(_BODY)[:-3], None),
    ("br", brotli.compress(bytes(LIMIT * 8)), None),
    ("zstd", zstd.compress(_BODY), _BODY),
    ("zstd", zstd.compress(_BODY)[:-5], None),
)
_WRONG = "text/html; charset=iso-8859-1"


def installed(name: str) -> Any:
    """A library by its name; None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def measure(name: str, cases: Iterable[tuple[Any, Any]], answer: Callable[[Any], Any]) -> None:
    """Print how many cases are right, without an answer and wrong, and the CPU of one."""
    right = none = wrong = count = 0
    began = time.process_time()
    for asked, truth in cases:
        count += 1
        said = answer(asked)
        right += said == truth
        none += said != truth and said is None
        wrong += said != truth and said is not None
    spent = (time.process_time() - began) / max(count, 1) * 1000
    print(f"  {name:28} right {right:5}  none {none:5}  wrong {wrong:5}  of {count:5}   {spent:8.3f} ms each", flush=True)


def _day(value: object) -> str | None:
    return str(value)[:10] if value else None


def dates(limit: int) -> None:
    """Publication dates of annotated pages."""
    print("dates of pages")
    pages = [page for name in DATED for page in load(name) if page.get("date") and page.get("url")]
    step = max(1, len(pages) // limit)
    cases = [((page["html"], page["url"]), page["date"][:10]) for page in pages[::step]]
    measure("ours (all fields)", cases, lambda asked: _day(extract(*asked).published))
    htmldate = installed("htmldate")
    if htmldate:
        for deep in (True, False):
            find = partial(htmldate.find_date, original_date=True, extensive_search=deep)
            measure(f"htmldate, extensive {deep}", cases, partial(_found_by, find))


def _found_by(find: Callable[..., Any], asked: tuple[str, str]) -> Any:
    return find(asked[0], url=asked[1])


def linked_data(limit: int) -> None:
    """Pages that have JSON-LD, and whether anything of it is read; broken JSON is common."""
    print("JSON-LD")
    pages = [page for page in load("fundus_tests") if "application/ld+json" in page["html"]][:limit]
    cases = [((page["html"], page["url"]), True) for page in pages]
    measure("ours (with the page's tree)", cases, lambda asked: bool(head_of(Page(asked[1], asked[0].encode())).nodes))
    library = installed("extruct")
    if library:
        measure("extruct", cases, partial(_by_extruct, library))


def _by_extruct(library: Any, asked: tuple[str, str]) -> bool | None:
    found = library.extract(asked[0], base_url=asked[1], syntaxes=["json-ld"], errors="ignore")
    return bool(found.get("json-ld")) or None


def words() -> None:
    """One line in many writings."""
    print("date words")
    measure("ours", _WRITINGS, lambda text: _day(getattr(parse_date(text), "value", None)))
    dateparser = installed("dateparser")
    if dateparser:
        measure("dateparser", _WRITINGS, lambda text: _day(dateparser.parse(text)))
    print("date words of the CLDR, in each language that the tests ask for; the language is told")
    cases = [((text, tag), day.isoformat()) for language in LANGUAGES for text, tag, day in printed_by_cldr(language)]
    measure("ours", cases, lambda asked: _day(getattr(parse_date(asked[0], [asked[1]]), "value", None)))
    if dateparser:
        measure("dateparser", cases, partial(_by_dateparser, dateparser))


def _by_dateparser(library: Any, asked: tuple[str, str]) -> Any:
    try:
        return _day(library.parse(asked[0], languages=[asked[1].partition("-")[0]]))
    except ValueError:  # a language that it does not know
        return None


def languages() -> None:
    """Texts of our own pages, in the languages that the pages declare."""
    print("languages of texts")
    declared = ((_DECLARED.search(page["html"]), page["text"]) for page in own_pages())
    cases = [(text, _one_name(found[1].lower())) for found, text in declared if found is not None and text]
    measure("ours", cases, lambda text: _one_name(detect(text)))
    if py3langid := installed("py3langid"):
        measure("py3langid", cases, lambda text: _one_name(py3langid.classify(text[:_SAMPLE])[0]))


def _one_name(language: str | None) -> str | None:
    return _SAME.get(language or "", language)


def decoding() -> None:
    """Pages whose bytes are known."""
    print("decoding: no label, then a wrong one")
    cases = [
        ((f"<html><body><p>{text}</p></body></html>".encode(codec), label), f"<html><body><p>{text}</p></body></html>")
        for text, codecs in _SAMPLES for codec in codecs for label in (None, _WRONG) if _fits(text, codec)
    ]  # fmt: skip
    measure("ours", cases, lambda asked: decode(*asked).text)
    library = installed("charset_normalizer")
    if library:
        measure("charset-normalizer", cases, lambda asked: str(library.from_bytes(asked[0]).best() or "") or None)


def _fits(text: str, codec: str) -> bool:
    try:
        return text.encode(codec).decode(codec) == text
    except UnicodeEncodeError:
        return False


def feeds() -> None:
    """Feeds whole, broken and hostile, each with one release; then one of 200 entries."""
    print("feeds")
    wanted = dict.fromkeys(FORMS, WANTED) | dict.fromkeys(HOSTILE, ("/presse/e", "Erz", None))
    cases = [(text, wanted[name]) for name, text in (FORMS | HOSTILE).items()]
    long = RSS.format("<item><title>Erz</title><link>/presse/e</link><pubDate>2024-03-05</pubDate></item>" * 200)
    for named, found in (("the forms", cases), ("200 entries", [(long, ("/presse/e", "Erz", "2024-03-05"))])):
        measure(f"ours, {named}", found, _release)
        if library := installed("feedparser"):
            measure(f"feedparser, {named}", found, partial(_by_feedparser, library))


def _release(text: str) -> Any:
    return said(read(text))[0]


def _by_feedparser(library: Any, text: str) -> Any:
    headers = {"content-type": "application/xml", "content-location": HERE}
    entry = library.parse(io.BytesIO(text.encode()), response_headers=headers).entries[0]
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    address = entry.get("link", "").removeprefix("https://www.kupfer.example")
    return address, entry.get("title"), when and time.strftime("%Y-%m-%d", when)


def robots() -> None:
    """Files with their right answers."""
    print("robots.txt")
    cases = [((text.encode(), path), right) for text, path, right in _ROBOTS]
    measure("ours", cases, lambda asked: parse(asked[0]).allowed(f"http://a.example{asked[1]}", AGENT))
    library = installed("protego")
    if library:
        measure("protego", cases, lambda a: library.Protego.parse(a[0].decode()).can_fetch(f"http://a.example{a[1]}", AGENT))


def codings() -> None:
    """Compressed bodies: the right body, or a refusal."""
    print("content codings")
    cases = [((coding, wire), body or "refused") for coding, wire, body in _CODED]
    measure("ours", cases, _decoded)
    if installed("urllib3"):
        measure("urllib3", cases, _by_urllib3)


def _decoded(asked: tuple[str, bytes]) -> bytes | str:
    try:
        return decompress(asked[1], [asked[0].encode()], LIMIT)
    except BadBody:
        return "refused"


def _by_urllib3(asked: tuple[str, bytes]) -> bytes | str:
    response, exceptions = importlib.import_module("urllib3.response"), importlib.import_module("urllib3.exceptions")
    answer = response.HTTPResponse(io.BytesIO(asked[1]), {"content-encoding": asked[0]}, preload_content=False)
    try:
        found: bytes = answer.read(LIMIT + 1, decode_content=True)
        found += answer.read(LIMIT, decode_content=True)
    except exceptions.HTTPError:
        return "refused"
    return found if len(found) <= LIMIT else "refused"


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=400, help="dated pages, evenly out of all")
    options = parser.parse_args()
    feeds()
    robots()
    codings()
    words()
    languages()
    decoding()
    linked_data(options.pages)
    dates(options.pages)


if __name__ == "__main__":
    main()
