"""No pattern of the product costs more than linear time, whatever text it meets."""

import os
import subprocess
import sys

from tests.policy.pattern_scan import ROOT


def test_no_pattern_is_slower_than_linear() -> None:
    """Remedy: as the module's text says; in a process of its own, where no module is imported yet."""
    command = [sys.executable, "-m", "tests.policy.pattern_scan"]
    untraced = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False, env=untraced)
    assert done.stdout.endswith(" patterns, 0 slower than linear\n"), done.stdout + done.stderr
    assert int(done.stdout.split()[-6]) > 400, "the patterns were found"
