"""Fuzzes one target with atheris (extra `fuzz`): no crash, nothing over a second, nothing over 200 MB.

    python -m bench.fuzz articles --seconds 600

The corpus is kept in bench/fuzz/corpus/TARGET, and grows; what fails is written to bench/fuzz/findings/. With
`--replay` only the corpus is run, without atheris: a quick check that nothing known fails again.
"""

import argparse
import importlib
import sys
import time
from pathlib import Path
from types import ModuleType

from crawler.errors import MissingExtra

HERE = Path(__file__).parent
SECONDS, MEGABYTES, BYTES = 1, 200, 65536
SLOWER = 5  # instrumented code, on a machine with other work; the replay measures CPU seconds


def targets() -> ModuleType:
    """The targets, imported late: atheris must see the project's modules being imported."""
    return importlib.import_module("bench.fuzz.targets")


def replay(name: str) -> int:
    """Run the corpus of a target; returns the number of inputs."""
    known = targets()
    files = sorted((HERE / "corpus" / name).glob("*"))
    for file in files:
        began = time.process_time()
        known.one(known.TARGETS[name], file.read_bytes())
        assert time.process_time() - began < SECONDS, f"{file} takes longer than {SECONDS} s"
    return len(files)


def fuzz(name: str, seconds: int) -> None:
    """Fuzz until the time is over or something fails."""
    try:
        import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise MissingExtra("fuzz", "fuzzing") from error
    corpus, findings = HERE / "corpus" / name, HERE / "findings"
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(exist_ok=True)
    with atheris.instrument_imports(include=["crawler"]):
        known = targets()
    known.one(known.TARGETS[name], b"")  # what is loaded once is not the first input's time
    flags = [f"-max_total_time={seconds}", f"-timeout={SECONDS * SLOWER}", f"-rss_limit_mb={MEGABYTES * 4}", f"-max_len={BYTES}"]
    flags += [f"-artifact_prefix={findings}/{name}-", str(corpus)]
    atheris.Setup([sys.argv[0], *flags], lambda payload: known.one(known.TARGETS[name], payload))
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("target", help="a function of bench/fuzz/targets.py; with --replay also `all`")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--replay", action="store_true")
    chosen = parser.parse_args()
    if not chosen.replay:
        fuzz(chosen.target, chosen.seconds)
    for name in targets().TARGETS if chosen.target == "all" else [chosen.target]:
        print(f"{name}: {replay(name)} inputs")


if __name__ == "__main__":
    main()
