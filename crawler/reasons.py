"""Every reason for which a page or an article was skipped, failed or refused: one word, its cause, what it means. Pure.

The words stand in users' files (runs.jsonl, the state, the report) and stay as they are. A word with a number or a detail
in it (`http_404`, `quarantined:title_missing`) belongs to a family, which is one member: `reason_of` finds it.

`python -m crawler.reasons` prints the table of docs/operations.md.
"""

import argparse
import re
from enum import StrEnum


class Cause(StrEnum):
    """What kind of trouble a reason stands for."""

    ROBOTS = "robots"  # robots.txt keeps us out
    BLOCKED = "blocked"  # the site, or something before it, does not want us, or wants us slower
    UNREACHABLE = "unreachable"  # there was no usable answer
    BROKEN = "broken"  # an answer came and was no use: for one page the next run's business, for all as good as none
    CHANGED = "changed"  # the page arrived and is not what it was: the rules for it, or the page itself, changed
    OTHER = "other"


class Effect(StrEnum):
    """What a reason means for its article and for the verdict."""

    FINE = "skipped; exit code as if it were not there"
    PASSED_OVER = "skipped for a while; a first run that reads nothing else is degraded"
    FAILED = "failed; asked for again by the next runs, ever more rarely"
    NOT_ASKED = "failed without having been asked for; due in the next run"


