"""What people expect of a repository: files of its services that can be read, programs that say what they do."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from _pytest.terminal import format_session_duration

from crawler.configuration.file import PLACEHOLDER

ROOT = Path(__file__).parents[2]
# Started by other programs of the tests, with arguments that nobody types; and the program itself, which has an overview.
NOT_TYPED = {
    "tests/crawl/warm.py", "tests/crawl/misbehaving/many.py", "crawler/commands/program.py", "crawler/extract/pdf_lines.py",
}  # fmt: skip
RUN_HERE = (
    "crawler.reasons", "crawler.schema", "crawler.extract.pdf_lines", "tests.guarantees", "tests.dependencies",
    "tests.replica.demo",
)  # fmt: skip


def runnable() -> list[str]:
    files = [path for folder in ("crawler", "tests", "bench") for path in sorted((ROOT / folder).rglob("*.py"))]
    found = [path for path in files if re.search(r'^if __name__ == "__main__":', path.read_text("utf-8"), re.M)]
    return [path.relative_to(ROOT).as_posix() for path in found]


def test_every_module_that_can_be_run_has_help() -> None:
    """Remedy: argparse, with the module's docstring."""
    without = [path for path in runnable() if "argparse.ArgumentParser(" not in (ROOT / path).read_text("utf-8")]
    assert set(without) - NOT_TYPED == set()


@pytest.mark.parametrize("name", RUN_HERE)
def test_help_is_printed(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", [name, "--help"])
    monkeypatch.delitem(sys.modules, name, raising=False)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(name, run_name="__main__")
    assert not ended.value.code
    assert "usage:" in capsys.readouterr().out


def test_readme_shows_what_make_test_prints() -> None:
    """Its lines are those of the Makefile and of pytest; figures are those of the last run that somebody looked at."""
    shown = re.search(r"^```\n\$ make test\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    rule = re.search(r"^test:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert shown is not None
    assert rule is not None
    command = next(line[1:] for line in rule[1].splitlines() if line.startswith("\t$")).replace("$(BIN)", ".venv/bin")
    said = re.findall(r"printf '([^']+)'", rule[1])
    started, gap, summary, *shares = shown[1].splitlines()
    assert (started, gap) == (command, "...")
    found = re.fullmatch(r"\d+ passed(?:, \d+ skipped)?(?:, \d+ warnings?)? in (([\d.]+)s \(.*\)|[\d.]+s)", summary)
    assert found is not None
    assert found[1] == format_session_duration(float(found[2] or found[1][:-1]))
    assert [re.sub(r"\d+$", "", share) for share in shares] == said
    floor = re.search(r"--fail-under=(\d+)", rule[1])
    assert floor is not None
    assert int(shares[1].split()[-1]) >= int(floor[1])


@pytest.mark.parametrize("path", [".github/workflows/ci.yml", "docs/schedules/ci-workflow.yml"])
def test_workflows_can_do_no_more_than_they_need(path: str) -> None:
    """What zizmor asks of a workflow. Remedy: values go to a script by `env`, a job names the permissions it needs."""
    yaml: Any = pytest.importorskip("yaml", reason="PyYAML is not installed")
    workflow = yaml.safe_load((ROOT / path).read_text("utf-8"))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert job["timeout-minutes"]
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            assert not step.get("uses", "").startswith("actions/checkout") or step["with"] == {"persist-credentials": False}


def test_the_address_of_the_project_is_a_placeholder_in_the_places_that_are_named() -> None:
    where = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Its address")[2]
    files = [ROOT / name for name in ("pyproject.toml", "README.md")] + sorted((ROOT / "crawler").rglob("*.py"))
    found = {path.relative_to(ROOT).as_posix() for path in files if PLACEHOLDER in path.read_text("utf-8")}
    assert found == set(re.findall(r"`([\w/]+\.(?:py|toml|md))`", where))


def test_files_of_services_can_be_read() -> None:
    yaml: Any = pytest.importorskip("yaml", reason="PyYAML is not installed")
    read = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github").rglob("*.yml")}
    read["pre-commit"] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert set(read["ci.yml"]["jobs"]) == {"lint", "test", "docs", "wheel"}
    assert all(each["cooldown"]["default-days"] >= 7 for each in read["dependabot.yml"]["updates"])
    for name in ("bug.yml", "newsroom-misread.yml"):
        assert {"name", "description", "body"} <= set(read[name])
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    commands = [step.get("run", "") for job in read["ci.yml"]["jobs"].values() for step in job["steps"]]
    asked = set(re.findall(r"make (\w+)", "\n".join(commands)))
    assert asked == {"lint", "test"}
    assert asked < targets


def test_another_copy_of_the_project_is_not_tested_instead(tmp_path: Path) -> None:
    """What PYTHONPATH has comes before this folder in the commands that tests start: their lines would not be counted."""
    (tmp_path / "crawler").mkdir()
    (tmp_path / "crawler" / "items.py").touch()
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", __file__]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    sentence = f"PYTHONPATH has another copy of this project: {tmp_path}. Unset PYTHONPATH to test this one."
    assert sentence in done.stdout + done.stderr
