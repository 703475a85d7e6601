"""The check of the locked packages finds what it is for."""

import json
import sys
from pathlib import Path

import pytest

from tests import dependencies
from tests.dependencies import FILES, ROOT, Pin, ask, audited, by_name, installed_problems, lock_problems, pins

HASH = "a" * 64
GOOD = f"""# by uv
acme.Tool[extra]==1.2 ; python_version < '3.12' \\
    --hash=sha256:{HASH} \\
    --hash=sha256:{"b" * 64}
    # via something
"""


def test_the_locks_of_this_project_are_sound() -> None:
    texts = {file: (ROOT / file).read_text("utf-8") for file in FILES}
    assert list(lock_problems(texts)) == []
    assert len(by_name(texts[FILES[1]])) > 50


def test_a_package_is_read_with_its_hashes() -> None:
    assert list(pins(GOOD)) == [Pin("acme-tool", "1.2", frozenset({HASH, "b" * 64}))]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("acme==1.2\n", "no sha256 hashes"), ("acme>=1.2 \\\n    --hash=sha256:" + HASH, "not an exact version"),
        ("acme==1.2 \\\n    --hash=md5:00", "no sha256 hashes"), ("acme @ https://x/acme.whl", "not an exact version"),
        ("-e .", "not an exact version"), ("--index-url https://evil.example/", "not an exact version"),
        (f"acme==1.2 --hash=sha256:{HASH[:-1]}", "no sha256 hashes"), ("git+https://x/y", "not an exact version"),
    ],
)  # fmt: skip
def test_what_could_be_swapped_is_told(line: str, said: str) -> None:
    assert said in next(lock_problems({"a": line}))


def test_two_locks_agree() -> None:
    other = GOOD.replace("b" * 64, "c" * 64)
    assert list(lock_problems({"a": GOOD, "b": other})) == ["acme-tool is locked in two ways"]


def test_what_is_installed_is_what_is_locked() -> None:
    found = installed_problems({"not-here": set(), "pytest": {Pin("pytest", "0.1", frozenset())}})
    assert next(found).endswith("0.1 is locked")


def test_holes_are_named_and_no_answer_is_none(tmp_path: Path) -> None:
    bad, good = {"name": "acme", "version": "1.2", "vulns": [{"id": "CVE-1"}]}, {"name": "b", "version": "1", "vulns": []}
    told = {"dependencies": [bad, good]}
    assert audited(json.dumps(told)) == ["acme 1.2 has a known hole: CVE-1"]
    assert [audited(each) for each in ("", "[]", "{}", '{"dependencies": 7}')] == [None] * 4
    assert ask(None) is None
    assert ask(str(tmp_path / "missing")) is None
    program = tmp_path / "pip-audit"
    program.write_text(f"#!{sys.executable}\nprint({json.dumps(told)!r})\n")
    program.chmod(0o755)
    assert ask(str(program)) == ["acme 1.2 has a known hole: CVE-1"]


def test_an_old_lock_is_wrong_where_nothing_can_be_looked_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dependencies, "installed_problems", lambda locked: ())
    monkeypatch.setattr(dependencies, "ask", lambda program: None)
    for days, code in ((3, 0), (400, 1)):
        monkeypatch.setattr(dependencies, "age_in_days", lambda days=days: days)
        assert dependencies.main() == code
        assert f"{days} days old" in capsys.readouterr().out
    monkeypatch.setattr(dependencies, "ask", lambda program: ["acme 1 has a known hole: X"])
    assert dependencies.main() == 1
    monkeypatch.undo()
    assert dependencies.age_in_days() >= 0