class Reason(StrEnum):
    """A reason word, or a family of them (`http_5xx`); each with cause, effect and one sentence for people."""

    cause: Cause
    effect: Effect
    sentence: str

    def __new__(cls, word: str, cause: Cause, effect: Effect, sentence: str) -> "Reason":
        member = str.__new__(cls, word)
        member._value_ = word
        member.cause, member.effect, member.sentence = cause, effect, sentence
        return member

    # Skipped
    DUPLICATE = "duplicate", Cause.OTHER, Effect.FINE, "The same words are stored already under another address."
    BEFORE_SINCE = "before_since", Cause.OTHER, Effect.FINE, "It is older than the day that `since` names."
    MAX_ARTICLES = "max_articles", Cause.OTHER, Effect.FINE, "It is beyond the number that `max_articles` names."
    WAITING = "waiting", Cause.OTHER, Effect.FINE, "It failed before, and its next try has not come yet."
    DROPPED = "dropped", Cause.OTHER, Effect.FINE, "A pipeline of your own dropped it."
    NOT_WRITTEN = "not_written", Cause.OTHER, Effect.FINE, "No pipeline of this project wrote it."
    NOT_HTML = "not_html", Cause.OTHER, Effect.PASSED_OVER, "The answer is no web page, twice or at the address of a file."
    REVISIT = "revisit", Cause.OTHER, Effect.FINE, "The archive's record says only that the page was as before."
    NOT_AN_ARTICLE = "not_an_article", Cause.CHANGED, Effect.PASSED_OVER, "The page is none of a release."

    # Failed: what the page shows
    NOT_REACHED = "not_reached", Cause.OTHER, Effect.FAILED, "The run ended before it came to this one."
    CRASHED = "crashed", Cause.OTHER, Effect.FAILED, "A pipeline broke on it: the run ends with `crash`."
    OWN_PIPELINE = (
        "own_pipeline", Cause.OTHER, Effect.FAILED, "A pipeline of your own made of it what no line may be (quarantine.jsonl)."
    )  # fmt: skip
    NOT_HANDED_ON = (
        "not_handed_on", Cause.OTHER, Effect.FAILED, "A pipeline of your own did not hand it on: no pipeline wrote it."
    )  # fmt: skip
    STORAGE = "storage", Cause.OTHER, Effect.FAILED, "It was read and could not be brought to disk."
    QUARANTINED = "quarantined:*", Cause.CHANGED, Effect.FAILED, "It was not read well enough to be trusted (quarantine.jsonl)."
    UNREADABLE = "unreadable", Cause.CHANGED, Effect.FAILED, "No release could be read where one was before."
    NO_ARTICLE_READ = (
        "no_article_read", Cause.OTHER, Effect.FAILED, "The page reads as no release: only if it does so twice is it passed over."
    )  # fmt: skip
    NOTICE = "notice", Cause.BLOCKED, Effect.FAILED, "The same page is answered for several releases."
    SOFT_404 = "soft_404", Cause.OTHER, Effect.FAILED, "The page says that it does not exist."
    EMPTY = "empty", Cause.CHANGED, Effect.FAILED, "The page has no content."
    CHALLENGE = "challenge", Cause.BLOCKED, Effect.FAILED, "A check for browsers stands before the page."
    BLOCK_PAGE = "block_page", Cause.BLOCKED, Effect.FAILED, "The site answers with a block page."
    COOKIE_WALL = "cookie_wall", Cause.BLOCKED, Effect.FAILED, "A cookie banner takes the place of the page."
    LOGIN = "login", Cause.BLOCKED, Effect.FAILED, "The page asks for a login."
    LOGIN_WALL = "login_wall", Cause.BLOCKED, Effect.FAILED, "The address leads to a login."
    MAINTENANCE = "maintenance", Cause.UNREACHABLE, Effect.FAILED, "The site is under maintenance."
    NOT_A_LISTING = "not_a_listing", Cause.CHANGED, Effect.FAILED, "No list of releases was found on the listing page."
    SHRUNKEN = "shrunken", Cause.CHANGED, Effect.FAILED, "The listing shows fewer rows than its own pager promises."

    # Failed: what the server says
    HTTP_GONE = "http_404, http_410", Cause.OTHER, Effect.FAILED, "The server says that the page is not there."
    HTTP_BLOCKED = (
        "http_401, 403, 407, 429, 451, 521", Cause.BLOCKED, Effect.FAILED, "The server refuses the page, or asks us to slow down."
    )  # fmt: skip
    HTTP_SERVER = "http_5xx, http_999", Cause.UNREACHABLE, Effect.FAILED, "The server has a fault."
    HTTP_OTHER = "http_*", Cause.OTHER, Effect.FAILED, "The server answers with another status than a page has."
    PART_HTTP = "part_http_*", Cause.OTHER, Effect.FAILED, "A further page of the release could not be had."
    UNEXPECTED_304 = "unexpected_304", Cause.BROKEN, Effect.FAILED, "The server says `not modified` to what was not asked."
    BAD_REDIRECT = "bad_redirect", Cause.BROKEN, Effect.FAILED, "The server redirects to no address."
    REDIRECT_LOOP = "redirect_loop", Cause.BROKEN, Effect.FAILED, "The address leads to itself."
    TOO_MANY_REDIRECTS = "too_many_redirects", Cause.BROKEN, Effect.FAILED, "The address leads on and on."
    REDIRECTED_ERROR = "redirected_error", Cause.BROKEN, Effect.FAILED, "The address leads to an error page."
    REDIRECTED_HOME = "redirected_home", Cause.CHANGED, Effect.FAILED, "The address leads to a front page."

    # Failed: the body
    TRUNCATED = "truncated", Cause.BROKEN, Effect.FAILED, "The connection ended before the page did."
    CUT = "cut", Cause.BROKEN, Effect.FAILED, "The page ends before its end."
    BAD_COMPRESSION = "bad_compression", Cause.BROKEN, Effect.FAILED, "The compressed page cannot be read."
    BAD_HTTP = "bad_http", Cause.BROKEN, Effect.FAILED, "The answer breaks the rules of HTTP."
    BAD_LENGTH = "bad_length", Cause.BROKEN, Effect.FAILED, "The page is longer than the server says."
    CONTENT_ENCODING = "content_encoding", Cause.BROKEN, Effect.FAILED, "The page is compressed in a way that was not asked for."
    ENDLESS_HEADERS = "endless_headers", Cause.BROKEN, Effect.FAILED, "The answer has no end of headers."
    PARTIAL_CONTENT = "partial_content", Cause.BROKEN, Effect.FAILED, "The server sent a part that was not asked for."
    TOO_LARGE = "too_large", Cause.BROKEN, Effect.FAILED, "The page is larger than DOWNLOAD_MAXSIZE."
    TOO_COMPLEX = "too_complex", Cause.OTHER, Effect.FAILED, "The page has more elements than any page needs."
    TOO_SLOW = "too_slow", Cause.BROKEN, Effect.FAILED, "The page took longer to be read than PAGE_SECONDS: it waits two weeks."
    BROWSER = "browser", Cause.BROKEN, Effect.FAILED, "The browser (`js`) did not show the page."
    NOT_A_FEED = "not_a_feed", Cause.OTHER, Effect.FAILED, "The feed's address gives no feed."

    # Failed: the network
    DNS = "dns", Cause.UNREACHABLE, Effect.FAILED, "The host's name was not found."
    TIMEOUT = "timeout", Cause.UNREACHABLE, Effect.FAILED, "The server took too long."
    REFUSED = "refused", Cause.UNREACHABLE, Effect.FAILED, "The server takes no connection."
    UNREACHABLE = "unreachable", Cause.UNREACHABLE, Effect.FAILED, "No way leads to the server."
    RESET = "reset", Cause.UNREACHABLE, Effect.FAILED, "The server broke the connection."
    TLS = "tls", Cause.UNREACHABLE, Effect.FAILED, "The server's certificate or its encryption is not good."
    PROXY = "proxy", Cause.BROKEN, Effect.FAILED, "The proxy lets nothing through."
    UNEXPECTED = "(name of an exception)", Cause.OTHER, Effect.FAILED, "A bug: the run ends with `crash`."

    # Refused by our own rules
    ROBOTS_FORBIDDEN = "robots_forbidden", Cause.ROBOTS, Effect.FAILED, "robots.txt forbids the address."
    OUT_OF_SCOPE = "out_of_scope", Cause.OTHER, Effect.FAILED, "The address is on a host that is not the newsroom's."
    PRIVATE_ADDRESS = "private_address", Cause.OTHER, Effect.FAILED, "The address leads into a private network."
    BAD_URL = "bad_url", Cause.OTHER, Effect.FAILED, "The address is none that can be asked for."
    IGNORED = "ignored", Cause.OTHER, Effect.FAILED, "A middleware or a setting of your own let the request fall."
    URL_LENGTH = "url_length", Cause.OTHER, Effect.FAILED, "The address is longer than URLLENGTH_LIMIT."
    DEPTH_LIMIT = "depth_limit", Cause.OTHER, Effect.FAILED, "The page is deeper than DEPTH_LIMIT."
    ROBOTS_UNREACHABLE = (
        "robots_unreachable", Cause.UNREACHABLE, Effect.NOT_ASKED, "robots.txt could not be read, so nothing was asked for."
    )  # fmt: skip
    BUDGET = "budget", Cause.OTHER, Effect.NOT_ASKED, "The run's budget of requests is spent (MAX_REQUESTS)."
    STOPPED = "stopped", Cause.OTHER, Effect.NOT_ASKED, "The run was being stopped."
    RETRY_LATER = "retry_later", Cause.BLOCKED, Effect.NOT_ASKED, "The server asks for more time than a run waits."
    HOST_OVERLOADED = "host_overloaded", Cause.BLOCKED, Effect.NOT_ASKED, "The host said too often that it is overloaded."
    HOST_FAILED = "host_*", Cause.UNREACHABLE, Effect.NOT_ASKED, "The host failed too often in a row: it is left to the next run."


