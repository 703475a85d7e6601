"""The limit on memory counts the crawl, not the program that started it."""

import subprocess
import sys
from pathlib import Path

from crawler.extensions.memory import peak_memory

LARGE = 300 * 1024 * 1024
_CHILD = """
from pathlib import Path
from crawler.extensions.memory import peak_memory
print(peak_memory(Path("/proc/self/status")))
"""
_PARENT = f"""
import subprocess, sys
held = b"x" * {LARGE}
print(subprocess.run([sys.executable, "-c", {_CHILD!r}], check=True, capture_output=True, text=True).stdout, end="")
"""


def test_what_a_large_parent_holds_is_not_counted() -> None:
    printed = subprocess.run([sys.executable, "-c", _PARENT], check=True, capture_output=True, text=True, timeout=60).stdout
    assert 0 < int(printed) < LARGE


def test_the_peak_is_read_in_bytes(tmp_path: Path) -> None:
    status = tmp_path / "status"
    status.write_text("Name:\tscrapy\nVmPeak:\t  900 kB\nVmHWM:\t    250 kB\n")
    assert peak_memory(status) == 250 * 1024


def test_a_system_that_does_not_tell_it_is_none(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("Name:\tscrapy\n")
    assert peak_memory(tmp_path / "none") is None
    assert peak_memory(tmp_path / "empty") is None
