"""Alerts on new, changed and removed releases and on a change of the verdict: an outbox in the state, and who sends it.

An alert enters the outbox in the transaction that remembers its journal line, after that line is on disk: it cannot be
sent for a line that is not there, and a crash loses neither. It leaves the outbox when its receiver has accepted it. A
crash between the two sends it again under the same idempotency key: at least once.

Settings: ALERT_WEBHOOK (URL), ALERT_WEBHOOK_SECRET, ALERT_TARGETS (Apprise URLs), ALERT_ON (events, `verdict` among
them), ALERT_DIGEST (one message a run instead of one a release). Addresses and secrets stay in the settings; neither
outbox, journal, log nor report ever holds them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from crawler.errors import UsageError
from crawler.items import ARCHIVED, JsonMapping, JsonObject
from crawler.reasons import is_awaited
from crawler.report.program import as_typed
from crawler.storage.state import Store
from crawler.storage.state.records import Alert, Written
from crawler.verdict.words import Verdict

SCHEMA = "alert/1"
EVENTS = frozenset({"new", "changed", "minor", "removed", "restored", "moved", "verdict"})
DEFAULT_ON = ("new", "changed", "removed", "verdict")
_SILENT = frozenset({"locked", "stopped"})
_REMEMBERED = 200  # runs in which the last word on the newsroom is looked for
_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})
RECEIVERS = {"webhook": "ALERT_WEBHOOK", "notify": "ALERT_TARGETS"}  # channel -> the setting that names it
EXCERPT = 400  # characters of the text in an alert


class SettingsLike(Protocol):
    """Scrapy's Settings, a dict, os.environ: anything with `get`."""

    def get(self, name: str, default: Any = None, /) -> Any: ...


