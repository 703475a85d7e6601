"""One broken company file is reported, with an example of a right one, and costs no other newsroom."""

import signal
import sys
import warnings
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler import spiderloader
from crawler.spiderloader import NewsroomSpiderLoader

GOOD = '''
from crawler.site import Site
from crawler.spider import NewsroomSpider

class Good(NewsroomSpider):
    site = Site(name="{name}", company="Good Ltd.", language="en", group="{name}", start=("https://{name}.example.com/",),
                hosts=("{name}.example.com",))
'''
BROKEN = {
    "no_hosts": GOOD.format(name="bad").replace('hosts=("bad.example.com",)', "hosts=()"),
    "hasty": GOOD.format(name="hasty").replace("hosts=(", "delay=0.1, hosts=("),
    "syntax": "class Broken(:\n",
    "missing": "import a_module_that_is_not_there\n",
    "raises": "1 / 0\n",
    "script": "import sys\nsys.exit()\n",
    "script_7": "raise SystemExit(7)\n",
    "main": "import sys\ndef main():\n    sys.exit('usage: main FILE')\nmain()\n",
    "interrupts": "raise KeyboardInterrupt\n",
    "cancels": "import asyncio\nraise asyncio.CancelledError\n",
    "own_end": "class End(BaseException):\n    pass\nraise End('over')\n",
}


@pytest.fixture
def companies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    spiderloader._tell.cache_clear()
    package = tmp_path / "companies_under_test"
    package.mkdir()
    (package / "__init__.py").touch()
    for name in ("alpha", "omega"):
        (package / f"{name}.py").write_text(GOOD.format(name=name))
    for name, source in BROKEN.items():
        (package / f"{name}.py").write_text(source)
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [each for each in sys.modules if each.startswith("companies_under_test")]:
        monkeypatch.delitem(sys.modules, name)
    return "companies_under_test"


def test_the_good_ones_are_there_and_each_bad_one_is_named(companies: str, caplog: pytest.LogCaptureFixture) -> None:
    loader = NewsroomSpiderLoader(Settings({"SPIDER_MODULES": [companies]}))
    assert sorted(loader.list()) == ["alpha", "omega"]
    assert sorted(loader.broken) == sorted(f"{companies}.{name}" for name in BROKEN)
    assert all(name in caplog.text for name in BROKEN)


def test_a_file_that_ends_the_program_is_told_so(companies: str) -> None:
    broken = NewsroomSpiderLoader(Settings({"SPIDER_MODULES": [companies]})).broken
    for name in ("script", "script_7", "main", "interrupts", "cancels", "own_end"):
        assert "ends the program" in broken[f"{companies}.{name}"]
    assert broken[f"{companies}.raises"] == "ZeroDivisionError: division by zero"


def test_ctrl_c_while_a_file_is_read_ends_the_command(companies: str, tmp_path: Path) -> None:
    (tmp_path / companies / "beta.py").write_text("import signal\nsignal.raise_signal(signal.SIGINT)\n")
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            NewsroomSpiderLoader(Settings({"SPIDER_MODULES": [companies]}))
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("name", ["no_hosts", "hasty"])
def test_a_bad_declaration_shows_a_right_one(companies: str, name: str) -> None:
    said = NewsroomSpiderLoader(Settings({"SPIDER_MODULES": [companies]})).broken[f"{companies}.{name}"]
    assert "A right declaration:" in said
    assert "class Example(NewsroomSpider):" in said


def test_an_unknown_newsroom_is_answered_with_the_known_and_the_broken_ones(companies: str) -> None:
    loader = NewsroomSpiderLoader(Settings({"SPIDER_MODULES": [companies]}))
    with pytest.raises(KeyError) as raised:
        loader.load("beta")
    said = raised.value.args[0]
    assert said.startswith("no newsroom 'beta'; there are: alpha, omega")
    assert f"left out: {companies}.raises: ZeroDivisionError" in said


def test_a_name_is_of_one_newsroom(companies: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A name is a folder: a declaration that takes another's is left out, an own one of the same newsroom is in its place."""
    (tmp_path / companies / "zeta.py").write_text(GOOD.format(name="alpha").replace("alpha.example.com", "zeta.example.com"))
    own = tmp_path / "own"
    own.mkdir()
    (own / "alpha_again.py").write_text(GOOD.format(name="alpha").replace("Good Ltd.", "Better Ltd."))
    (own / "omega_again.py").write_text(GOOD.format(name="omega").replace("omega.example.com", "other.example.com"))
    with warnings.catch_warnings(action="error"):
        loader = NewsroomSpiderLoader(Settings({"SPIDER_MODULES": [companies], "NEWSROOM_SPIDERS": str(own)}))
    assert {f"{companies}.zeta", "newsrooms.omega_again"} <= loader.broken.keys()
    assert f"the name 'alpha' is that of {companies}.alpha, whose folder it would write into" in caplog.text
    assert [(name, site.company) for name, site in loader.sites().items()] == [("alpha", "Better Ltd."), ("omega", "Good Ltd.")]
    assert loader.other_owner("omega", "https://omega.example.com/press/") is None
    assert loader.other_owner("omega", "https://zeta.example.com/") == "https://omega.example.com/"
    assert loader.other_owner("nobody", "https://zeta.example.com/") is None


def test_all_companies_of_the_project_load() -> None:
    loader = NewsroomSpiderLoader(Settings({"SPIDER_MODULES": ["spiders"]}))
    assert loader.broken == {}
    assert {"minmetals", "minmetals_usa", "minmetals_zh", "mcc", "cnmc", "newsroom"} <= set(loader.list())
