"""A newcomer's project: the program as it is, declarations and tests of its own; what `scrapy newsite` writes is proved there."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from running import ROOT, SECONDS, Crawl, environment, of_inner_pytest, scrapy

MODULES = ("-s", "SPIDER_MODULES=declared", "-s", "NEWSPIDER_MODULE=declared")


@dataclass(frozen=True)
class Project:
    """Its folder, and the proxy at which its newsrooms are served."""

    folder: Path
    proxy: str | None = None

    @classmethod
    def make(cls, folder: Path, proxy: str | None = None) -> "Project":
        """A project without any newsroom."""
        (folder / "declared").mkdir(parents=True)
        (folder / "declared" / "__init__.py").touch()
        (folder / "tests" / "sites").mkdir(parents=True)
        shutil.copy(ROOT / "scrapy.cfg", folder)
        shutil.copy(ROOT / "tests" / "sites" / "test_saved_pages.py", folder / "tests" / "sites")
        return cls(folder, proxy)

    def run(self, *line: str) -> subprocess.CompletedProcess[str]:
        """Run a `scrapy` command in it, without pauses."""
        settings = ("-s", f"OUTPUT_DIR={self.folder / 'output'}", "-s", "DOWNLOAD_DELAY=0", "-s", "BACKOFF_SECONDS=0.05")
        known = environment(self.proxy)
        env = known | {"PYTHONPATH": f"{self.folder}:{known.get('PYTHONPATH', '')}"}
        return scrapy(*line, *settings, *MODULES, env=env, cwd=self.folder)

    def crawl(self, name: str, *arguments: str) -> Crawl:
        """Crawl one of its newsrooms to the end."""
        done = self.run("crawl", name, *arguments)
        return Crawl(done.returncode, done.stdout, done.stderr, self.folder / "output" / name)

    def declaration(self, name: str) -> str:
        """The text of a declaration."""
        return (self.folder / "declared" / f"{name}.py").read_text("utf-8")

    def failures(self, name: str) -> str:
        """What the tests of declarations and saved pages say of one of its newsrooms; empty where all pass."""
        self.prepare_tests()
        line = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--rootdir", str(self.folder), "-p", "no:cacheprovider"]
        line += ["-k", name, "tests/policy/test_declarations.py", "tests/sites"]
        env = of_inner_pytest(environment(None)) | {"PYTHONPATH": str(self.folder)}
        done = subprocess.run(line, cwd=self.folder, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    def prepare_tests(self) -> None:
        """Make the project look like a clone of this one, with the newcomer's declarations among the others."""
        for each in ("crawler", "pipelines", "docs", "pyproject.toml"):
            if not (self.folder / each).exists():
                (self.folder / each).symlink_to(ROOT / each)
        shutil.copytree(
            ROOT / "spiders", self.folder / "spiders", ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True
        )
        shutil.copytree(ROOT / "tests" / "policy", self.folder / "tests" / "policy", dirs_exist_ok=True)
        for declaration in (self.folder / "declared").glob("[a-z]*.py"):
            shutil.copy(declaration, self.folder / "spiders")
