"""Faults of redirects and links: every way by which a site may send a crawler somewhere else."""

from .fault import Fault, good, once, page, status
from .pages import article, path
from .server import Ask, Peer, Route

_SCOPE = ("out_of_scope", "private_address", "bad_redirect", "bad_url")
_LOOP = ("redirect_loop", "too_many_redirects")


def to(location: str, line: str = "302 Found") -> Route:
    """A redirect. `{port}` in it is the server's own, `{secret}` the port that must never be asked."""

    async def answer(peer: Peer, ask: Ask) -> None:
        port = ask.headers.get("host", ":0").rpartition(":")[2]
        await peer.answer("<html><body>moved</body></html>", line, {"Location": location.replace("{port}", port)})

    return answer


async def hops(peer: Peer, ask: Ask) -> None:
    number = int(ask.target.partition("?n=")[2] or 0)
    if number >= 30:
        await good(peer, ask)
    else:
        await to(f"{ask.path}?n={number + 1}")(peer, ask)


async def cookie(peer: Peer, ask: Ask) -> None:
    if "seen=1" in ask.headers.get("cookie", ""):
        await good(peer, ask)
    else:
        await peer.answer("", "302 Found", {"Location": ask.target, "Set-Cookie": "seen=1; Path=/; HttpOnly"})


def faults(secret: int) -> tuple[Fault, ...]:
    """The faults; `secret` is the port of a server on the same address that holds a secret."""
    refresh = f'<meta http-equiv="refresh" content="0; url=http://127.0.0.1:{secret}/secret">'
    base = f'<base href="http://127.0.0.1:{secret}/news/">'
    return (
        Fault("redirect-self", to(path("redirect-self")), reasons=_LOOP, tries=6),
        Fault("redirect-two", to(path("redirect-back")), reasons=_LOOP, tries=6),
        Fault("redirect-back", to(path("redirect-two")), reasons=_LOOP, tries=6),
        Fault("redirect-30", hops, reasons=_LOOP, tries=7),
        Fault("redirect-same", cookie, "stored"),
        Fault("redirect-host", to("http://news.example/news/2024/x.html"), reasons=_SCOPE, tries=1),
        Fault("redirect-port", to(f"http://127.0.0.1:{secret}/secret"), reasons=_SCOPE, tries=1),
        Fault("redirect-localhost", to(f"http://localhost:{secret}/secret"), reasons=_SCOPE, tries=1),
        Fault("redirect-decimal", to(f"http://2130706433:{secret}/secret"), reasons=_SCOPE, tries=1),
        Fault("redirect-decimal-own", to("http://2130706433:{port}/secret"), reasons=_SCOPE, tries=1),
        Fault("redirect-hex", to(f"http://0x7f000001:{secret}/secret"), reasons=_SCOPE, tries=1),
        Fault("redirect-octal", to(f"http://0177.0.0.1:{secret}/secret"), reasons=_SCOPE, tries=1),
        Fault("redirect-short", to(f"http://127.1:{secret}/secret"), reasons=_SCOPE, tries=1),
        Fault("redirect-ipv6", to(f"http://[::1]:{secret}/secret"), reasons=_SCOPE, tries=1),
        Fault("redirect-mapped", to(f"http://[::ffff:127.0.0.1]:{secret}/secret"), reasons=_SCOPE, tries=1),
        Fault("redirect-metadata", to("http://169.254.169.254/latest/meta-data/"), reasons=_SCOPE, tries=1),
        Fault("redirect-user", to(f"http://127.0.0.1:{{port}}@127.0.0.1:{secret}/secret"), reasons=_SCOPE, tries=1),
        Fault("redirect-user-own", to("http://user:word@127.0.0.1:{port}/news/2024/x.html"), reasons=_SCOPE, tries=1),
        Fault("redirect-backslash", to(f"http://127.0.0.1:{secret}\\@127.0.0.1:{{port}}/secret"), reasons=_SCOPE, tries=2),
        Fault("redirect-scheme-less", to(f"//127.0.0.1:{secret}/secret"), reasons=_SCOPE, tries=1),
        Fault("redirect-https", to("https://127.0.0.1:{port}/news/2024/x.html"), reasons=_SCOPE, tries=1),
        Fault("redirect-file", to("file:///etc/passwd"), reasons=_SCOPE, tries=1),
        Fault("redirect-data", to("data:text/html,<h1>hi</h1>"), reasons=_SCOPE, tries=1),
        Fault("redirect-ftp", to(f"ftp://127.0.0.1:{secret}/secret"), reasons=_SCOPE, tries=1),
        Fault("redirect-script", to("javascript:alert(1)"), reasons=_SCOPE, tries=1),
        Fault("redirect-nowhere", status("302 Found"), reasons=("bad_redirect",), tries=3),
        Fault("redirect-garbage", to("http://[bad:::/x"), reasons=_SCOPE, tries=3),
        Fault("redirect-bad-port", to("http://127.0.0.1:99999/x"), reasons=_SCOPE, tries=3),
        Fault("redirect-home", to("/"), reasons=("redirected_home", "not_an_article"), tries=1),
        Fault("redirect-section", to("/news/", "301 Moved Permanently"), reasons=("redirected_home", "not_an_article"), tries=1),
        Fault("redirect-error", to("/404.html"), "any", ("redirected_error", "gone", "soft_404"), tries=1),
        Fault(
            "redirect-after-503", once(status("503 Service Unavailable"), to(f"http://127.0.0.1:{secret}/secret")), reasons=_SCOPE
        ),
        Fault("redirect-308", to(path("redirect-target"), "308 Permanent Redirect"), "any"),
        Fault("meta-refresh", page(lambda name: article(name, head=refresh)), "stored"),
        Fault("base-elsewhere", page(lambda name: article(name, head=base)), "stored"),
        Fault("link-port", good, "absent", href=f"http://127.0.0.1:{secret}/secret"),
        Fault("link-decimal", good, "absent", href=f"http://2130706433:{secret}/secret"),
        Fault("link-file", good, "absent", href="file:///etc/passwd"),
        Fault("link-script", good, "absent", href="javascript:alert(1)"),
        Fault("link-bad", good, "absent", href="http://[bad/x.html"),
        Fault("link-port-bad", good, "absent", href="http://127.0.0.1:port/x.html"),
        Fault("link-nul", good, "absent", href="/news/2024/\x00.html\ud800".encode("utf-8", "replace").decode()),
    )
