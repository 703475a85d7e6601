"""A new state takes the runs of its folder as history; one whose history was forgotten does not."""

import json
from pathlib import Path

from crawler.run.run_records import catch_up
from crawler.storage.state import Store

RUN = {"run": "r1", "started": "2026-01-01T06:00:00Z", "finished": "2026-01-01T06:00:09Z", "verdict": "ok", "exit_code": 0}


def runs_of(folder: Path) -> list[str]:
    with Store.open(folder / "state.sqlite", "mill", folder / "articles.jsonl") as store:
        catch_up(store, folder, lambda lines: None)
        return [str(run["run"]) for run in store.runs.last()]


def test_a_new_state_takes_the_runs_of_its_folder(tmp_path: Path, make_line) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "articles.jsonl").write_text(json.dumps(make_line()) + "\n")
    lines = [RUN, RUN | {"run": "r2", "source": "an archive"}, {"torn": 1}]
    (tmp_path / "runs.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    assert runs_of(tmp_path) == ["r1"]
    with Store.open(tmp_path / "state.sqlite", "mill", tmp_path / "articles.jsonl") as store:
        store.runs.forget()
    assert runs_of(tmp_path) == []
