"""A reader of the output that goes early, as `head` does, leaves no trace."""

import os
import subprocess
import sys

from crawler.report.summary import print_while_read
from tests.dependencies import ROOT


def test_what_nobody_reads_is_printed_nowhere() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream:
        print_while_read("OK", stream)
        print_while_read("more", stream)
        stream.flush()


def test_a_command_whose_reader_goes_ends_well() -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "sites"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.close()
    assert (started.stderr.read(), started.wait(60)) == ("", 0)
    started.stderr.close()
