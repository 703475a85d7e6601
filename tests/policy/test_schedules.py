"""The ready-made schedules in docs/ are right as they stand."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SCHEDULES = ROOT / "docs" / "schedules"
UNITS = sorted(path.name for path in SCHEDULES.glob("*.*") if path.suffix in {".service", ".timer"})
RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=True, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string((SCHEDULES / name).read_text("utf-8"))
    return parser


def crontab_field(text: str, low: int, high: int) -> bool:
    """Whether a field of a crontab line is right: `*`, `7`, `1-5`, `*/6`, `9,21`."""
    for part in text.split(","):
        found = re.fullmatch(r"(?:\*|(\d+)(?:-(\d+))?)(?:/(\d+))?", part)
        if found is None or any(not low <= int(number) <= high for number in found.groups()[:2] if number):
            return False
    return True


def test_units_run_commands_that_exist() -> None:
    assert UNITS == ["newsroom-overdue.service", "newsroom-overdue.timer", "newsroom@.service", "newsroom@.timer"]
    for name in UNITS:
        found = unit(name)
        if name.endswith(".service"):
            command = found["Service"]["ExecStart"].split()
            assert command[0] == "/opt/newsroom/.venv/bin/scrapy"
            assert (ROOT / "crawler" / "commands" / f"{command[1]}.py").exists()
            assert found["Service"]["Type"] == "oneshot"
        else:
            assert found["Install"]["WantedBy"] == "timers.target"
            assert (SCHEDULES / name.replace(".timer", ".service")).exists()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    program = tmp_path / "opt/.venv/bin/scrapy"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for name in UNITS:
        text = (SCHEDULES / name).read_text("utf-8").replace("/opt/newsroom", str(tmp_path / "opt"))
        (tmp_path / name.replace("@.", "@minmetals.")).write_text(text.replace("User=newsroom", "User=root"))
    names = [str(tmp_path / name.replace("@.", "@minmetals.")) for name in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *names], capture_output=True, text=True, timeout=60)
    ours = [line for line in done.stderr.splitlines() if "newsroom" in line]
    assert ours == []
    for name in UNITS:
        if name.endswith(".timer"):
            moment = unit(name)["Timer"]["OnCalendar"]
            subprocess.run(["systemd-analyze", "calendar", moment], check=True, capture_output=True, timeout=60)


def test_the_crontab_is_right() -> None:
    jobs = []
    for line in (SCHEDULES / "newsroom.crontab").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#") or re.match(r"[A-Z]+=", line):
            continue
        *fields, command = line.split(None, 5)
        assert len(fields) == 5
        assert all(crontab_field(field, low, high) for field, (low, high) in zip(fields, RANGES, strict=True)), line
        assert "%" not in command, "cron takes % for a line break"
        subprocess.run(["sh", "-n", "-c", command], check=True, timeout=60)
        jobs.append(command)
    assert len(jobs) == 3
    for name in re.findall(r"scrapy (\w+)", " ".join(jobs)):
        assert (ROOT / "crawler" / "commands" / f"{name}.py").exists()


@pytest.mark.parametrize(("code", "mailed"), [(0, False), (10, False), (20, True)])
def test_cron_mails_what_needs_a_look(tmp_path: Path, code: int, mailed: bool) -> None:
    """Each line as cron runs it, with a program that prints its arguments and ends so."""
    program = tmp_path / ".venv" / "bin" / "scrapy"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\necho "$@"\nexit {code}\n')
    program.chmod(0o755)
    (tmp_path / "output").mkdir()
    for line in re.findall(r"^(?:[0-9*,/-]+ ){5}(.*)$", (SCHEDULES / "newsroom.crontab").read_text("utf-8"), re.M):
        command = line.replace("/opt/newsroom", str(tmp_path))
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=False)
        assert bool(done.stdout) == (mailed or (code == 10 and "overdue" in line)), line
        assert done.stderr == ""


@pytest.mark.parametrize(
    ("field", "right"), [("*", True), ("61", False), ("1-5", True), ("*/6", True), ("9,21", True), ("a", False), ("1-", False)]
)
def test_crontab_fields(field: str, right: bool) -> None:
    assert crontab_field(field, 0, 59) == right


def test_the_workflow_is_right() -> None:
    yaml: Any = pytest.importorskip("yaml", reason="PyYAML is not installed")
    workflow = yaml.safe_load((SCHEDULES / "ci-workflow.yml").read_text("utf-8"))
    triggers = workflow[True]  # YAML 1.1 takes the key `on` for a truth value
    fields = triggers["schedule"][0]["cron"].split()
    assert all(crontab_field(field, low, high) for field, (low, high) in zip(fields, RANGES, strict=True))
    job = workflow["jobs"]["crawl"]
    for site in job["strategy"]["matrix"]["site"]:
        assert (ROOT / "spiders" / f"{site}.py").exists()
    for step in job["steps"]:
        assert ("uses" in step) != ("run" in step)
        if "run" in step:
            script = re.sub(r"\$\{\{.*?\}\}", "x", step["run"])
            subprocess.run(["sh", "-n", "-c", script], check=True, timeout=60)
        else:
            assert re.fullmatch(r"[\w.-]+(?:/[\w.-]+)+@v\d+", step["uses"])


def test_logs_do_not_grow_for_ever() -> None:
    for line in (SCHEDULES / "newsroom.crontab").read_text("utf-8").splitlines():
        assert ("--logfile" in line) == ("LOG_FILE_KEEP=" in line), line
        assert ">>" not in line, line
    for name in UNITS:
        if name.endswith(".service"):
            assert unit(name)["Service"]["StandardOutput"] == "journal"


def test_secrets_are_never_on_a_command_line() -> None:
    for path in SCHEDULES.iterdir():
        for line in path.read_text("utf-8").splitlines():
            assert not re.search(r"scrapy.*ALERT_(?:WEBHOOK|TARGETS)", line), path


def test_operations_names_every_file_and_verdict() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    for word in ("ok", "quiet", "degraded", "drift", "blocked", "unreachable", "storage", "crash", "locked"):
        assert f"`{word}`" in text
    for link in re.findall(r"\]\((schedules/[^)]*)\)", text):
        assert (ROOT / "docs" / link).exists()
