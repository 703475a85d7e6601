"""Small PDF files made by hand: whole, honest ones, and some that would do harm."""

import zlib
from collections.abc import Sequence


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF of these pages, each a list of lines."""
    return _file([_content(lines) for lines in pages])


def bomb(megabytes: int = 2000) -> bytes:
    """A PDF of one page whose content unfolds to that many megabytes."""
    packer = zlib.compressobj(9)
    block = b"(x) Tj\n" * (1 << 17)
    packed = b"".join(packer.compress(block) for _ in range(megabytes * 1_048_576 // len(block))) + packer.flush()
    return _file([packed], "/Filter /FlateDecode ")


def endless() -> bytes:
    """A PDF whose tree of pages leads to itself."""
    return pdf(["A page"]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")


def _content(lines: Sequence[str]) -> bytes:
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    return f"BT /F1 12 Tf 14 TL 72 720 Td\n{shown}\nET".encode("latin-1")


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(contents: Sequence[bytes], how: str = "") -> bytes:
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, content in enumerate(contents):
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        stream = f"<< {how}/Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"
        objects += [page.encode(), stream]
    found, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(found))
        found += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(found)}\n%%EOF\n"
    return found + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode() + end.encode()