@dataclass(frozen=True, slots=True, repr=False)
class AlertOptions:
    """Where alerts go and which. Has no readable repr, because it holds secrets."""

    webhook: str | None = None
    secret: str | None = None
    targets: tuple[str, ...] = ()
    on: frozenset[str] = frozenset(DEFAULT_ON)
    digest: bool = False

    def __repr__(self) -> str:
        return f"AlertOptions(channels={self.channels!r}, on={sorted(self.on)!r}, digest={self.digest!r})"

    @classmethod
    def of(cls, settings: SettingsLike, environment: Mapping[str, str] | None = None) -> "AlertOptions":
        """From the settings, or from environment variables of the same names, which keep secrets off the command line.

        Raises UsageError for an event that does not exist or an address that is none.
        """

        def read(name: str) -> Any:
            return settings.get(name) or (environment or {}).get(name)

        on = frozenset(_words(read("ALERT_ON"))) or frozenset(DEFAULT_ON)
        unknown = sorted(on - EVENTS)
        if unknown:
            raise UsageError(f"ALERT_ON does not know {', '.join(unknown)}; it knows {', '.join(sorted(EVENTS))}")
        webhook = read("ALERT_WEBHOOK") or None
        if webhook is not None and not _is_address(str(webhook)):
            raise UsageError("ALERT_WEBHOOK must be an http or https URL, such as https://example.org/hook")
        digest = str(read("ALERT_DIGEST") or "0").strip().lower()
        if digest not in _YES | _NO:
            raise UsageError(f"ALERT_DIGEST={digest!r} is neither 0 nor 1")
        return cls(webhook, read("ALERT_WEBHOOK_SECRET") or None, tuple(_words(read("ALERT_TARGETS"))), on, digest in _YES)

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that are configured: `webhook`, `notify`."""
        return (*(("webhook",) if self.webhook else ()), *(("notify",) if self.targets else ()))


def enqueue(
    store: Store, lines: Iterable[Written | JsonMapping], options: AlertOptions, backlog: bool = False
) -> int:
    """Queue the alerts of journal lines that are on disk; call it inside the transaction that remembers the lines.

    backlog: whether new lines without a page are no news, but old releases that an earlier version left out: they go
    into one digest. Returns the number queued. A line that was queued before and waits still is not queued again; one
    that newer rules wrote (reason `rules`), or that ends an address whose release has another (a `removed` one with the
    reason `moved`), says nothing new of its release and is never queued.
    """
    alerts = [
        Alert(f"{body['id']}@{body['revision']}", channel, body, str(body["seen"] or ""))
        for line in _of_today(lines)
        for body in [line_body(line, backlog)]
        if body["event"] in options.on and not _says_nothing(body)
        for channel in options.channels
    ]
    store.outbox.put(alerts)
    return len(alerts)


def _of_today(lines: Iterable[Written | JsonMapping]) -> Iterator[JsonMapping]:
    """The lines that are no captures of a web archive: whatever those say, it was there long ago."""
    plain = (each.line if isinstance(each, Written) else each for each in lines)
    return (line for line in plain if ARCHIVED not in (line.get("flags") or ()))


def _says_nothing(body: JsonMapping) -> bool:
    reason = (body["changes"] or {}).get("reason")
    return reason == "rules" or (body["event"], reason) == ("removed", "moved")


def enqueue_verdict(store: Store, run: JsonMapping, verdict: Verdict, options: AlertOptions) -> int:
    """Queue an alert if the verdict is another than that of the run before; returns the number queued.

    run: the line of runs.jsonl of this run. Call it before `store.save_run`, in one transaction with it. `ok` and
    `quiet` are one for this; a newsroom's first run alerts only if it went wrong. `locked` and `stopped` say nothing of
    the newsroom and are never a change, nor is a good run between two tries of what failed.
    """
    past = store.runs.last(_REMEMBERED)
    before = next((_sort(each) for each in reversed(past) if not _is_silent(each)), "good")
    if _sort(run) == before or _is_silent(run) or "verdict" not in options.on:
        return 0
    lines = [each.get("run") for each in past[-1:]].count(run.get("run"))  # one, where it could not write a file after its line
    body = {
        "schema": SCHEMA, "event": "verdict", "site": run.get("site"), "run": run.get("run"),
        "seen": run.get("finished"),
        "verdict": verdict.name, "before": before, "exit_code": verdict.exit_code, "message": verdict.message,
        "advice": [as_typed(each) for each in verdict.advice], "flags": list(verdict.flags),
    }  # fmt: skip
    key = f"{run.get('site')}:verdict:{run.get('run')}{':again' * lines}"
    alerts = [Alert(key, channel, body, str(run.get("finished") or "")) for channel in options.channels]
    store.outbox.put(alerts)
    return len(alerts)


def by_channel(waiting: Iterable[Alert]) -> Counter[str]:
    """How many alerts wait for each channel; a digest counts as the alerts in it."""
    numbers: Counter[str] = Counter()
    for alert in waiting:
        numbers[alert.channel] += sum((alert.body.get("counts") or {"": 1}).values())
    return numbers


def waiting_lines(waiting: Iterable[Alert], options: AlertOptions, problems: Iterable[str]) -> list[str]:
    """For people: how many alerts wait, for which setting's receiver, why, and what to do. problems: `CHANNEL: WHY` each."""
    why = dict(each.split(": ", 1) for each in problems)
    lines = []
    for channel, number in by_channel(waiting).items():
        setting, verb, them = RECEIVERS.get(channel, channel), *(("waits", "it") if number == 1 else ("wait", "them"))
        if channel in options.channels:
            said = why.get(channel, "the time of the next attempt has not come")
            remedy = f"if it stays so, mend {setting} or its receiver: a later run sends {them}, nothing is lost"
        else:
            said, remedy = "it is not set any more", f"a run with {setting} sends {them}"
        lines += [f"{number} {verb} for the receiver of {setting}: {said}", remedy]
    return lines


def line_body(line: JsonMapping, backlog: bool = False) -> JsonObject:
    """The body of a journal line's alert; with `form` where the line has it, and `backlog` as in `enqueue`."""
    text = line.get("text") or ""
    form = line.get("form")
    more = ({"form": form} if form else {}) | ({"backlog": True} if form and backlog and line["event"] == "new" else {})
    return {
        "schema": SCHEMA, "event": line["event"], "site": line.get("site"), "company": line.get("company"),
        "id": line["id"], "revision": line["revision"], "url": line.get("canonical_url") or line.get("url"),
        "title": line.get("title"), "published": line.get("published"), "section": line.get("section"),
        "language": line.get("language"), "seen": line.get("fetched"), "changes": line.get("changes"),
        "excerpt": text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …", **more,
    }  # fmt: skip


def _is_silent(run: JsonMapping) -> bool:
    """Whether a run does not tell how its newsroom is: a good one neither, while what failed waits for its next try."""
    if run.get("verdict") in _SILENT:
        return True
    named = ((run.get("completeness") or {}).get("missing") or {}).get("named") or ()
    return _sort(run) == "good" and any(is_awaited(str(each.get("fate"))) for each in named)


def _sort(run: JsonMapping) -> str:
    name = str(run.get("verdict"))
    return "good" if name in {"ok", "quiet"} else name


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none
        return False


def _words(value: Any) -> list[str]:
    """A list setting, or a string with commas or blanks between its parts."""
    if not value:
        return []
    parts = value.replace(",", " ").split() if isinstance(value, str) else value
    return [str(part).strip() for part in parts if str(part).strip()]
