"""Scrapy's watch over memory, measured on this program alone."""

from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

_STATUS = Path("/proc/self/status")
_PEAK = "VmHWM:"  # proc(5): peak resident set size of the program that runs, in kB


class MemoryExtension(MemoryUsage):
    """MEMUSAGE_LIMIT_MB for what this crawl itself takes.

    getrusage(2), which Scrapy asks, keeps its maximum across exec: a crawl that a large process starts (a scheduler, a
    notebook) counts that process's memory as its own and would be stopped before its first request.
    """

    def get_virtual_size(self) -> int:
        """Peak resident memory in bytes; Scrapy's own measure where the system has no /proc."""
        return peak_memory(_STATUS) or super().get_virtual_size()


def peak_memory(status: Path) -> int | None:
    """Bytes that a file like /proc/self/status gives as the peak; None where there is none."""
    try:
        lines = status.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    kilobytes = next((line.removeprefix(_PEAK).split() for line in lines if line.startswith(_PEAK)), [])
    return int(kilobytes[0]) * 1024 if kilobytes and kilobytes[0].isdigit() else None