_WORDS: dict[str, Reason] = {reason.value: reason for reason in Reason if re.fullmatch(r"\w+", reason.value)}
_FAMILIES = (  # the first that fits
    (re.compile(r"quarantined"), Reason.QUARANTINED),
    (re.compile(r"http_4(?:04|10)"), Reason.HTTP_GONE),
    (re.compile(r"http_(?:401|403|407|429|451|521)"), Reason.HTTP_BLOCKED),
    (re.compile(r"http_(?:5\d\d|999)"), Reason.HTTP_SERVER),
    (re.compile(r"http_\d+"), Reason.HTTP_OTHER),
    (re.compile(r"part_http_\d+"), Reason.PART_HTTP),
    (re.compile(r"host_\w+"), Reason.HOST_FAILED),
)
# What a page shows that stands in for the one that was asked for.
STANDS_IN = frozenset({"empty", "challenge", "block_page", "cookie_wall", "login", "maintenance"})

# By the name of the exception, because Scrapy's and Twisted's for one thing differ by download handler.
NETWORK = {
    "DNSLookupError": Reason.DNS, "CannotResolveHostError": Reason.DNS,
    "TimeoutError": Reason.TIMEOUT, "DownloadTimeoutError": Reason.TIMEOUT, "TCPTimedOutError": Reason.TIMEOUT,
    "UserTimeoutError": Reason.TIMEOUT,
    "ConnectionRefusedError": Reason.REFUSED, "DownloadConnectionRefusedError": Reason.REFUSED,
    "ConnectError": Reason.UNREACHABLE, "NoRouteError": Reason.UNREACHABLE, "HostUnreachableError": Reason.UNREACHABLE,
    "ConnectionLost": Reason.RESET, "ConnectionDone": Reason.RESET, "ResponseFailed": Reason.RESET,
    "ResponseNeverReceived": Reason.RESET, "DownloadFailedError": Reason.RESET,
    "DownloadCancelledError": Reason.TOO_LARGE, "ResponseDataLossError": Reason.TRUNCATED, "TunnelError": Reason.PROXY,
    "SSLError": Reason.TLS, "UnsupportedURLSchemeError": Reason.BAD_URL,
}  # fmt: skip


# What may pass by itself: worth another try in the same run.
MAY_PASS = frozenset(
    {Reason.DNS, Reason.TIMEOUT, Reason.REFUSED, Reason.UNREACHABLE, Reason.RESET, Reason.TRUNCATED, Reason.PROXY}
)


def reason_of(word: str) -> Reason:
    """The reason, or the family, of a word of the account; what follows a colon in it is detail."""
    plain = word.split(":", 1)[0].strip()
    found = _WORDS.get(plain)
    return found or next((family for pattern, family in _FAMILIES if pattern.fullmatch(plain)), Reason.UNEXPECTED)


def is_awaited(fate: str) -> bool:
    """Whether a release that is not held is asked for again by itself, by its fate: `failed: http_404`, `skipped: waiting`."""
    how, _, word = fate.partition(": ")
    return word == Reason.WAITING or (how == "failed" and reason_of(word).effect is Effect.FAILED)


def reasons_table() -> str:
    """All reasons as a table in Markdown: word, cause, sentence, what it means."""
    rows = ["| word | cause | what happened | what it means |", "|---|---|---|---|"]
    rows += [f"| `{each.value}` | {each.cause} | {each.sentence} | {each.effect} |" for each in Reason]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    argparse.ArgumentParser(description="Print all reasons as a table in Markdown.").parse_args()
    print(reasons_table(), end="")
