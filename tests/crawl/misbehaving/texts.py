"""Faults of encoding, and hostile text."""

from .fault import Fault, page
from .pages import article, title

_CHINESE = "中国五矿集团有限公司今天宣布，公司与多家企业签署了合作协议。【新华社】双方将在矿产资源开发方面加强合作，"
_HIDDEN = (
    '<p style="display:none">hiddenone</p><p hidden>hiddentwo</p><div aria-hidden="true" style="visibility:hidden">hiddenthree</div>'
    "<script>var leakedscript=1;</script><style>.leakedstyle{}</style><template><p>leakedtemplate</p></template>"
    "<noscript><p>leakednoscript</p></noscript><!-- leakedcomment -->"
)
_BIDI = "\u202eevil\u202c zero\u200bwidth\ufeff and\x01 control\x0b characters\x7f"


_UNSAFE = ("\u202e", "\u202c", "\u200b", "\ufeff", "\\u0001", "\\u000b", "\\u200b", "\\u202e", "\x7f")
_BREAKS = ("\u2028", "\u2029", "\u0085")


def chinese(name: str, charset: str | None, *, head: bool = True) -> str:
    """A Chinese article; `charset` is what its own meta element says."""
    page = article(name, after=f"<p>{_CHINESE * 3}</p><p>finis</p>").replace('lang="en"', 'lang="zh"')
    meta = f'<meta charset="{charset}">' if charset and head else ""
    return page.replace('<meta charset="utf-8">', meta)


_GBK = "公司与多家企业签署了合作协议"

FAULTS = (
    Fault("gbk-as-latin1", page(lambda n: chinese(n, None).encode("gbk"), kind="text/html; charset=iso-8859-1"), "stored", text=_GBK),
    Fault("gbk-unlabelled", page(lambda n: chinese(n, None).encode("gbk"), kind="text/html"), "stored", text=_GBK),
    Fault("gb18030", page(lambda n: chinese(n, "gb2312").replace("今天", "今天𠮷").encode("gb18030"), kind="text/html"), "stored", text="今天𠮷"),
    Fault("bom-against-header", page(lambda n: b"\xef\xbb\xbf" + chinese(n, "gbk").encode(), kind="text/html; charset=gbk"), "stored", text=_GBK),
    Fault("utf8-labelled-gbk", page(lambda n: chinese(n, "gbk").encode(), kind="text/html; charset=gbk"), "stored", text=_GBK),
    Fault("gbk-labelled-utf8", page(lambda n: chinese(n, "utf-8").encode("gbk"), kind="text/html; charset=utf-8"), "stored", text=_GBK),
    Fault("utf16", page(lambda n: chinese(n, None).encode("utf-16"), kind="text/html"), "stored", text=_GBK),
    Fault("big5", page(lambda n: article(n, after="<p>公司與多家企業簽署了合作協議。</p>").replace('"utf-8"', '"big5"').encode("big5"), kind="text/html"), "stored", text="公司與多家企業簽署了合作協議"),
    Fault("charset-unknown", page(lambda n: chinese(n, None).encode(), kind="text/html; charset=x-none"), "stored", text=_GBK),
    Fault("broken-utf8", page(lambda n: article(n, after="<p>caf\xe9 broken</p>").encode().replace(b"caf\xc3\xa9", b"caf\xc3")), "any", text="broken"),
    Fault("nul-bytes", page(lambda n: article(n).replace("finis", "fi\x00nis")), "stored", text="The report on", absent=("\\u0000",)),
    Fault("bidi", page(lambda n: article(n, after=f"<p>{_BIDI}</p>")), "stored", absent=_UNSAFE),
    Fault("surrogates", page(lambda n: article(n, after="<p>pair &#xD83D; alone &#xDC00; end</p>")), "stored", absent=("\\ud83d", "\\udc00")),
    Fault("line-separator", page(lambda n: article(n, after="<p>one\u2028two\u2029three\u0085four</p>")), "stored", absent=_BREAKS),
    Fault("script-in-title", page(lambda n: article(n, headline=f"{title(n)} &lt;script&gt;alert(1)&lt;/script&gt;")), "stored"),
    Fault("formula", page(lambda n: article(n, headline="=HYPERLINK(&quot;http://evil.example&quot;) and more words here")), "stored"),
    Fault("ansi", page(lambda n: article(n, after="<p>red \x1b[31mtext\x1b[0m here</p>")), "stored", absent=("\\u001b", "\x1b")),
    Fault("hidden", page(lambda n: article(n, after=_HIDDEN)), "stored",
          absent=("hiddenone", "hiddentwo", "hiddenthree", "leakedscript", "leakedstyle", "leakedtemplate", "leakednoscript", "leakedcomment")),
    Fault("entity-bomb", page(lambda n: article(n).replace("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>').replace("finis", "finis &b; &x;")), "stored", absent=("root:",)),
    Fault("handlers", page(lambda n: article(n, after='<p onclick="evil()">click<img src=x onerror="evil()"><a href="javascript:evil()">go</a></p>')), "stored", absent=("onclick", "onerror", "javascript:")),
)  # fmt: skip
DATES = (
    "2024-02-30", "2024-13-01", "0000-00-00", "1970-01-01", "2099-12-31", "99/99/2024", "32 May 2024", "20240532", "yesterdayish",
    "2024-05", "1024-05-01",
)  # fmt: skip
BOGUS_DATES = tuple(
    Fault(
        f"date-{number}",
        page(lambda n, d=date: article(n).replace('<div class="date">', f'<div class="date">{d}</div><div class="old">')),
        "any",
    )  # type: ignore[misc]
    for number, date in enumerate(DATES)
)
