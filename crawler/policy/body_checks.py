"""Whether a body arrived whole and is a page at all. Raises BadBody with a reason word; says nothing about its text."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from crawler.errors import BadBody
from crawler.urls import document_type

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_VAGUE_TYPES = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml"})

_MAGIC = {
    b"%PDF-": "pdf", b"PK\x03\x04": "zip", b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"Rar!": "rar",
    b"7z\xbc\xaf": "7z", b"\xd0\xcf\x11\xe0": "ole", b"\x7fELF": "elf", b"RIFF": "riff", b"MZ\x90": "exe", b"BZh": "bzip2",
    b"\xfd7zXZ": "xz", b"ID3": "mp3", b"OggS": "ogg", b"wOFF": "font", b"wOF2": "font", b"\x00\x00\x01\x00": "icon",
    b"{\\rtf": "rtf", b"II*\x00": "tiff", b"MM\x00*": "tiff", b"\x1a\x45\xdf\xa3": "video", b"SQLite format 3": "sqlite",
    b"\x28\xb5\x2f\xfd": "zstd", b"\x1f\x8b": "gzip", b"%!PS": "postscript",
}  # fmt: skip
_CONTAINERS = frozenset({"zip", "ole", "rtf"})  # what office files begin with
MEDIA_TYPES = {  # of PDF and office files -> the ending of their names
    "application/pdf": "pdf", "text/rtf": "rtf", "application/rtf": "rtf",
    "application/msword": "doc", "application/vnd.ms-excel": "xls", "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt", "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/epub+zip": "epub", "application/ofd": "ofd",
}  # fmt: skip
_FILE_NAME = re.compile(r"filename\*?=[\"']?([^\"';]{1,300})", re.IGNORECASE)
_MAGIC_WINDOW = 1024  # a PDF may begin after some junk
_MARKUP = re.compile(
    rb"<(?:!doctype|!--|html|head|body|title|meta|div|p|table|h[1-6]|a|ul|script|article|section|span|br)[\s>/-]", re.I
)
_HTML_MARK = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.I)
_OF_MEDIA = ("image/", "audio/", "video/", "font/")
_BEGINS_AS_HTML = re.compile(  # which no other format does, whatever a careless server calls it: `html`, `*/*`
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^<>]{0,200}>\s*+)?(?:<!--[^<>]{0,1000}-->\s*+){0,9}+<(?:!doctype\s+html|html)[\s>]", re.I
)
_SNIFFED = 1 << 16

_SHORT_PAGE = 4096  # bytes
_NO_TEXT = re.compile(rb"<!--.*?(?:-->|\Z)|<(script|style|title)\b.*?(?:</\1\s*+>|\Z)|<[^<>]*>", re.S | re.I)
_END_WINDOW = 4096
_CLOSED = re.compile(rb"</(?:html|body|frameset)\s*>", re.I)
_RAW = frozenset({b"script", b"style", b"textarea", b"title"})
# Elements whose end tag HTML does not let anyone omit; one that is open when the document ends was cut, if nothing after
# it closes the document.
_MUST_CLOSE = frozenset(
    b"div table section article main ul ol dl a span h1 h2 h3 h4 h5 h6 form header footer nav aside figure blockquote "
    b"pre select button iframe noscript".split()
)
_MAY_OMIT = frozenset(b"p li dt dd td th tr tbody thead option".split())


# The header by which each validator of a known copy is sent: the page is wanted only if it is no longer that one.
CONDITIONS = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}
_LONGEST_VALIDATOR = 512  # characters; longer ones are not worth their bytes
_PRINTABLE = re.compile(r"[\x20-\x7e]+\Z")


def conditions(validators: Mapping[str, str | None]) -> dict[str, str]:
    """The headers of a conditional request, of the validators that can be sent back."""
    usable = {key: value for key, value in validators.items() if value and len(value) <= _LONGEST_VALIDATOR}
    return {CONDITIONS[key]: value for key, value in usable.items() if _PRINTABLE.match(value)}


def require_status(status: int) -> None:
    """Refuse successful answers that carry no whole page."""
    if status == 206:
        raise BadBody("partial_content", "206 although no range was asked for")
    if status in (204, 205):
        raise BadBody("empty", f"{status} has no body")


def require_whole(flags: Collection[str]) -> None:
    """Refuse what the download handler itself saw to be cut or out of step."""
    if "dataloss" in flags:
        raise BadBody("truncated", "the connection ended before the body did")
    if "download_stopped" in flags:
        raise BadBody("truncated", "the download was stopped")


def require_page(body: bytes, content_type: str) -> None:
    """Refuse bodies that are no HTML, whatever their label says."""
    if not body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise BadBody("empty", "no content")
    kind = magic(body)
    if kind:
        raise BadBody("not_html", f"the body is {kind}, labelled {content_type[:60]!r}")
    label = content_type.partition(";")[0].strip().lower()
    head = body[:_SNIFFED].replace(b"\x00", b"")
    if label in _HTML_TYPES:
        if not _MARKUP.search(head):
            raise BadBody("not_html", "no markup at all")
    elif label in _VAGUE_TYPES:
        if not (_HTML_MARK if label else _MARKUP).search(head):
            raise BadBody("not_html", f"no page, labelled {label[:60]!r}")
    elif label.startswith(_OF_MEDIA) or not _BEGINS_AS_HTML.match(head):
        raise BadBody("not_html", f"content type {label[:60]!r}")


def is_blank(body: bytes) -> bool:
    """Whether a short page has no text at all: what some servers send in place of a 304."""
    return len(body) <= _SHORT_PAGE and not _NO_TEXT.sub(b"", body).strip(b" \t\r\n\x00\xef\xbb\xbf")


def file_kind(body: bytes, content_type: str | None, disposition: str | None, url: str) -> str | None:
    """`pdf`, `docx` ... for a body that is a PDF or an office file, by its first bytes and what is said of it; else None.

    content_type, disposition: headers of the answer. An archive of files is none.
    """
    kind = magic(body)
    if kind == "pdf":
        return "pdf"
    if kind not in _CONTAINERS:
        return None
    named = _FILE_NAME.search(disposition or "")
    label = (content_type or "").partition(";")[0].strip().lower()
    return MEDIA_TYPES.get(label) or (document_type(f"//host/{named[1]}") if named else None) or document_type(url)


def magic(body: bytes) -> str | None:
    """The name of the binary format that a body begins with, or None."""
    head = body[:_MAGIC_WINDOW].lstrip(b"\xef\xbb\xbf \t\r\n")
    for mark, kind in _MAGIC.items():
        if head.startswith(mark):
            return kind
    if head[4:8] == b"ftyp":
        return "mp4"
    return "pdf" if re.search(rb"(?:\A|[\r\n])%PDF-1\.", head) and not _MARKUP.search(head) else None


# A tree costs far more memory than its page; real pages have a hundred to a few thousand elements.
_MOST_ELEMENTS = 25_000
_MOST_BYTES = 4 << 20  # without pictures that are written into the page itself
_INLINE = re.compile(rb"data:[a-zA-Z0-9/+.;=-]{0,100},[A-Za-z0-9+/=%]{1024,}+")
_MOST_ATTRIBUTES = 500  # of one element: the parser compares each with each
_NESTING = re.compile(rb"(?:<([a-zA-Z]{1,12})\b[^<>]{0,200}>\s*)(?:<\1\b[^<>]{0,200}>\s*){63,}+")
_QUOTED = re.compile(rb"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_PROGRAM = re.compile(rb"<(script|style)(?=[\s/>])(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>", re.I)
_PROGRAM_END = {name: re.compile(rb"</" + name, re.I) for name in (b"script", b"style")}
_LONG_TAG = 4096  # bytes; in fewer there is no room for attributes that do harm
_TAG = re.compile(rb"<[a-zA-Z](?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+")


def require_simple(body: bytes) -> None:
    """Refuse pages whose tree would take more memory or time than any real one; deep nesting alone is no harm."""
    if len(body) > _MOST_BYTES:
        size = len(body) - sum(len(found[0]) for found in _INLINE.finditer(body))
        if size > _MOST_BYTES:
            raise BadBody("too_large", f"{size} bytes of page")
    if body.count(b"<") > _MOST_ELEMENTS:
        opened = body.count(b"<") - body.count(b"</") - body.count(b"<!")
        if opened > _MOST_ELEMENTS:
            opened -= sum(found[0].count(b"<") for found in _NESTING.finditer(body))
        if opened > _MOST_ELEMENTS:
            raise BadBody("too_complex", f"{opened} elements")
    if any(len(found[0]) > _LONG_TAG for found in _TAG.finditer(body)):
        _require_few_attributes(_without_programs(body))


def _require_few_attributes(body: bytes) -> None:
    for found in _TAG.finditer(body):
        if len(found[0]) <= _LONG_TAG:
            continue
        names = _QUOTED.sub(b" ", found[0]).replace(b"/", b" ")
        if len(names.split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES:
            raise BadBody("too_complex", f"more than {_MOST_ATTRIBUTES} attributes on one element")


def _without_programs(body: bytes) -> bytes:
    """A page without its scripts and styles, in which `<` is not the beginning of a tag."""
    kept, position = [], 0
    for found in _PROGRAM.finditer(body):
        if found.start() < position:
            continue
        end = _PROGRAM_END[found[1].lower()].search(body, found.end())
        if end is None:
            break
        kept.append(body[position : found.end()])
        position = end.start()
    return b"".join(kept) + body[position:]


def is_closed(body: bytes) -> bool:
    """Whether a page closes its document, near its end or, before trailing junk, anywhere."""
    tail = body[-_END_WINDOW:].replace(b"\x00", b"")
    return bool(_CLOSED.search(tail) or _CLOSED.search(body))


def require_end(body: bytes, *, until_close: bool, others_close: bool, excess: bool = False) -> None:
    """Refuse a page that stops before its end.

    until_close: its length was not announced, so a lost connection looks like an end. others_close: the other pages of
    this site close their documents; excess: more bytes came than its length announced. A page that never closes its
    document is not suspect by itself: HTML lets it be.
    """
    if is_closed(body):
        return
    if excess:
        raise BadBody("bad_length", "the body goes on after its Content-Length")
    plain = body.replace(b"\x00", b"")
    problem = _open_end(plain, until_close)
    if problem is None and until_close and others_close and _HTML_MARK.search(plain[:_SNIFFED]):
        problem = "the document is not closed"
    if problem:
        raise BadBody("cut", problem)


@dataclass(slots=True)
class Ends:
    """How the pages of one host end: those that close their document, and those that do not."""

    closed: int = 0
    open: int = 0

    def require(self, body: bytes, *, until_close: bool, excess: bool) -> None:
        """`require_end` for one more page of this host."""
        others_close = self.closed > 0 and self.open == 0
        require_end(body, until_close=until_close, others_close=others_close, excess=excess)
        if is_closed(body):
            self.closed += 1
        else:
            self.open += 1


def _open_end(body: bytes, until_close: bool) -> str | None:
    """What is still open where the body ends: a tag, a comment, or an element that must be closed.

    A fragment (no html, no body element) of announced length may leave elements open: some publishing systems serve such.
    """
    opened: list[bytes] = []
    closed: set[bytes] = set()
    end = _walk(body, opened, closed)
    if end:
        return end
    if not until_close and not _HTML_MARK.search(body[:_SNIFFED]):
        return None
    for name in reversed(opened):
        if name in _MUST_CLOSE or (name in _MAY_OMIT and name in closed):
            return f"it ends inside <{name.decode()}>"
    return None


def _walk(body: bytes, opened: list[bytes], closed: set[bytes]) -> str | None:
    """Fill the stack of open elements and the names of closed ones; a string if the body ends inside a tag or comment."""
    position = 0
    while found := _NEXT.search(body, position):
        position = found.end()
        mark, what = (b"-->", "comment") if found["name"] is None else (b">", "tag")
        if not found[0].endswith(mark):
            return f"it ends inside a {what}"
        name = (found["name"] or b"").lower()
        if found["close"]:
            closed.add(name)
            _close(opened, name)
        elif name in _RAW:
            end = re.compile(rb"</" + name + rb"\s*>", re.I).search(body, position)
            if not end:
                return f"it ends inside <{name.decode()}>"
            position = end.end()
        elif name in _MUST_CLOSE or name in _MAY_OMIT:
            opened.append(name)
    return None


# A comment, or a tag with its quoted attributes; possessive, so that no input makes it go back over what it has read.
_NEXT = re.compile(
    rb"<!--(?:(?!-->).)*+(?:-->)?"
    rb"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)(?:[^>\"']|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)",
    re.S,
)


def _close(opened: list[bytes], name: bytes) -> None:
    """Close the innermost open element of this name and what it contains; a stray end tag closes nothing."""
    for index in range(len(opened) - 1, max(-1, len(opened) - 200), -1):
        if opened[index] == name:
            del opened[index:]
            return
