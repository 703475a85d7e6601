"""Time, memory and size of a dataset build: `python -m bench.dataset [ARTICLES ...]` (default 10 000, 100 000, 1 000 000).

Each build runs in a process of its own, whose peak of memory is its own. The folder of the journals is removed afterwards.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.synthetic import write_journals
from crawler.dataset.build import build
from crawler.dataset.options import BuildOptions

DEFAULT = (10_000, 100_000, 1_000_000)


def measure(output: Path) -> None:
    """Build the dataset of the journals under `output` and print one line of figures."""
    began = time.monotonic()
    steps: list[tuple[str, float]] = []
    record = build(output, output / "dataset", BuildOptions(), progress=lambda step: steps.append((step, time.monotonic())))
    wall = time.monotonic() - began
    usage = resource.getrusage(resource.RUSAGE_SELF)
    size = sum(path.stat().st_size for path in (output / "dataset").rglob("*") if path.is_file())
    number = record["totals"]["rows"]
    pairs = ", ".join(f"{kind} {count}" for kind, count in record["duplicates"]["pairs"].items())
    print(
        f"{number:>9,} articles: {wall:7.1f} s wall, {usage.ru_utime + usage.ru_stime:7.1f} s CPU, "
        f"{1e6 * wall / number:6.0f} µs an article, peak {usage.ru_maxrss / 1024:6.0f} MB, dataset {size / 1e6:7.1f} MB; {pairs}"
    )
    ends = [at for _, at in steps[1:]] + [began + wall]
    print("          " + ", ".join(f"{step} {end - at:.1f} s" for (step, at), end in zip(steps, ends, strict=True)))


def main(sizes: list[int]) -> None:
    for number in sizes:
        folder = Path(tempfile.mkdtemp(prefix="bench-dataset-"))
        try:
            size = write_journals(folder, number)
            print(f"{number:>9,} articles: journals of {size / 1e6:.1f} million characters", flush=True)
            subprocess.run([sys.executable, "-m", "bench.dataset", "--measure", str(folder)], check=True)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", type=int, default=list(DEFAULT))
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)  # what the processes of their own are told
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
    else:
        main(options.articles)
