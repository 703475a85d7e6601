"""What kind of trouble a reason stands for: the words of the account, sorted for the verdict. Pure."""

import re

# The site, or something before it, does not want us, or wants us slower.
BLOCKED = frozenset(
    {
        "blocked",
        "block_page",
        "challenge",
        "js_challenge",
        "cookie_wall",
        "captcha",
        "login",
        "login_wall",
        "paywall",
        "forbidden",
        "robots",
        "robots_forbidden",
        "robots_disallowed",
        "rate_limited",
        "too_many_requests",
        "retry_after",
        "put_off",
        "host_put_off",
        "host_overloaded",
        "retry_later",
        "unauthorized",
        "http_401",
        "http_403",
        "http_407",
        "http_429",
        "http_451",
        "http_521",
    }
)
# There was no usable answer.
UNREACHABLE = frozenset(
    {
        "host_dns",
        "host_refused",
        "host_reset",
        "host_timeout",
        "host_tls",
        "host_unreachable",
        "unreachable",
        "robots_unreachable",
        "timeout",
        "timed_out",
        "connection",
        "connection_refused",
        "connection_lost",
        "connection_failed",
        "connect",
        "refused",
        "reset",
        "dns",
        "dns_failed",
        "no_answer",
        "no_response",
        "tls",
        "tls_error",
        "ssl",
        "network",
        "server_error",
        "maintenance",
        "hang",
        "download_failed",
        "response_never_received",
        "http_999",
    }
)
# An answer came and was no use: for a single page the next run's business, for all of them as good as none.
BROKEN = frozenset(
    {
        "bad_compression",
        "bad_http",
        "bad_length",
        "bad_redirect",
        "content_encoding",
        "cut",
        "endless_headers",
        "partial_content",
        "proxy",
        "redirect_loop",
        "redirected_error",
        "too_large",
        "too_many_redirects",
        "truncated",
        "unexpected_304",
    }
)
# The page arrived and is not what it was: the rules for it, or the page itself, changed.
CHANGED = frozenset(
    {
        "drift",
        "drifted",
        "layout",
        "layout_unmatched",
        "not_a_listing",
        "empty",
        "empty_listing",
        "no_rows",
        "shrunken",
        "shrunk",
        "unreadable",
        "not_an_article",
        "missing_fields",
        "invalid",
        "quarantined",
        "section_front",
        "redirected_home",
    }
)
_SERVER = re.compile(r"http_5\d\d\Z")


def cause(reason: str) -> str:
    """`blocked`, `unreachable`, `broken`, `changed` or `other`; what follows a colon in a reason is detail."""
    word = reason.split(":", 1)[0].strip()
    if word in BLOCKED:
        return "blocked"
    if word in UNREACHABLE or _SERVER.match(word):
        return "unreachable"
    if word in BROKEN:
        return "broken"
    return "changed" if word in CHANGED else "other"


ADVICE = {
    "robots": "The site's robots.txt forbids it or could not be read: see the decision in report.html. "
    "Nothing here gets round it.",
    "blocked": "Wait for the next run; then crawl slower (`-s DOWNLOAD_DELAY=10`) or ask the site's owner for access. "
    "Nothing here tries to defeat a check.",
    "unreachable": "Open the site in a browser. If it works there, look at the proxy, DNS and certificate in the log; "
    "the next run tries again by itself.",
}
