"""`make demo`: serve the bundled replica newsroom on loopback, crawl it over real HTTP, show what came out."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OUTPUT = Path("output/demo")
SITE = "minmetals"
SEED = 2019
ARTICLES = 60
START_SECONDS = 30
NOTE = "This is the demo. Its releases are invented, so the links to them lead nowhere: the real website has no such pages."


@contextmanager
def replica(seed: int, articles: int) -> Iterator[str]:
    """A replica under way in a process of its own; gives its address, `http://127.0.0.1:PORT`."""
    command = [sys.executable, "-m", "tests.replica", "--seed", str(seed), "--port", "0", "--articles", str(articles)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"listening on (127\.0\.0\.1:\d+)", process.stdout.readline())
        if found is None:
            raise SystemExit("the replica did not start; run `python -m tests.replica` to see why")
        yield f"http://{found[1]}"
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def main() -> int:
    """Run the demo; returns the exit code of the crawl."""
    began = time.monotonic()
    print(f"Crawling a replica of the China Minmetals newsroom into {OUTPUT}/ ...", flush=True)
    with replica(SEED, ARTICLES) as proxy:
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        command = [
            str(Path(sys.executable).with_name("scrapy")), "crawl", SITE, "-s", f"OUTPUT_DIR={OUTPUT}",
            "-s", "DOWNLOAD_DELAY=0", "-s", f"REPORT_NOTE={NOTE}", "-L", "WARNING",
        ]  # fmt: skip
        code = subprocess.run(command, env=environment | {"http_proxy": proxy}, check=False).returncode
    _show(OUTPUT / SITE / "articles.jsonl")
    print(
        f"\nDone in {time.monotonic() - began:.0f} s. Run it again: a second run finds nothing new and asks for nothing twice."
    )
    return code


def _show(journal: Path) -> None:
    lines = journal.read_text("utf-8").splitlines() if journal.exists() else []
    print(f"\n{len(lines)} lines in {journal}; the last one:")
    for line in lines[-1:]:
        article = json.loads(line)
        for name in ("id", "title", "published", "section", "layout", "text"):
            value = str(article[name])
            print(f"  {name:10} {value if len(value) <= 96 else value[:95] + '…'}")


if __name__ == "__main__":
    sys.exit(main())
