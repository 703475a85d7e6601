"""`scrapy genspider` as a newcomer calls it: what it writes is a right declaration; what it cannot declare it refuses."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT, environment, in_project, of_inner_pytest


def genspider(project: Path, *line: str) -> subprocess.CompletedProcess[str]:
    """Run `scrapy genspider` with a folder of spiders in `project`."""
    (project / "declared").mkdir(exist_ok=True)
    (project / "declared" / "__init__.py").touch()
    modules = ("-s", "SPIDER_MODULES=declared", "-s", "NEWSPIDER_MODULE=declared")
    return in_project(project, "genspider", *line, *modules, PYTHONPATH=f"{project}:{environment(None).get('PYTHONPATH', '')}")


def test_genspider_declares_a_newsroom_that_passes_the_policy_tests(tmp_path: Path) -> None:
    done = genspider(tmp_path, "acme_mining", "https://www.acme-mining.example/news/", "--company", "Acme Mining Ltd.")
    assert done.returncode == 0, done.stderr
    written = tmp_path / "declared" / "acme_mining.py"
    assert str(written) in done.stdout
    assert 'company="Acme Mining Ltd."' in written.read_text("utf-8")
    project = tmp_path / "project"
    (project / "tests").mkdir(parents=True)
    for name in ("crawler", "docs", "pyproject.toml"):
        (project / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "spiders", project / "spiders", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "policy", project / "tests" / "policy")
    (project / "tests" / "sites").symlink_to(ROOT / "tests" / "sites")
    shutil.copy(written, project / "spiders")
    line = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--rootdir", str(project), "-p", "no:cacheprovider"]
    line += ["-k", "acme_mining", "tests/policy/test_declarations.py"]
    env = of_inner_pytest(environment(None))
    checked = subprocess.run(line, cwd=project, env=env, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    again = genspider(tmp_path, "acme_mining", "https://www.acme-mining.example/news/")
    assert (again.returncode, "already exists" in again.stdout) == (2, True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("Acme Mining", "https://www.acme.example/"), "name must be a word of lower case"),
        (("acme", "not an address"), "not a web address"),
        (("acme", "https://www.acme.example:8443/"), "[[newsroom]] in newsroom.toml"),
        (("acme", "http://127.0.0.1/news/"), "PRIVATE_HOSTS=127.0.0.1:80 "),
        (("acme", "https://www.acme.example/", "--language", "English!"), "language must be"),
        (("acme",), "give a name and an address"),
    ],
)
def test_genspider_refuses_in_one_line(tmp_path: Path, line: tuple[str, ...], said: str) -> None:
    done = genspider(tmp_path, *line)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (tmp_path / "declared").glob("*.py")] == ["__init__.py"]


def test_genspider_keeps_scrapys_own_templates(tmp_path: Path) -> None:
    assert "basic" in genspider(tmp_path, "--list").stdout
    done = genspider(tmp_path, "other", "example.com", "-t", "basic")
    assert done.returncode == 0, done.stderr
    assert "scrapy.Spider" in (tmp_path / "declared" / "other.py").read_text("utf-8")
