"""What every company file must be: a declaration, polite, small, and with a saved page for each of its layouts."""

import ast
import importlib
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.errors import DeclarationError
from crawler.site import EXAMPLE, MIN_DELAY, Site, declaration
from crawler.spider import NewsroomSpider

ROOT = Path(__file__).parents[2]
FILES = sorted(path for path in (ROOT / "spiders").glob("*.py") if path.stem not in ("__init__", "newsroom"))
ALLOWED_IMPORTS = ("crawler.spider", "crawler.site", "crawler.platforms", "crawler.layouts")
MAX_LINES = 15
SHIPPED = {"minmetals", "minmetals_usa", "minmetals_zh", "mcc", "cnmc"}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _spider(path: Path) -> type[NewsroomSpider]:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, NewsroomSpider) and value is not NewsroomSpider
    ]
    assert len(found) == 1
    return found[0]


def test_the_first_newsrooms_are_there() -> None:
    assert {path.stem for path in FILES} >= SHIPPED


@pytest.fixture(params=[*FILES, None], ids=lambda path: path.stem if path else "template")
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Each company file, and what a newcomer begins with."""
    if request.param is not None:
        return Path(request.param)
    written = tmp_path / "example.py"
    written.write_text(EXAMPLE, "utf-8")
    return written


class TestCompanyFile:
    def test_is_one_class_with_a_docstring(self, path: Path) -> None:
        tree = _tree(path)
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        assert len(classes) == 1
        assert ast.get_docstring(tree)

    def test_has_no_method(self, path: Path) -> None:
        forbidden = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.If, ast.For, ast.While, ast.Try)
        assert not [node for node in ast.walk(_tree(path)) if isinstance(node, forbidden)]

    def test_is_a_declaration_of_at_most_15_lines(self, path: Path) -> None:
        node = next(node for node in _tree(path).body if isinstance(node, ast.ClassDef))
        assert node.end_lineno is not None
        assert node.end_lineno - node.lineno + 1 <= MAX_LINES

    def test_imports_declarative_modules_only(self, path: Path) -> None:
        for node in ast.walk(_tree(path)):
            assert not isinstance(node, ast.Import), "a company file needs no plain import"
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").startswith(ALLOWED_IMPORTS)

    def test_declares_a_site_named_like_its_file(self, path: Path) -> None:
        site = _spider(path).site
        assert isinstance(site, Site)
        assert site.name == path.stem == _spider(path).name
        assert not site.generic

    def test_is_polite(self, path: Path) -> None:
        spider = _spider(path)
        assert spider.site.delay >= MIN_DELAY
        assert spider.site.verify_tls
        custom = getattr(spider, "custom_settings", None) or {}
        assert not {"ROBOTSTXT_OBEY", "DOWNLOAD_DELAY", "USER_AGENT", "CONCURRENT_REQUESTS_PER_DOMAIN"} & set(custom)

    def test_has_a_saved_page_for_each_layout(self, path: Path) -> None:
        site = _spider(path).site
        for layout in site.layouts:
            expected = f'"layout": "{layout.name}"'
            saved = (ROOT / "tests" / "sites" / site.name).glob("*/expected.json")
            assert any(expected in file.read_text(encoding="utf-8") for file in saved), f"no saved page of {layout.name}"


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_the_first_newsrooms_have_layouts(name: str) -> None:
    assert _spider(ROOT / "spiders" / f"{name}.py").site.layouts


def test_the_guide_shows_the_template() -> None:
    assert f"```python\n{EXAMPLE}```" in (ROOT / "docs" / "add-a-newsroom.md").read_text("utf-8")


def test_the_template_is_clean_by_the_linter(tmp_path: Path) -> None:
    (tmp_path / "example.py").write_text(EXAMPLE, "utf-8")
    command = [str(Path(sys.executable).with_name("ruff")), "check", "--config", str(ROOT / "pyproject.toml"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "url", "company"),
    [
        ("Example Site", "https://www.example.com/", "Example"),
        ("example", "ftp://www.example.com/", "Example"),
        ("example", "https://www.example.com/", 'Example "Best" Mining'),
        ("example", "no address", "Example"),
    ],
)
def test_what_cannot_be_declared_is_refused(name: str, url: str, company: str) -> None:
    with pytest.raises(DeclarationError):
        declaration(name, url, company)


def test_a_bare_host_is_declared_with_www_too() -> None:
    assert 'hosts=("example.com", "www.example.com"),' in declaration("example", "https://example.com/news/", "Example")


def test_robots_are_obeyed() -> None:
    settings = importlib.import_module("crawler.settings")
    assert settings.ROBOTSTXT_OBEY is True
    assert settings.DOWNLOAD_DELAY >= MIN_DELAY


def test_names_and_groups_are_unique() -> None:
    sites = [_spider(path).site for path in FILES]
    assert len({site.name for site in sites}) == len(sites)
    layouts = [layout.name for site in sites for layout in site.layouts]
    assert len(set(layouts)) == len(layouts)
