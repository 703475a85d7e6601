import gzip
import zlib

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd

from crawler.errors import BadBody
from crawler.policy import body_checks
from crawler.policy.decompress import decompress

PAGE = b"<!DOCTYPE html><html><head><title>News</title></head><body><div><p>One.</p><p>Two is longer.</p></div></body></html>\n"
LIMIT = 1 << 20
pytestmark = pytest.mark.guarantee(9)


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


CODINGS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}


@pytest.mark.parametrize("coding", CODINGS)
def test_every_cut_of_a_compressed_body_is_noticed(coding: str) -> None:
    packed = CODINGS[coding](PAGE)
    assert decompress(packed, [coding.encode()], LIMIT) == PAGE
    for length in range(1, len(packed)):
        with pytest.raises(BadBody, match="bad_compression"):
            decompress(packed[:length], [coding.encode()], LIMIT)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_every_flipped_byte_that_changes_the_text_is_noticed(coding: str) -> None:
    packed = CODINGS[coding](PAGE)
    for place in range(2, len(packed)):
        broken = packed[:place] + bytes([packed[place] ^ 0x55]) + packed[place + 1 :]
        try:
            found = decompress(broken, [coding.encode()], LIMIT)
        except BadBody:
            continue
        assert found == PAGE


@pytest.mark.guarantee(12)
@pytest.mark.parametrize("coding", CODINGS)
def test_a_bomb_is_too_large(coding: str) -> None:
    with pytest.raises(BadBody, match="too_large"):
        decompress(CODINGS[coding](bytes(5_000_000)), [coding.encode()], LIMIT)


def test_layers_members_and_padding() -> None:
    assert decompress(gzip.compress(gzip.compress(PAGE)), [b"gzip, gzip"], LIMIT) == PAGE
    assert decompress(gzip.compress(gzip.compress(PAGE)), [b"gzip"], LIMIT) == PAGE
    assert decompress(brotli.compress(gzip.compress(PAGE)), [b"gzip", b"br"], LIMIT) == PAGE
    assert decompress(gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]) + bytes(9), [b"x-gzip"], LIMIT) == PAGE
    assert decompress(raw_deflate(PAGE), [b"deflate"], LIMIT) == PAGE
    assert decompress(zstd.compress(PAGE[:9]) + zstd.compress(PAGE[9:]), [b"zstd"], LIMIT) == PAGE
    assert decompress(PAGE, [b"identity"], LIMIT) == decompress(PAGE, [], LIMIT) == PAGE
    for label in (b"gzip", b"br", b"zstd", b"rot13", b"gzip, gzip, gzip, gzip"):
        with pytest.raises(BadBody):
            decompress(PAGE, [label], LIMIT)


def test_the_beginning_is_enough_for_robots() -> None:
    packed = gzip.compress(b"User-agent: *\n" * 100_000)
    assert len(decompress(packed, [b"gzip"], 5000, head_only=True)) == 5000
    assert decompress(packed[: len(packed) // 2], [b"gzip"], LIMIT * 9, head_only=True).startswith(b"User-agent")


def test_every_cut_of_a_page_is_noticed() -> None:
    for length in range(PAGE.index(b"<div>") + 5, PAGE.index(b"</body>")):
        with pytest.raises(BadBody, match="cut"):
            body_checks.require_end(PAGE[:length], until_close=True, others_close=True)
    for length in range(PAGE.index(b"<div>") + 5, PAGE.index(b"</div>")):
        with pytest.raises(BadBody, match="cut"):
            body_checks.require_end(PAGE[:length], until_close=False, others_close=False)


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        PAGE.replace(b"</html>", b""),
        PAGE.replace(b"</body></html>", b"").replace(b"<div>", b"").replace(b"</div>", b""),
        b"<div class=part><h2>Only a fragment</h2><p>of a page",
        b"<h1>x</h1><p>y</p>",
        PAGE.upper(),
        PAGE + b"<!-- 0.2 s",
        b"<html><body><p>closes<p>no paragraph<p>at all",
        PAGE.decode().encode("utf-16"),
        b"<HTML><BODY><UL><LI>a<LI>b</UL>",
    ],
)
def test_whole_pages_of_all_kinds_pass(page: bytes) -> None:
    body_checks.require_end(page, until_close=False, others_close=True)


