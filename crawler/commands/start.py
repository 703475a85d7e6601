"""The command `newsroom` from its first moment: Ctrl-C while the program is being loaded ends it with one line."""

import _signal as signal  # type: ignore[import-not-found]  # what is in it already: the module `signal` takes milliseconds to load
import importlib
import os

INTERRUPTED = 130  # exit code after Ctrl-C, as shells have it
STOPPED = "{}: stopped\n"  # with the name of the program


def run() -> None:
    """What the console script calls. Loading takes longer than many a command, and libraries are no place to be interrupted."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)
    importlib.import_module("crawler.commands.program").run_program()


def loaded() -> None:
    """From now on Ctrl-C is the command's own."""
    if signal.getsignal(signal.SIGINT) is _stop:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _stop(*_: object) -> None:
    """Nothing has been opened yet that could be closed."""
    os.write(2, STOPPED.format("newsroom").encode())
    os._exit(INTERRUPTED)
