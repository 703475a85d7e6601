"""The locked packages: exact versions with hashes, what is installed, and what is known against them; part of `make lint`.

    python -m tests.dependencies

Every package of constraints*.txt must have an exact version and sha256 hashes, both files must agree, and what is installed
must be what is locked. Known holes are looked up by pip-audit where it is installed and reaches its database; where not,
the age of the lock is told, and is wrong from a year on.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
FILES = ("constraints.txt", "constraints-dev.txt")
OLD_DAYS = 365
_PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([A-Za-z0-9.!+_-]+)(?:\s*;[^\\]*)?\s*")
_HASH = re.compile(r"sha256:([0-9a-f]{64})\s*")


class Pin(NamedTuple):
    """One locked package. name: as the index normalises it."""

    name: str
    version: str
    hashes: frozenset[str]


def pins(text: str) -> Iterator[Pin | str]:
    """The packages of a lock file; a line that is none, or one without hashes, as a sentence."""
    for block in re.sub(r"\\\n", " ", re.sub(r"^[ \t]*#.*\n", "", text, flags=re.MULTILINE)).splitlines():
        if not block.strip():
            continue
        first, *rest = block.split(" --hash=")
        pin, hashes = _PIN.fullmatch(first), [_HASH.fullmatch(each) for each in rest]
        if pin is None:
            yield f"not an exact version: {block[:80].strip()}"
        elif not hashes or None in hashes:
            yield f"{pin[1]}: no sha256 hashes"
        else:
            yield Pin(re.sub(r"[-_.]+", "-", pin[1]).lower(), pin[2], frozenset(each[1] for each in hashes if each))


def by_name(text: str) -> dict[str, set[Pin]]:
    """The packages of a lock file; one may have several versions, for several versions of Python."""
    found: defaultdict[str, set[Pin]] = defaultdict(set)
    for pin in pins(text):
        if isinstance(pin, Pin):
            found[pin.name].add(pin)
    return found


def lock_problems(texts: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the lock files (name -> text) by themselves."""
    for file, text in texts.items():
        yield from (f"{file}: {each}" for each in pins(text) if isinstance(each, str))
    first, *others = [by_name(text) for text in texts.values()]
    for other in others:
        yield from (f"{name} is locked in two ways" for name in first.keys() & other.keys() if first[name] != other[name])


def installed_problems(locked: Mapping[str, set[Pin]]) -> Iterator[str]:
    """What is installed in another version than the lock says."""
    for name, allowed in locked.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            continue  # of another platform, or of an extra that this machine does without
        if found not in {pin.version for pin in allowed}:
            yield f"{name} {found} is installed, {' or '.join(sorted(pin.version for pin in allowed))} is locked"


def audited(answer: str) -> list[str] | None:
    """The holes that pip-audit's JSON names, a sentence each; None where it is no answer."""
    try:
        told = json.loads(answer)["dependencies"]
        holes = [(f"{each['name']} {each['version']}", hole["id"]) for each in told for hole in each.get("vulns") or ()]
        return [f"{what} has a known hole: {name}" for what, name in holes]
    except (ValueError, KeyError, TypeError):
        return None


def ask(program: str | None) -> list[str] | None:
    """The known holes of what is locked; None where pip-audit is missing or has no answer."""
    if program is None:
        return None
    command = [program, "--require-hashes", "--disable-pip", "--progress-spinner=off", "-f", "json", "-r", str(ROOT / FILES[-1])]
    try:
        return audited(subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stdout)
    except (OSError, subprocess.TimeoutExpired):
        return None


def age_in_days() -> int:
    """Of the lock: since it was committed, or written where there is no history."""
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct", "--", *FILES]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        said = ""
    since = int(said) if said.isdigit() else max((ROOT / file).stat().st_mtime for file in FILES)
    return max(0, int((time.time() - since) / 86_400))


def main() -> int:
    """Print what is wrong; 1 where anything is."""
    texts = {file: (ROOT / file).read_text("utf-8") for file in FILES}
    locked = by_name("\n".join(texts.values()))
    problems = [*lock_problems(texts), *installed_problems(locked)]
    holes = ask(shutil.which("pip-audit"))
    note = "pip-audit knows nothing against them"
    if holes is None:
        days = age_in_days()
        note = f"pip-audit has no answer here, the lock is {days} days old"
        problems += [f"{note}: run `make lock`"] if days > OLD_DAYS else []
    problems += holes or []
    print("\n".join(problems) or f"dependencies: {len(locked)} locked with hashes, the installed ones are those; {note}")
    return 1 if problems else 0


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    sys.exit(main())
