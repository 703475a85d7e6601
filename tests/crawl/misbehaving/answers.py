"""Faults of answers: statuses, Retry-After, pages that are no article, and bodies that are no page."""

import email.utils
import time

from .fault import Fault, good, once, page, status
from .pages import article, listing, path, title
from .server import Ask, Peer

_BLOCK = """<!DOCTYPE html><html><head><title>Access Denied</title></head><body><h1>Access Denied</h1>
<p>You don't have permission to access this page on this server. Your request has been blocked by the web application
firewall. Reference #18.2f1c1602. Your IP: 192.0.2.7</p></body></html>"""
_CHALLENGE = """<!DOCTYPE html><html><head><title>Just a moment...</title><meta http-equiv="refresh" content="5"></head>
<body><h1>Checking your browser before accessing the site</h1><p>Please enable JavaScript and cookies to continue.</p>
<script>var a={};window._cf_chl_opt={cvId:"2"};setTimeout(function(){document.cookie="jschl=1";location.reload()},4000)</script>
<noscript>Please turn JavaScript on and reload the page.</noscript></body></html>"""
_BARE_CHALLENGE = """<html><head><script>document.cookie="__jsluid_s=1;path=/";eval(function(p,a,c){return p}('1',2,3));
location.href=location.href;</script></head><body></body></html>"""
_SOFT_404 = """<!DOCTYPE html><html><head><title>Page not found</title></head><body><h1>Page not found</h1>
<p>Sorry, the page you are looking for does not exist or has been removed.</p><a href="/">Home</a></body></html>"""
_MAINTENANCE = """<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1>
<p>The site is down for scheduled maintenance. We are sorry for the inconvenience.</p></body></html>"""
_COOKIES = """<!DOCTYPE html><html><head><title>Cookies required</title></head><body><h1>Please enable cookies</h1>
<p>This site requires cookies. Please enable cookies in your browser and accept our cookie policy to continue.</p>
<button>Accept all cookies</button></body></html>"""
_LOGIN = """<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1><form method="post" action="/login">
<input name="user"><input name="password" type="password"><button>Sign in</button></form></body></html>"""

_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + b"stream of bytes \xff\xfe\x00" * 300 + b"\n%%EOF\n"
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


async def partial(peer: Peer, ask: Ask) -> None:
    body = article("x").encode()[:800]
    await peer.answer(body, "206 Partial Content", {"Content-Range": "bytes 0-799/2000"})


async def no_content(peer: Peer, ask: Ask) -> None:
    await peer.send(b"HTTP/1.1 204 No Content\r\n\r\n")


async def retry_date(peer: Peer, ask: Ask) -> None:
    moment = email.utils.formatdate(time.time() + 1, usegmt=True)
    await status("503 Service Unavailable", Retry_After=moment)(peer, ask)


async def listing_as_article(peer: Peer, ask: Ask) -> None:
    await peer.answer(listing([(path(f"other-{n}"), title(f"other-{n}")) for n in range(30)]))


_NOT_HTML = ("not_html",)
_NO_ARTICLE = (
    "block_page", "challenge", "js_challenge", "soft_404", "maintenance", "cookie_wall", "login", "no_article_read",
    "empty", "gone", "http_404",
)  # fmt: skip

FAULTS = (
    Fault("status-403", status("403 Forbidden", _BLOCK), reasons=("http_403", "blocked", "block_page"), tries=1),
    Fault("status-404", status("404 Not Found"), "any", tries=1),
    Fault("status-410", status("410 Gone"), "any", tries=1),
    Fault("status-401", status("401 Unauthorized"), reasons=("http_401",), tries=1),
    Fault("status-418", status("418 I'm a teapot"), reasons=("http_418",), tries=1),
    Fault("status-500-once", once(status("500 Internal Server Error")), "stored"),
    Fault("status-500", status("500 Internal Server Error"), reasons=("http_500",)),
    Fault("status-502", status("502 Bad Gateway"), reasons=("http_502",)),
    Fault("status-999", status("999 Request denied"), reasons=("http_999",), tries=1),
    Fault("status-521", status("521 Web Server Is Down", _BARE_CHALLENGE), reasons=("http_521",)),
    Fault("status-600", status("600 Odd"), reasons=("http_600",), tries=1),
    Fault("status-300", status("300 Multiple Choices"), reasons=("http_300",), tries=1),
    Fault("status-304", status("304 Not Modified", ""), reasons=("unexpected_304",), tries=1),
    Fault("status-202", status("202 Accepted", _CHALLENGE), "any", _NO_ARTICLE),
    Fault("retry-after-seconds", once(status("429 Too Many Requests", Retry_After="1")), "stored"),
    Fault("retry-after-date", once(retry_date), "stored"),
    Fault("retry-after-garbage", once(status("503 Service Unavailable", Retry_After="soon, please")), "stored"),
    Fault("retry-after-negative", once(status("503 Service Unavailable", Retry_After="-5")), "stored"),
    Fault("status-204", no_content, reasons=("empty",)),
    Fault("status-206", partial, reasons=("partial_content",)),
    Fault("empty-200", page(lambda name: ""), reasons=("empty",)),
    Fault("blank-200", page(lambda name: " \r\n\t "), reasons=("empty",)),
    Fault("block-page", page(lambda name: _BLOCK), "any", _NO_ARTICLE),
    Fault("challenge", page(lambda name: _CHALLENGE), "any", _NO_ARTICLE),
    Fault("bare-challenge", page(lambda name: _BARE_CHALLENGE), "any", _NO_ARTICLE),
    Fault("soft-404", page(lambda name: _SOFT_404), "any", _NO_ARTICLE),
    Fault("maintenance", page(lambda name: _MAINTENANCE), "any", _NO_ARTICLE),
    Fault("cookie-wall", page(lambda name: _COOKIES), "any", _NO_ARTICLE),
    Fault("login", page(lambda name: _LOGIN), "any", _NO_ARTICLE),
    Fault("listing-as-article", listing_as_article, "any", (*_NO_ARTICLE, "listing", "section_front")),
    Fault("pdf-as-html", page(lambda name: _PDF), outcome="stored", text=None),
    Fault("pdf", page(lambda name: _PDF, kind="application/pdf"), outcome="stored", text=None),
    Fault("png-as-html", page(lambda name: _PNG), reasons=_NOT_HTML, outcome="any"),
    Fault("json", page(lambda name: '{"title": "x"}', kind="application/json"), reasons=_NOT_HTML, outcome="any"),
    Fault("plain-text", page(lambda name: "just words " * 90, kind="text/plain"), reasons=_NOT_HTML, outcome="any"),
    Fault("words-as-html", page(lambda name: "just words " * 90), reasons=_NOT_HTML, outcome="any"),
    Fault("no-type", page(article, kind=""), "stored"),
    Fault("octet-stream", page(article, kind="application/octet-stream"), "stored"),
    Fault("keep-alive", good, "stored"),
)
LEAVES_THE_HOST = Fault(
    "retry-after-3600", status("429 Too Many Requests", Retry_After="3600"), reasons=("http_429", "retry_later"), tries=1
)
