"""Feeds in all the forms that they have, whole and broken; XML that is written to do harm."""

# ruff: noqa: E501 - documents in one piece

import pytest

from crawler.discover.listing import Listing
from crawler.discover.sources.read import is_source, read_source
from crawler.discover.sources.stated import day_of, title_of
from crawler.discover.sources.xml_tree import xml_root
from crawler.site import Site

SITE = Site.for_url("https://www.kupfer.example/presse/")
HERE = "https://www.kupfer.example/feed.xml"
Said = tuple[str, str | None, str | None]


def read(text: str | bytes, url: str = HERE, content_type: str | None = "application/xml") -> Listing:
    listing = read_source(url, text if isinstance(text, bytes) else text.encode(), content_type, SITE)
    assert listing is not None
    return listing


def said(listing: Listing) -> list[Said]:
    return [(row.url.removeprefix("https://www.kupfer.example"), row.title, row.date) for row in listing.rows]


RSS = '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>K</title>{}</channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/presse/"><title>K</title>{}</feed>'
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="/"><title>K</title></channel>{}</rdf:RDF>'
)
WANTED: Said = ("/presse/hütte", "Neue Hütte & mehr", "2024-03-05")
FORMS = {
    "rss_2": RSS.format("<item><title>Neue Hütte &amp; mehr</title><link>/presse/hütte</link><pubDate>Tue, 05 Mar 2024 08:00:00 +0100</pubDate></item>"),
    "cdata": RSS.format("<item><title><![CDATA[Neue Hütte & mehr]]></title><link><![CDATA[ https://www.kupfer.example/presse/hütte ]]></link><pubDate>5 Mar 2024</pubDate></item>"),
    "escaped_twice": RSS.format("<item><title>Neue &lt;b&gt;H&amp;uuml;tte&lt;/b&gt; &amp;amp; mehr</title><link>/presse/hütte</link><dc:date>2024-03-05T23:30:00+01:00</dc:date></item>"),
    "html_entities": RSS.format("<item><title>Neue H&uuml;tte &amp; mehr&nbsp;</title><link>/presse/h&uuml;tte</link><pubDate>Tue, 5 Mar 24 8:00 CET</pubDate></item>"),
    "lone_ampersand": RSS.format("<item><title>Neue Hütte & mehr</title><link>/presse/hütte</link><pubDate>Mon, 05 Mar 2024</pubDate></item>"),
    "guid_alone": RSS.format('<item><title>Neue Hütte &amp; mehr</title><guid isPermaLink="true">https://www.kupfer.example/presse/hütte</guid><pubDate>05 Mar 2024 08:00 GMT</pubDate></item>'),
    "atom_10": ATOM.format('<entry><title type="html">Neue Hütte &amp;amp; mehr</title><link rel="replies" href="/c"/><link rel="self" href="/s"/><link href="hütte"/><published>2024-03-05T09:00:00Z</published><updated>2024-04-01T00:00:00Z</updated></entry>'),
    "atom_by_updated": ATOM.format('<entry><title>Neue Hütte &amp; mehr</title><id>tag:x,2024:1</id><link rel="alternate" type="application/json" href="/x.json"/><link rel="alternate" type="text/html" href="hütte"/><updated>2024-03-05T09:00:00Z</updated></entry>'),
    "atom_xhtml_title": ATOM.format('<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Neue <em>Hütte</em> &amp; mehr</div></title><link href="hütte"/><issued>2024-03-05</issued></entry>'),
    "rdf": RDF.format('<item rdf:about="https://www.kupfer.example/presse/hütte"><title>Neue Hütte &amp; mehr</title><dc:date>2024-03-05</dc:date></item>'),
    "rss_091_upper_head": '\n\n<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss.dtd">\n<rss version="0.91"><channel><item><title>Neue Hütte &amp; mehr</title><link>/presse/hütte</link><pubDate>2024-03-05 08:00</pubDate></item></channel></rss>',
    "not_closed": RSS.format("<item><title>Neue Hütte &amp; mehr</title><link>/presse/hütte</link><pubDate>Tue, 05 Mar 2024 08:00:00 GMT</pubDate></item><item><title>Ab")[:-20],
    "controls_in_it": RSS.format("<item><title>Neue\x0b Hütte &amp; mehr&#x1;</title><link>/presse/hütte</link><pubDate>Tue, 05 Mar 2024 08:00:00 EST</pubDate></item>"),
    "dates_in_words": RSS.format("<item><title>Neue Hütte &amp; mehr</title><link>/presse/hütte</link><pubDate>5. März 2024</pubDate></item>"),
    "orig_link": RSS.format('<item><title>Neue Hütte &amp; mehr</title><link>https://go.example/1</link><f:origLink xmlns:f="u">/presse/hütte</f:origLink><pubDate>2024-03-05</pubDate></item>'),
    "media_title": RSS.format('<item><m:title xmlns:m="http://search.yahoo.com/mrss/">Foto</m:title><title>Neue Hütte &amp; mehr</title><link>/presse/hütte</link><dc:date>20240305</dc:date></item>'),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_one_release_is_read_from_every_form(name: str) -> None:
    found = read(FORMS[name])
    assert (found.kind, found.problem) == ("feed", "cut" if name == "not_closed" else None)
    ((address, title, day), *_) = [each for each in said(found) if each[1] != "Ab"]
    assert (address, (title or "").replace("  ", " "), day) == WANTED


@pytest.mark.parametrize("codec", ["iso-8859-1", "utf-16", "windows-1252"])
def test_a_feed_is_read_in_its_own_encoding(codec: str) -> None:
    text = FORMS["rss_2"].replace('"1.0"?', f'"1.0" encoding="{codec}"?')
    assert said(read(text.encode(codec), content_type="text/xml")) == [WANTED]
    mislabelled = read(text.encode(codec), content_type="text/html; charset=" + codec)
    assert said(mislabelled) == [WANTED], "the header's word, and no page"


def test_json_feeds_have_urls_documents_and_a_next_part() -> None:
    feed = """\ufeff{"version": "https://jsonfeed.org/version/1.1", "next_url": "?p=2", "items": [
        {"id": "1", "url": "/presse/1", "title": "Erste", "date_published": "2024-03-05T08:00:00+01:00"},
        {"id": "https://www.kupfer.example/presse/2", "title": null, "date_modified": "2024-03-04"},
        {"id": "3", "title": "Bericht", "attachments": [{"url": "/d/b.pdf", "mime_type": "application/pdf"}]}, {"id": 4}, 5]}"""
    found = read(feed, content_type="application/feed+json")
    assert said(found) == [
        ("/presse/1", "Erste", "2024-03-05"), ("/presse/2", None, "2024-03-04"), ("/d/b.pdf", "Bericht", None)
    ]  # fmt: skip
    assert (found.next, found.whole) == (("https://www.kupfer.example/feed.xml?p=2",), True)


@pytest.mark.parametrize(
    ("head", "following", "whole"),
    [
        ('<link rel="prev-archive" href="/feed-2.xml"/>', ("/feed-2.xml",), True),
        ('<link rel="next" href="feed.xml?page=2"/><link rel="self" href="/feed.xml"/>', ("/presse/feed.xml?page=2",), True),
        ('<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/>', (), True),
        ('<link rel="next-archive" href="/feed.xml"/><link rel="current" href="/new.xml"/>', (), True),
        ('<link rel="self" href="/feed.xml"/>', (), False),
        ('<link rel="next" href="https://other.example/2"/>', (), True),
    ],
)
def test_archives_and_pages_of_feeds_lead_to_older_entries(head: str, following: tuple[str, ...], whole: bool) -> None:
    found = read(ATOM.format(head + '<entry><title>A</title><link href="a"/></entry>'))
    assert (tuple(each.removeprefix("https://www.kupfer.example") for each in found.next), found.whole) == (following, whole)


def test_a_wordpress_feed_has_pages() -> None:
    made = "<generator>https://wordpress.org/?v=6.5</generator><item><title>A</title><link>/presse/a</link></item>"
    assert read(RSS.format(made)).next == ("https://www.kupfer.example/feed.xml?paged=2",)
    assert read(RSS.format(made), f"{HERE}?paged=2").next == ("https://www.kupfer.example/feed.xml?paged=3",)


def test_a_document_is_the_release_where_an_entry_has_no_page() -> None:
    entry = '<item><title>Bericht</title><enclosure url="/d/bericht.pdf" type="application/pdf"/></item><item><title>Ton</title><enclosure url="/t.mp3"/></item>'
    (row,) = read(RSS.format(entry)).rows
    assert (row.url, row.form) == ("https://www.kupfer.example/d/bericht.pdf", "document")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sun, 6 Nov 1994 08:49:37 GMT", "1994-11-06"), ("Xyz, 31 Dec 2023 23:59:59 -0800", "2023-12-31"),
        ("6 Nov 94 08:49 EST", "1994-11-06"), ("Wed, 02 Oct 2002 13:00:00 UT", "2002-10-02"), ("2024-02-30", None),
        ("2024-02-29T00:00", "2024-02-29"), ("1709251200", "2024-03-01"), ("1709251200000", "2024-03-01"),
        ("/Date(1709251200000+0100)/", "2024-03-01"), ("yesterday", None), ("", None), (None, None), ("25.03.2024", "2024-03-25"),
        ("9" * 400, None), ("Tue, 99 Foo 2024 10:00", None),
    ],
)  # fmt: skip
def test_days_as_sources_state_them(text: str | None, day: str | None) -> None:
    assert day_of(text) == day


