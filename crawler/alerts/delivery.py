"""Sending what waits in the outbox: bounded in time, once more after each failure, never with a secret in a message."""

import hashlib
import hmac
import logging
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from types import MappingProxyType, ModuleType
from typing import IO
from urllib.parse import urlsplit

from crawler.alerts import SCHEMA, AlertOptions, waiting_lines
from crawler.alerts.webhook import cut_off
from crawler.errors import MissingExtra, UsageError
from crawler.items import JsonMapping, dumps
from crawler.storage.state import Store
from crawler.storage.state.records import Alert

logger = logging.getLogger(__name__)

BUDGET_SECONDS = 60.0  # of one delivery: an alert never keeps a run from ending
TIMEOUT_SECONDS = 10.0  # without a byte
TOTAL_SECONDS = 15.0  # for one alert and one channel, from the look-up of the name to the end of the answer
MANY = 20  # more waiting alerts than this go as one digest: a first crawl is one message, not two hundred
LISTED = 100  # alerts named in one digest
LONGEST_DIFF = 2000  # characters of what changed in a message
WAITS = (60, 300, 1800, 7200, 21600)  # seconds before the next attempt

Sender = Callable[[Alert], None]


class NotDelivered(Exception):
    """The receiver did not accept an alert; the message names neither address nor secret."""


@dataclass(slots=True)
class Delivery:
    """What one delivery did: numbers of alerts accepted and still waiting, why, and what is said of it (safe to show)."""

    sent: int = 0
    waiting: int = 0
    problems: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def deliver(
    store: Store,
    options: AlertOptions,
    senders: Mapping[str, Sender] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Delivery:
    """Send the alerts whose time has come; call it at the end of a run, outside any transaction.

    senders: a function for each channel, for tests and other transports. Raises StorageError only.
    """
    found = Delivery()
    given = make_senders(options) if senders is None else senders
    ends = clock() + BUDGET_SECONDS
    for channel in options.channels:
        send = given.get(channel)
        if send is not None:
            _deliver_channel(store, options, channel, send, lambda: clock() > ends, found)
    waiting = store.outbox.waiting()
    found.waiting, found.said = len(waiting), waiting_lines(waiting, options, found.problems)
    for problem in found.problems:
        logger.warning("alerts: %s", problem)
    return found


def _deliver_channel(
    store: Store, options: AlertOptions, channel: str, send: Sender, late: Callable[[], bool], found: Delivery
) -> None:
    _digest(store, options, channel)
    for alert in [each for each in store.outbox.due() if each.channel == channel]:
        if late():
            found.problems.append(f"{channel}: no time left in this run, the rest waits for the next")
            return
        try:
            _in_time(send, alert)
        except NotDelivered as problem:
            store.outbox.refused(alert, WAITS[min(alert.attempts, len(WAITS) - 1)])
            found.problems.append(f"{channel}: {problem}; attempt {alert.attempts + 1}, kept for the next")
            return  # what fails for one fails for the next as well: do not make the run wait for each
        store.outbox.sent(alert)
        found.sent += 1


def _in_time(send: Sender, alert: Alert) -> None:
    """Send within TOTAL_SECONDS, whatever the receiver does: a timeout of a socket begins anew with every byte.

    Raises NotDelivered, and what the sender raises. A sender that is late is left to itself; it may yet deliver.
    """
    raised: list[BaseException] = []

    def work() -> None:
        try:
            send(alert)
        except BaseException as problem:  # noqa: BLE001 - it is raised below, in the thread that waits
            raised.append(problem)

    thread = threading.Thread(target=work, name="alert", daemon=True)
    thread.start()
    thread.join(TOTAL_SECONDS)
    if thread.is_alive():
        raise NotDelivered(f"no whole answer within {TOTAL_SECONDS:.0f} s")
    for problem in raised:
        raise problem


def _digest(store: Store, options: AlertOptions, channel: str) -> None:
    """Put waiting alerts together into one, under a key of its own that stays the same for each attempt."""
    due = _for_digest([each for each in store.outbox.due(100_000) if each.channel == channel], options.digest)
    if not due:
        return
    key = "digest:" + hashlib.sha256("\n".join(each.key for each in due).encode()).hexdigest()[:32]
    counts = Counter(str(each.body.get("event")) for each in due)
    body = {
        "schema": SCHEMA, "event": "digest", "site": store.name, "counts": dict(counts),
        "alerts": [each.body for each in due[:LISTED]], "more": max(0, len(due) - LISTED),
    }  # fmt: skip
    with store.transaction():
        store.outbox.put([Alert(key, channel, body)])
        for each in due:
            store.outbox.sent(each)


def _for_digest(waiting: Sequence[Alert], wanted: bool) -> list[Alert]:
    """Which alerts go into one message: all where they are many, else what a former version had left out."""
    due = [each for each in waiting if each.body.get("event") != "digest"]
    return due if len(due) > (1 if wanted else MANY) else [each for each in due if each.body.get("backlog")]


def make_senders(options: AlertOptions) -> dict[str, Sender]:
    """The real senders of the configured channels."""
    found: dict[str, Sender] = {}
    if options.webhook:
        found["webhook"] = lambda alert: post_webhook(options, alert)
    if options.targets:
        found["notify"] = lambda alert: notify(options, alert)
    return found


def signature(secret: str, stamp: str, body: bytes) -> str:
    """The signature of a webhook's body: hex HMAC-SHA256 of `STAMP.BODY`. A receiver computes the same and compares."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def webhook_headers(options: AlertOptions, alert: Alert, body: bytes, stamp: str) -> dict[str, str]:
    """The headers of a webhook request; stamp: seconds since 1970, so that a receiver can refuse old copies."""
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "newsroom-crawler",
        "Idempotency-Key": hashlib.sha256(alert.key.encode()).hexdigest()[:32],
        "X-Newsroom-Event": str(alert.body.get("event")),
        "X-Newsroom-Timestamp": stamp,
    }
    if options.secret:
        headers["X-Newsroom-Signature"] = "sha256=" + signature(options.secret, stamp, body)
    return headers


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A webhook that redirects is a failure: its body and signature go to the address in the settings or nowhere."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def post_webhook(options: AlertOptions, alert: Alert) -> None:
    """POST an alert as JSON; raises NotDelivered unless the answer is 2xx."""
    address = options.webhook or ""
    body = dumps(alert.body).encode()
    headers = webhook_headers(options, alert, body, str(int(time.time())))
    place = "the webhook"
    try:
        place = urlsplit(address).hostname or place
        request = urllib.request.Request(address, data=body, headers=headers, method="POST")
        ends = time.monotonic() + TOTAL_SECONDS
        with cut_off(TOTAL_SECONDS, _NoRedirect) as opener, opener.open(request, timeout=TIMEOUT_SECONDS):
            if time.monotonic() < ends:  # else its head was cut off
                return  # whatever is not 2xx is raised
        raise NotDelivered(f"{place} gave no whole answer within {TOTAL_SECONDS:.0f} s")
    except urllib.error.HTTPError as problem:
        raise NotDelivered(f"{place} answered {problem.code}") from None
    except urllib.error.URLError as problem:
        raise NotDelivered(f"{place} cannot be reached ({type(problem.reason).__name__})") from None
    except (OSError, HTTPException, ValueError) as problem:
        raise NotDelivered(f"{place} cannot be reached ({type(problem).__name__})") from None


def require_deliverable(options: AlertOptions) -> None:
    """Refuse Apprise targets that no alert could be sent to. Raises MissingExtra, or UsageError without the address."""
    if not options.targets:
        return
    apprise = _apprise()
    with _silent("apprise"):
        for number, target in enumerate(options.targets, start=1):
            if not apprise.Apprise().add(target):
                raise UsageError(f"ALERT_TARGETS: target {number} is no address that Apprise knows")


def _apprise() -> ModuleType:
    try:
        import apprise  # noqa: PLC0415 - optional extra, needed by nobody who does not use it
    except ImportError:
        raise MissingExtra("notify", "ALERT_TARGETS") from None
    module: ModuleType = apprise
    return module


def notify(options: AlertOptions, alert: Alert) -> None:
    """Send an alert to each Apprise target (mail, Slack, Telegram ...); raises NotDelivered if any of them refuses.

    A target that accepted it gets it again when another one failed: at least once. Needs the extra `notify`.
    """
    try:
        apprise = _apprise()
    except MissingExtra as problem:
        raise NotDelivered(str(problem)) from None
    title, text = words(alert)
    refused = []
    with _silent("apprise", "urllib3.connectionpool"):
        for number, target in enumerate(options.targets, start=1):
            asset = apprise.AppriseAsset()
            asset.http_redirects = False  # what a receiver leads to elsewhere arrives nowhere: a failure, as for a webhook
            service = apprise.Apprise(asset=asset)
            if not service.add(target):
                refused.append(f"target {number} is no address that Apprise knows")
            elif not service.notify(title=title, body=text):
                refused.append(f"target {number} ({_scheme(target)}) refused it")
    if refused:
        raise NotDelivered("; ".join(refused))


@contextmanager
def _silent(*names: str) -> Iterator[None]:
    """Other people's loggers write addresses, which hold secrets: they say nothing inside."""
    loggers = [logging.getLogger(name) for name in names]
    before = [each.disabled for each in loggers]
    for each in loggers:
        each.disabled = True
    try:
        yield
    finally:
        for each, disabled in zip(loggers, before, strict=True):
            each.disabled = disabled


def _scheme(target: str) -> str:
    return target.split("://", 1)[0] if "://" in target else "unknown"


_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "new": "New", "changed": "Changed", "minor": "Changed in form", "removed": "Removed", "restored": "Back again",
        "moved": "Moved",
    }
)  # fmt: skip


