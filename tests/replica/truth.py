"""From releases to what a clean reader must find of them."""

import collections
import re
import unicodedata
from collections.abc import Sequence

from tests.replica.catalogue import ALIASES, GROUPS, LAYOUTS
from tests.replica.model import Expected, Paragraph, Piece, Release

_TOKEN = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")
_BLANKS = re.compile(r"[ \t\r\n\u00a0\u3000]+")


def paragraphs(pieces: Sequence[Piece]) -> tuple[Paragraph, ...]:
    """The paragraphs of a body: list items, captions and table rows one each, cells joined by ` | `."""
    found = []
    for piece in pieces:
        if piece.kind == "table":
            found += [Paragraph("row", " | ".join(row)) for row in piece.rows]
        elif piece.kind == "figure":
            if piece.picture and piece.picture.caption:
                found.append(Paragraph("caption", piece.picture.caption))
        else:
            found.append(Paragraph(piece.kind, _BLANKS.sub(" ", piece.text).strip()))
    return tuple(found)


def addresses(release: Release) -> tuple[str, ...]:
    """Every http address that shows the release now, the canonical host's own section first."""
    host = release.channel.host
    own = [release.path, *(path for key, path in release.paths.items() if key != release.channel.key)]
    return tuple(f"http://{name}{path}" for name in (host, *ALIASES.get(host, ())) for path in own)


def identity(release: Release) -> str:
    """Site group and native number."""
    return f"{GROUPS[release.channel.site]}:{release.number}"


def expected(release: Release, twins: Sequence[Release], sections: dict[str, str]) -> Expected:
    """The truth of a release; `twins` are the other copies of it, `sections` the names of the channels by key."""
    story, copies = release.story, (release, *twins)
    base = f"http://{release.channel.host}{release.path.rpartition('/')[0]}/"
    return Expected(
        site=release.channel.site,
        ids=tuple(identity(each) for each in copies),
        urls=tuple(url for each in copies for url in addresses(each)),
        title=story.title,
        subtitle=story.subtitle,
        published=release.printed.isoformat() if release.printed else None,
        url_date=release.url_date.isoformat(),
        listing_date=release.listed.isoformat(),
        language=story.language,
        sections=tuple(sections[key] for each in copies for key in each.paths),
        source=release.source,
        paragraphs=paragraphs(story.pieces),
        images=tuple((base + picture.name[2:], picture.caption) for picture in story.pictures),
        attachments=tuple((base + document.name[2:], document.title) for document in story.documents),
        links=tuple((piece.link[1], piece.link[0]) for piece in story.pieces if piece.link),
        layouts=tuple(LAYOUTS[each.channel.generation] for each in copies),
        cases=story.cases,
    )


def token_f1(found: str, wanted: str) -> float:
    """F1 over token multisets."""
    a, b = (collections.Counter(_TOKEN.findall(unicodedata.normalize("NFKC", each).casefold())) for each in (found, wanted))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if a or b else 1.0