def test_titles_are_plain_text() -> None:
    assert title_of("  A <b>bold</b>\n step &amp;#8211; 5 &lt; 6 ") == "A bold step – 5 < 6"
    assert title_of("<img src=x>") is None


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 12)) + "]>"
HOSTILE = {
    "billion_laughs": BOMB + RSS.format("<item><title>&a11; Erz</title><link>/presse/e</link></item>")[21:],
    "quadratic": f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>' + RSS.format("<item><title>Erz" + "&a;" * 20_000 + "</title><link>/presse/e</link></item>")[21:],
    "external_file": '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + RSS.format("<item><title>&f; Erz</title><link>/presse/e</link></item>")[21:],
    "external_dtd": '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">' + RSS.format("<item><title>Erz</title><link>/presse/e</link></item>")[21:],
    "parameter_entity": '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>' + RSS.format("<item><title>Erz</title><link>/presse/e</link></item>")[21:],
    "xinclude": RSS.format('<item><title>Erz<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/></title><link>/presse/e</link></item>'),
    "stylesheet": '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>' + RSS.format("<item><title>Erz</title><link>/presse/e</link></item>")[21:],
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_entities_and_inclusions_are_harmless(name: str) -> None:
    (row,) = read(HOSTILE[name]).rows
    assert (row.url, row.title) == ("https://www.kupfer.example/presse/e", "Erz")


@pytest.mark.parametrize(
    "text",
    [
        "<rss>" + "<item>" * 200_000, "<rss>" + "<![CDATA[" * 100_000, "<rss>" + "&" * 1_000_000, "<rss " + "a='1' " * 20_000,
        "<rss><item><title>" + "x" * 12_000_000, "<!DOCTYPE rss [" * 5_000 + "<rss>", "<feed>" + "<entry/>" * 900_000,
        "<urlset>" + "<url><loc>" * 100_000, '{"a":' * 100_000, "[" * 1_000_000, "<rss", "<rss></feed>", "{", "[]", '{"version": []}',
    ],
)  # fmt: skip
def test_huge_deep_and_torn_documents_end_soon_without_rows(text: str) -> None:
    found = read_source(HERE, text.encode(), "application/xml", SITE)
    assert found is None or not found.rows


def test_pages_are_no_sources() -> None:
    for page in ("<!DOCTYPE html><html><body><rss></rss></body></html>", "<div class=feed><a href=x>x</a></div>", "", "<p>{}</p>"):
        assert not is_source(page.encode())
        assert read_source(HERE, page.encode(), "text/html", SITE) is None
    assert xml_root(b"<other/>") is None
    assert read("<rss/>").problem == "empty"
    assert read("{nothing").problem == "not_a_listing"
