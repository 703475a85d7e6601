"""Accuracy, CPU and memory of this project's extractor and its peers: same pages, same metric, pages interleaved.

    .venv/bin/python -m pip install -e '.[bench]'     # or: uv pip install -e '.[bench]'
    python bench/train_extraction.py --folds 5 --save folds     weights that have not seen the pages they are used on
    python bench/accuracy.py --folds folds                      the table, ours cross-validated
    python bench/accuracy.py --sets gne_zh --tools ours,trafilatura
    python bench/accuracy.py --folds folds --learned            ours with what it learned from the other pages of the site
    python bench/accuracy.py --folds folds --fields             titles and days of ours; its text on replicas of other styles

Nothing is fetched. The pages are not part of the project, and none may be put into it: the texts are their publishers', the
annotations those of public benchmarks (scrapinghub, fundus, GeneralNewsExtractor, CWCED and WCXB, MIT or CC-BY-4.0). They are
read from $NEWSROOM_SHARED/data/extraction, by default ../shared/data/extraction beside the clone, as `SET.jsonl.xz`, one page
a line with id, url, site, html and text.

Metric: mean over pages of F1 over token multisets (folded words, each Han or kana character one), as in the public
benchmarks. CPU: user and system milliseconds a page, all fields included, each page given to every tool in turn. Memory:
peak resident megabytes of a process that reads 60 pages with one tool alone. Peers that are not installed are left out.
"""

import argparse
import collections
import importlib
import multiprocessing
import pathlib
import re
import statistics
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from bench.annotated import SETS, data_folder, domain, f1, fold_of, load, tokens
from bench.replica_pages import TEST_SEEDS, replica_pages
from crawler.extract.article import read_generic
from crawler.extract.block_model.model import Model, unpack
from crawler.extract.block_model.select import study
from crawler.extract.block_model.template import learn_from
from crawler.page.page import Page

Tool = Callable[[dict[str, Any]], str]
_MEMORY_PAGES = 60
_REPLICA_PAGES = 8  # of each newsroom
_SEVERAL = 3  # pages of one site from which a template is learned
_TAG = re.compile(r"<[^>]*>")


def weights(folder: pathlib.Path | None) -> Callable[[dict[str, Any]], Model | None]:
    """For a page the model of the fold that has not seen the page's domain; the shipped one (None) without a folder."""
    files = sorted(folder.glob("fold*of*.npz")) if folder else []

    @cache
    def load_fold(number: int) -> Model:
        with np.load(files[number], allow_pickle=False) as arrays:
            return unpack({name: arrays[name] for name in arrays.files})

    return lambda page: load_fold(fold_of(domain(page), len(files))) if files else None


def ours(folder: pathlib.Path | None) -> Tool:
    """This project's extractor."""
    model_of = weights(folder)
    return lambda page: read_generic([Page(page["url"], page["html"])], model=model_of(page)).text


def _trafilatura() -> Tool:
    module = importlib.import_module("trafilatura")
    return lambda page: module.extract(page["html"], url=page["url"] or None, favor_precision=True, include_comments=False) or ""


def _readability() -> Tool:
    module, html = importlib.import_module("readability"), importlib.import_module("lxml.html")

    def read(page: dict[str, Any]) -> str:
        summary = module.Document(page["html"]).summary()
        return str(html.fromstring(summary).text_content()) if summary.strip() else ""

    return read


def _resiliparse() -> Tool:
    module = importlib.import_module("resiliparse.extract.html2text")
    return lambda page: str(module.extract_plain_text(page["html"], main_content=True))


def _magic_html() -> Tool:
    extractor = importlib.import_module("magic_html").GeneralExtractor()

    def read(page: dict[str, Any]) -> str:
        found = extractor.extract(page["html"], base_url=page["url"], html_type="article")
        return _TAG.sub(" ", found.get("html") or "")

    return read


def _newspaper() -> Tool:
    module = importlib.import_module("newspaper")

    def read(page: dict[str, Any]) -> str:
        language = "zh" if page.get("lang") == "zh" else "en"
        article = module.Article(page["url"] or "http://example.com/", language=language, fetch_images=False)
        article.download(input_html=page["html"])
        article.parse()
        return str(article.text)

    return read


PEERS: dict[str, Callable[[], Tool]] = {
    "trafilatura": _trafilatura, "readability-lxml": _readability, "resiliparse": _resiliparse,
    "magic-html": _magic_html, "newspaper4k": _newspaper,
}  # fmt: skip


def tools(names: list[str], folder: pathlib.Path | None) -> dict[str, Tool]:
    """The tools of these names that are installed."""
    found: dict[str, Tool] = {}
    for name in names:
        try:
            found[name] = ours(folder) if name == "ours" else PEERS[name]()
        except ImportError:
            print(f"{name} is not installed")
    return found


def articles(name: str, limit: int) -> Iterator[dict[str, Any]]:
    """Article pages of a set, at most `limit`."""
    pages = (page for page in load(name) if page.get("ptype") in (None, "article"))
    for _, page in zip(range(limit), pages, strict=False):
        yield page


