"""A web archive on loopback that speaks both protocols: the CDX API of the Wayback Machine with raw captures, and the index of
Common Crawl with ranges of WARC files."""

import gzip
import hashlib
import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from misbehaving.server import Ask, Peer, Server

PER_PAGE = 3  # captures in one answer of the index, so that each has to go on


@dataclass
class Kept:
    """One capture. at: fourteen digits."""

    at: str
    url: str
    body: bytes
    status: str = "200"
    mime: str = "text/html"
    record: str = "response"
    where: tuple[str, int, int] = ("", 0, 0)

    @property
    def digest(self) -> str:
        return hashlib.sha1(self.body).hexdigest().upper()[:32]

    @property
    def key(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.netloc.removeprefix('www.')}{parts.path}"

    def warc(self) -> bytes:
        """Its record, as one member of a gzip file."""
        head = f"HTTP/1.1 {self.status} OK\r\nContent-Type: {self.mime}; charset=utf-8\r\nX-Crawl-Content-Encoding: gzip\r\n"
        block = (head + f"Content-Length: {len(self.body)}\r\n\r\n").encode() + self.body
        fields = f"WARC/1.0\r\nWARC-Type: {self.record}\r\nWARC-Target-URI: {self.url}\r\nContent-Length: {len(block)}\r\n"
        return gzip.compress(fields.encode() + b"\r\n" + block + b"\r\n\r\n")


@dataclass
class WebArchive:
    """What is kept, and a server that gives it. crawls: of Common Crawl, by name; each capture is in the one of its year."""

    server: Server
    kept: list[Kept] = field(default_factory=list)
    broken: dict[str, int] = field(default_factory=dict)  # beginning of a target -> answers 503 before it is given
    cut: dict[str, int] = field(default_factory=dict)  # the same -> answers that stop in the middle
    files: dict[str, bytes] = field(default_factory=dict)
    ignores_ranges: bool = False

    def __post_init__(self) -> None:
        self.server.fallback = self.answer

    def keep(
        self, at: str, url: str, body: str | bytes, status: str = "200", mime: str = "text/html", record: str = "response"
    ) -> Kept:
        """Take in a capture."""
        kept = Kept(at, url, body if isinstance(body, bytes) else body.encode(), status, mime, record)
        name = f"crawl-data/CC-MAIN-{at[:4]}-10/segments/1.2/warc/CC-MAIN-{at[:4]}.warc.gz"
        before, packed = self.files.get(name, b""), kept.warc()
        kept.where = (name, len(before), len(packed))
        self.files[name] = before + packed
        self.kept.append(kept)
        return kept

    @property
    def settings(self) -> dict[str, str]:
        return {"WAYBACK_URL": self.server.origin, "COMMONCRAWL_URL": self.server.origin}

    async def answer(self, peer: Peer, ask: Ask) -> None:
        for begins, left in self.broken.items():
            if ask.target.startswith(begins) and left:
                self.broken[begins] = left - 1
                await peer.answer("busy", "503 Service Unavailable")
                return
        status, kind, body, headers = self._given(ask)
        for begins, left in self.cut.items():
            if ask.target.startswith(begins) and left:
                self.cut[begins] = left - 1
                body = body[: len(body) * 2 // 3]
        await peer.answer(body, status, headers, kind=kind)

    def _given(self, ask: Ask) -> tuple[str, str, bytes, dict[str, str]]:
        asked = {name: values[-1] for name, values in parse_qs(urlsplit(ask.target).query).items()}
        if ask.path == "/cdx/search/cdx":
            return "200 OK", "application/json", self._cdx(asked), {}
        if ask.path.startswith("/web/"):
            return self._replay(ask.target)
        if ask.path == "/collinfo.json":
            years = sorted({kept.at[:4] for kept in self.kept}, reverse=True)
            named = [{"id": f"CC-MAIN-{year}-10", "cdx-api": f"{self.server.origin}/CC-MAIN-{year}-10-index"} for year in years]
            return "200 OK", "application/json", json.dumps(named).encode(), {}
        if ask.path.endswith("-index"):
            return self._index(ask.path[9:13], asked)
        return self._file(ask)

    def _chosen(self, asked: dict[str, str]) -> list[Kept]:
        wanted = asked["url"]
        assert asked["matchType"] == "prefix"
        found = [kept for kept in self.kept if kept.key.startswith(wanted) and kept.at >= asked.get("from", "")]
        return sorted(found, key=lambda kept: (kept.key, kept.at))

    def _cdx(self, asked: dict[str, str]) -> bytes:
        found = [kept for kept in self._chosen(asked) if kept.status == "200"]
        first = int(asked.get("resumeKey", "key 0").split()[1])
        rows = [[kept.at, kept.url, kept.mime, kept.status, kept.digest, "99"] for kept in found[first : first + PER_PAGE]]
        more = [[], [f"key {first + PER_PAGE}"]] if len(found) > first + PER_PAGE else []
        return json.dumps([asked["fl"].split(","), *rows, *more] if rows else []).encode()

    def _replay(self, target: str) -> tuple[str, str, bytes, dict[str, str]]:
        at, _, url = target.removeprefix("/web/").partition("id_/")
        same = sorted((kept for kept in self.kept if kept.url == url), key=lambda kept: abs(int(kept.at) - int(at)))
        if not same:
            return "404 Not Found", "text/html", b"no capture", {}
        if same[0].at != at:
            return "302 Found", "text/html", b"", {"Location": f"/web/{same[0].at}id_/{url}"}
        then = {"X-Archive-Orig-ETag": '"then"', "X-Archive-Orig-Transfer-Encoding": "chunked", "ETag": '"of the archive"'}
        return "200 OK", same[0].mime, same[0].body, then

    def _index(self, year: str, asked: dict[str, str]) -> tuple[str, str, bytes, dict[str, str]]:
        found = [kept for kept in self._chosen(asked) if kept.at.startswith(year)]
        if not found:
            return "404 Not Found", "application/json", b'{"message": "No Captures found for: x"}', {}
        if "showNumPages" in asked:
            pages = -(-len(found) // PER_PAGE)
            return "200 OK", "application/json", json.dumps({"pages": pages, "pageSize": 5, "blocks": pages}).encode(), {}
        first = int(asked["page"]) * PER_PAGE
        rows = [
            {
                "timestamp": kept.at, "url": kept.url, "mime": kept.mime, "status": kept.status, "digest": kept.digest,
                "filename": kept.where[0], "offset": str(kept.where[1]), "length": str(kept.where[2]), "languages": "eng",
            }
            for kept in found[first : first + PER_PAGE]
        ]  # fmt: skip
        return "200 OK", "text/x-ndjson", "".join(json.dumps(row) + "\n" for row in rows).encode(), {}

    def _file(self, ask: Ask) -> tuple[str, str, bytes, dict[str, str]]:
        whole = self.files.get(ask.path.removeprefix("/"))
        if whole is None:
            return "404 Not Found", "text/plain", b"", {}
        first, last = map(int, ask.headers["range"].removeprefix("bytes=").split("-"))
        if self.ignores_ranges:
            return "200 OK", "application/octet-stream", whole, {}
        part = whole[first : last + 1]
        return "206 Partial Content", "application/octet-stream", part, {"Content-Range": f"bytes {first}-{last}/{len(whole)}"}
