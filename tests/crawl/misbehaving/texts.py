"""Faults of encoding, and hostile text."""

from collections.abc import Callable

from .fault import Fault, page
from .pages import article, title

_CHINESE = "中国五矿集团有限公司今天宣布，公司与多家企业签署了合作协议。【新华社】双方将在矿产资源开发方面加强合作，"
_HIDDEN = (
    '<p style="display:none">hiddenone</p><p hidden>hiddentwo</p>'
    '<div aria-hidden="true" style="visibility:hidden">hiddenthree</div>'
    "<script>var leakedscript=1;</script><style>.leakedstyle{}</style><template><p>leakedtemplate</p></template>"
    "<noscript><p>leakednoscript</p></noscript><!-- leakedcomment -->"
)
_LEAKS = (
    "hiddenone",
    "hiddentwo",
    "hiddenthree",
    "leakedscript",
    "leakedstyle",
    "leakedtemplate",
    "leakednoscript",
    "leakedcomment",
)
_ENTITIES = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
_HANDLERS = '<p onclick="evil()">click<img src=x onerror="evil()"><a href="javascript:evil()">go</a></p>'
_FORMULA = "=HYPERLINK(&quot;http://evil.example&quot;) and more words here"
_GBK = "公司与多家企业签署了合作协议"
_TRADITIONAL = "公司與多家企業簽署了合作協議"
_BIDI = "\u202eevil\u202c zero\u200bwidth\ufeff and\x01 control\x0b characters\x7f"


_UNSAFE = ("\u202e", "\u202c", "\u200b", "\ufeff", "\\u0001", "\\u000b", "\\u200b", "\\u202e", "\x7f")
_BREAKS = ("\u2028", "\u2029", "\u0085")


def chinese(name: str, charset: str | None, *, head: bool = True) -> str:
    """A Chinese article; `charset` is what its own meta element says."""
    page = article(name, after=f"<p>{_CHINESE * 3}</p><p>finis</p>").replace('lang="en"', 'lang="zh"')
    meta = f'<meta charset="{charset}">' if charset and head else ""
    return page.replace('<meta charset="utf-8">', meta)


def _of(name: str, make: Callable[[str], str | bytes], text: str = _GBK, kind: str = "text/html") -> Fault:
    """A page in some encoding, whose text must come out right."""
    return Fault(name, page(make, kind=kind), "stored", text=text)


def _with(name: str, after: str, *absent: str) -> Fault:
    """An article with something hostile at its end, that must not be in the line."""
    return Fault(name, page(lambda n: article(n, after=after)), "stored", absent=absent)


def _big5(name: str) -> bytes:
    return article(name, after=f"<p>{_TRADITIONAL}。</p>").replace('"utf-8"', '"big5"').encode("big5")


def _broken(name: str) -> bytes:
    return article(name, after="<p>caf\xe9 broken</p>").encode().replace(b"caf\xc3\xa9", b"caf\xc3")


def _with_entities(name: str) -> str:
    return article(name).replace("<!DOCTYPE html>", _ENTITIES).replace("finis", "finis &b; &x;")


FAULTS = (
    _of("gbk-as-latin1", lambda n: chinese(n, None).encode("gbk"), kind="text/html; charset=iso-8859-1"),
    _of("gbk-unlabelled", lambda n: chinese(n, None).encode("gbk")),
    _of("gb18030", lambda n: chinese(n, "gb2312").replace("今天", "今天𠮷").encode("gb18030"), "今天𠮷"),
    _of("bom-against-header", lambda n: b"\xef\xbb\xbf" + chinese(n, "gbk").encode(), kind="text/html; charset=gbk"),
    _of("utf8-labelled-gbk", lambda n: chinese(n, "gbk").encode(), kind="text/html; charset=gbk"),
    _of("gbk-labelled-utf8", lambda n: chinese(n, "utf-8").encode("gbk"), kind="text/html; charset=utf-8"),
    _of("utf16", lambda n: chinese(n, None).encode("utf-16")),
    _of("big5", _big5, _TRADITIONAL),
    _of("charset-unknown", lambda n: chinese(n, None).encode(), kind="text/html; charset=x-none"),
    _of("broken-utf8", _broken, "broken"),
    Fault("nul-bytes", page(lambda n: article(n).replace("The report", "The\x00 report")), "stored", absent=("\\u0000",)),
    _with("bidi", f"<p>{_BIDI}</p>", *_UNSAFE),
    _with("surrogates", "<p>pair &#xD83D; alone &#xDC00; end</p>", "\\ud83d", "\\udc00"),
    _with("line-separator", "<p>one\u2028two\u2029three\u0085four</p>", *_BREAKS),
    Fault("script-in-title", page(lambda n: article(n, headline=f"{title(n)} &lt;script&gt;alert(1)&lt;/script&gt;")), "stored"),
    Fault("formula", page(lambda n: article(n, headline=_FORMULA)), "stored"),
    _with("ansi", "<p>red \x1b[31mtext\x1b[0m here</p>", "\\u001b", "\x1b"),
    _with("hidden", _HIDDEN, *_LEAKS),
    Fault("entities", page(_with_entities), "stored", absent=("root:",)),
    _with("handlers", _HANDLERS, "onclick", "onerror", "javascript:"),
)
DATES = (
    "2024-02-30",
    "2024-13-01",
    "0000-00-00",
    "1970-01-01",
    "2099-12-31",
    "99/99/2024",
    "32 May 2024",
    "20240532",
    "yesterdayish",
    "2024-05",
    "1024-05-01",
)


def _dated(number: int, date: str) -> Fault:
    def make(name: str) -> str:
        return article(name).replace('<div class="date">', f'<div class="date">{date}</div><div class="old">')

    return Fault(f"date-{number}", page(make), "stored")


BOGUS_DATES = tuple(_dated(number, date) for number, date in enumerate(DATES))