def words(alert: Alert) -> tuple[str, str]:
    """An alert for people: (title, text)."""
    body = alert.body
    event = str(body.get("event"))
    if event == "verdict":
        return f"{body.get('site')}: {body.get('verdict')}", "\n".join([str(body.get("message")), *(body.get("advice") or [])])
    if event == "digest":
        counts = ", ".join(f"{number} {name}" for name, number in body["counts"].items())
        more = [f"and {body['more']} more"] if body.get("more") else []
        return f"{body.get('site')}: {counts}", "\n".join([*map(_row, body["alerts"]), *more])
    said = _difference(body) if event == "changed" else body.get("excerpt")
    return f"{body.get('company') or body.get('site')}: {_TITLES.get(event, event)}", f"{_row(body)}\n\n{said or ''}".rstrip()


def _difference(body: JsonMapping) -> str:
    return ((body.get("changes") or {}).get("diff") or "")[:LONGEST_DIFF]


def _row(body: JsonMapping) -> str:
    if body.get("event") == "verdict":
        return f"verdict {body.get('verdict')}: {body.get('message')}"
    day = f" ({body['published']})" if body.get("published") else ""
    event = _TITLES.get(str(body.get("event")), body.get("event"))
    return f"{event}: {body.get('title') or body.get('id')}{day}\n{body.get('url')}"