def test_bytes_after_the_announced_length_betray_a_cut_page() -> None:
    with pytest.raises(BadBody, match="bad_length"):
        body_checks.require_end(b"<p>one", until_close=False, others_close=False, excess=True)
    body_checks.require_end(PAGE, until_close=False, others_close=False, excess=True)


@pytest.mark.guarantee(10)
@pytest.mark.parametrize(
    ("body", "label"),
    [
        (b"%PDF-1.7 ...", "text/html"),
        (b"PK\x03\x04...", "text/html"),
        (b"\x89PNG\r\n", "text/html; charset=utf-8"),
        (PAGE, "image/png"),
        (b'{"a": 1}', "application/json"),
        (b"words " * 50, "text/html"),
        (b"words " * 50, "text/plain"),
        (b"", "text/html"),
        (b" \r\n", "text/html"),
        (b"\xef\xbb\xbf", "text/html"),
        (b"words", ""),
    ],
)
def test_what_is_no_page_is_refused(body: bytes, label: str) -> None:
    with pytest.raises(BadBody):
        body_checks.require_page(body, label)


@pytest.mark.parametrize(
    "label", ["text/html", "TEXT/HTML; charset=gbk", "application/xhtml+xml", "", "text/plain", "application/octet-stream"]
)
def test_pages_pass_under_any_plausible_label(label: str) -> None:
    body_checks.require_page(PAGE, label)


def test_flags_and_statuses() -> None:
    for status in (204, 205, 206):
        with pytest.raises(BadBody):
            body_checks.require_status(status)
    with pytest.raises(BadBody, match="truncated"):
        body_checks.require_whole(["dataloss"])
    body_checks.require_whole(["partial"])


_MANY = [b"a%d" % number for number in range(20_000)]


@pytest.mark.guarantee(12)
@pytest.mark.parametrize(
    "tag",
    [
        b"<p " + b" ".join(_MANY) + b">",
        b"<p " + b"/".join(_MANY) + b">",
        b'<p x=">" ' + b" ".join(_MANY) + b">",
        b"<p " + b" ".join(name + b'=">"' for name in _MANY) + b">",
        b"<p " + b"".join(name + b"='1'" for name in _MANY) + b">",
        b'<p " ' + b" ".join(_MANY) + b">",
        b"<p " + b" ".join(_MANY),
    ],
    ids=["blanks", "slashes", "quoted end", "each quoted", "no blanks", "lone quote", "no end"],
)
def test_an_element_with_very_many_attributes_is_refused_before_it_is_parsed(tag: bytes) -> None:
    with pytest.raises(BadBody, match="too_complex"):
        body_checks.require_simple(b"<html><body>" + tag + b"text</p></body></html>")


@pytest.mark.parametrize(
    "page",
    [
        b"<script>for(i=0;i<n;i++){" + b"x = y + z; " * 4000 + b"}</script><p>text</p>",
        b"<script data-a='x>y'>if (a <b) {" + b"x = y + z; " * 4000 + b"}</script><p>text</p>",
        b"<div data-state='" + b'{"key": "some value, and more"}, ' * 2000 + b"'>text</div>",
        b'<a title="it\'s" href="x">' + b"don't and can't and " * 2000 + b"</a>",
        b"<style>a <b { color: red } " + b"p { margin: 0 auto } " * 2000 + b"</style>",
    ],
    ids=["comparison", "odd script", "long value", "apostrophes", "style"],
)
def test_programs_and_long_values_are_no_attributes(page: bytes) -> None:
    body_checks.require_simple(b"<html><body>" + page + b"</body></html>")


@pytest.mark.parametrize("label", ["html", "*/*", "text/htm", "text/html,text/html", "application/force-download", "x/json"])
def test_what_begins_as_html_is_a_page_whatever_it_is_called(label: str) -> None:
    body = b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- built today -->\n<!DOCTYPE html><html><body><p>x</p></body></html>"
    body_checks.require_page(body, label)
    body_checks.require_page(b"<html lang=de><body><p>x</p></body></html>", label)
    for other in (b'{"html": "<html><body>x</body></html>"}', b"busy <html>", b"<rss><channel/></rss>", b"<!-- html --> words"):
        with pytest.raises(BadBody, match="not_html"):
            body_checks.require_page(other, label)