def measure(found: dict[str, Tool], sets: list[str], limit: int) -> None:
    """Print F1 and CPU of each tool on each set."""
    print(f"{'set':14}{'pages':>6}" + "".join(f"{name:>24}" for name in found))
    for name in sets:
        scores, cpu = collections.defaultdict(list), collections.Counter[str]()
        for page in articles(name, 1):  # models and tables are loaded before anything is measured
            for tool, read in found.items():
                _read(tool, read, page)
        for page in articles(name, limit):
            truth = tokens(page["text"])
            for tool, read in found.items():
                start = time.process_time()
                text = _read(tool, read, page)
                cpu[tool] += 1000 * (time.process_time() - start)  # type: ignore[assignment]
                scores[tool].append(f1(tokens(text), truth))
        count = len(next(iter(scores.values()), []))
        cells = (f"{statistics.fmean(scores[tool]):>12.4f} {cpu[tool] / max(1, count):>8.1f} ms" for tool in found)
        print(f"{name:14}{count:6}" + "".join(cells), flush=True)


def measure_learned(names: list[str], folder: pathlib.Path | None) -> None:
    """Print F1 of ours alone, with the template of all the site's pages and with that of its others, where there are several."""
    model_of = weights(folder)
    for name in names:
        sites = collections.defaultdict(list)
        for page in articles(name, 1_000_000):
            sites[domain(page)].append(page)
        scores = [score for pages in sites.values() if len(pages) >= _SEVERAL for score in _of_site(pages, model_of(pages[0]))]
        if scores:
            alone, learned, others = zip(*scores, strict=True)
            worse = [sum(each < one - 1e-9 for each, one in zip(found, alone, strict=True)) for found in (learned, others)]
            print(
                f"{name:14}{len(alone):6} alone {statistics.fmean(alone):.4f} with template {statistics.fmean(learned):.4f}"
                f" of the others {statistics.fmean(others):.4f}  pages worse {worse[0]}, {worse[1]}", flush=True,
            )  # fmt: skip


def measure_fields(names: list[str], folder: pathlib.Path | None) -> None:
    """Print where our title is exact and our day right; then F1 of replica pages in styles kept out of training."""
    model_of = weights(folder)
    for name in names:
        titles, days = [], []
        for page in articles(name, 1_000_000):
            found = read_generic([Page(page["url"], page["html"])], model=model_of(page))
            if page.get("title"):
                titles.append(tokens(found.title or "") == tokens(page["title"]))
            if page.get("date"):
                days.append((found.published or "")[:10] == page["date"][:10])
        print(f"{name:14} titles {sum(titles)} of {len(titles)}  days {sum(days)} of {len(days)}", flush=True)
    held = list(replica_pages(TEST_SEEDS, _REPLICA_PAGES, held_out=True))
    model = model_of({"url": held[0].url})
    read = (read_generic([Page(each.url, each.body, each.content_type)], model=model).text for each in held)
    scores = [f1(tokens(text), tokens(each.text)) for text, each in zip(read, held, strict=True)]
    print(f"{'replica':14} {len(scores)} pages in styles kept out of training {statistics.fmean(scores):.4f}")


def _of_site(pages: list[dict[str, Any]], model: Model | None) -> Iterator[tuple[float, float, float]]:
    """F1 of each page alone, with the template of all pages, and with that of the others, as when a new release arrives."""
    parsed = [Page(page["url"], page["html"]) for page in pages]
    seen = [study(each, model) for each in parsed]
    whole = learn_from(seen)
    for at, (page, each) in enumerate(zip(pages, parsed, strict=True)):
        truth, others = tokens(page["text"]), learn_from(seen[:at] + seen[at + 1 :])
        alone, learned, new = (
            f1(tokens(read_generic([each], template=template, model=model).text), truth) for template in (None, whole, others)
        )
        yield alone, learned, new


def _read(tool: str, read: Tool, page: dict[str, Any]) -> str:
    try:
        return read(page)
    except Exception as error:  # noqa: BLE001  a bench counts a peer's failure as empty text and goes on
        print(f"  {tool} {page['id']}: {type(error).__name__}")
        return ""


def peak(name: str) -> float:
    """Peak resident megabytes of a fresh process that reads some pages with one tool."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (name,))


def _peak(name: str) -> float:
    found = tools([name], None)
    for page in articles("scrapinghub", _MEMORY_PAGES):
        for tool, read in found.items():
            _read(tool, read, page)
    status = pathlib.Path("/proc/self/status").read_text()  # what getrusage says is inherited from the parent
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", help="names, separated by commas")
    parser.add_argument("--tools", default=",".join(["ours", *PEERS]))
    parser.add_argument("--folds", type=pathlib.Path, help="folder with the weights of cross-validation")
    parser.add_argument("--limit", type=int, default=1_000_000, help="pages a set at most")
    parser.add_argument("--memory", action="store_true", help="peak memory too")
    parser.add_argument("--learned", action="store_true", help="only ours, alone and with the template of the site")
    parser.add_argument("--fields", action="store_true", help="only ours: titles and days, and its text on replicas")
    options = parser.parse_args()
    if not data_folder().is_dir():
        raise SystemExit(f"there are no annotated pages in {data_folder()}: --help says where they come from; none is fetched")
    sets = options.sets.split(",") if options.sets else list(SETS)
    if options.learned:
        measure_learned(sets, options.folds)
        return
    if options.fields:
        measure_fields(sets, options.folds)
        return
    found = tools(options.tools.split(","), options.folds)
    measure(found, sets, options.limit)
    if options.memory:
        print("peak MB" + "".join(f"  {name} {peak(name):.0f}" for name in found))


if __name__ == "__main__":
    main()
