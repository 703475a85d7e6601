"""`make demo`: serve the bundled replica newsroom on loopback, crawl it over real HTTP, show what came out."""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

OUTPUT = Path("output/demo")
SITE = "minmetals"
SEED = 2019
ARTICLES = 60
START_SECONDS = 30
INTERRUPTED = 130  # exit code after Ctrl-C, as shells have it
NOTE = "This is the demo. Its releases are invented, so the links to them lead nowhere: the real website has no such pages."


@contextmanager
def replica(seed: int, articles: int) -> Iterator[str]:
    """A replica under way in a process of its own; gives its address, `http://127.0.0.1:PORT`."""
    command = [sys.executable, "-m", "tests.replica", "--seed", str(seed), "--port", "0", "--articles", str(articles)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)  # Ctrl-C is not for it
    try:
        assert process.stdout is not None
        found = re.search(r"listening on (127\.0\.0\.1:\d+)", process.stdout.readline())
        if found is None:
            raise SystemExit("the replica did not start; run `python -m tests.replica` to see why")
        yield f"http://{found[1]}"
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo into the folder that is named, `output/demo` by default; returns the exit code of the crawl."""
    parser = argparse.ArgumentParser(prog="python -m tests.replica.demo", description=__doc__)
    parser.add_argument("output", nargs="?", type=Path, default=OUTPUT, help=f"where results go (default {OUTPUT})")
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"releases of the newsroom (default {ARTICLES})")
    options = parser.parse_args(arguments)
    output: Path = options.output
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # who started this held it back until now
        return _demo(output, options.articles)
    except KeyboardInterrupt:
        print(f"\nStopped. What was stored is in {output}/, and the next demo goes on from there.")
        return INTERRUPTED


def _demo(output: Path, articles: int) -> int:
    began = time.monotonic()
    print(f"Crawling a replica of the China Minmetals newsroom into {output}/ ...", flush=True)
    with replica(SEED, articles) as proxy:
        code = _crawl(output, proxy)
    _show(output / SITE / "articles.jsonl")
    print(
        f"\nDone in {time.monotonic() - began:.0f} s. Run it again: a second run finds nothing new and asks for nothing twice."
    )
    print(_next(output))
    return code


def _crawl(output: Path, proxy: str) -> int:
    """The crawl, through the replica; its summary is printed when it has ended, and not after Ctrl-C."""
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    command = [
        sys.executable, "-m", "crawler.commands.program", "crawl", SITE, "-s", f"OUTPUT_DIR={output}", "-s", "DOWNLOAD_DELAY=0",
        "-s", f"REPORT_NOTE={NOTE}", "-s", "USER_AGENT=newsroom-crawler-demo (+http://127.0.0.1)", "-L", "WARNING",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environment | {"http_proxy": proxy}, stdout=subprocess.PIPE, start_new_session=True)
    try:
        summary, _ = process.communicate()
    except KeyboardInterrupt:
        process.terminate()  # it closes its files
        process.communicate()
        raise
    sys.stdout.write(summary.decode("utf-8", "replace"))
    sys.stdout.flush()
    return process.returncode


def _next(output: Path) -> str:
    """Three commands to go on with, as they can be typed here."""
    program = Path(sys.executable).with_name("newsroom")
    found = shutil.which("newsroom")
    typed = "newsroom" if found and Path(found).resolve() == program.resolve() else os.path.relpath(program)
    if not program.exists():
        typed = f"{os.path.relpath(sys.executable)} -m crawler.commands.program"
    rows = (
        (f"sites -s OUTPUT_DIR={output}", "all newsrooms at a glance"),
        (f"export {SITE} --format csv -s OUTPUT_DIR={output}", "the releases as a table"),
        (f"crawl {SITE} -a max_articles=5", "the real newsroom: five releases"),
    )
    return "\nNext:\n" + "\n".join(f"  {typed} {line:{max(len(row) for row, _ in rows)}}  # {why}" for line, why in rows)


def _show(journal: Path) -> None:
    lines = journal.read_text("utf-8").splitlines() if journal.exists() else []
    print(f"\n{len(lines)} lines in {journal}; the newest release:")
    newest = max(map(json.loads, lines), key=lambda each: (str(each["published"]), each["id"]), default=None)
    for article in [newest] if newest else []:
        for name in ("id", "title", "published", "section", "layout", "text"):
            value = str(article[name])
            print(f"  {name:10} {value if len(value) <= 96 else value[:95] + '…'}")


if __name__ == "__main__":
    sys.exit(main())
