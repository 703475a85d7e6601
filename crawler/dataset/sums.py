"""SHA256SUMS: the checksum of every file of a dataset, in the form that `sha256sum -c` reads."""

import hashlib
from pathlib import Path

from crawler.dataset.files import SUMS

_CHUNK = 1 << 20


def digest(path: Path) -> str:
    """sha256 of a file, hex."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def contents(folder: Path) -> list[str]:
    """All files of a dataset but SHA256SUMS, relative, sorted."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != SUMS)


def write_sums(folder: Path, known: dict[str, str]) -> None:
    """Write SHA256SUMS; `known` are digests that were taken already, by relative path."""
    lines = [f"{known.get(name) or digest(folder / name)}  {name}\n" for name in contents(folder)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def read_sums(folder: Path) -> dict[str, str]:
    """Relative path -> digest."""
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    return {name: found for found, _, name in (line.partition("  ") for line in lines if line)}
