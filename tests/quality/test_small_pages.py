"""Small pages of our own making, read by `extract` alone: what must be in the text, and what must not."""

# ruff: noqa: E501  markup reads worse when it is broken

import pytest

from crawler.extract import extract

NAV = "<ul class=nav><li><a href=/>Home</a><li><a href=/about/>About us</a><li><a href=/news/>News</a><li><a href=/jobs/>Jobs</a></ul>"
FOOT = "<div class=footer>Copyright 2019 Example Group. All rights reserved. <a href=/terms/>Terms of use</a></div>"
P1 = "The Example Group opened its second copper smelter in the harbour district on Tuesday, after two years of building."
P2 = "Some four hundred people will work in the plant. It uses a third less energy than the one from 1987 that it replaces."
P3 = "“We have learned a lot from the first plant,” said the head of operations at the opening ceremony."
Z1 = "近日，某某集团有限公司在北京召开年度工作会议，总结全年工作，部署下一阶段重点任务，集团领导班子成员参加会议。"
Z2 = "会议指出，过去一年集团坚持稳中求进，主要经营指标再创新高，科技创新取得新突破，安全生产形势保持稳定。"
Z3 = "会议要求，各单位要认真贯彻落实会议精神，狠抓改革创新，以优异成绩迎接新的发展阶段。"

ENGLISH = (P1, P2, P3)
CHINESE = (Z1, Z2, Z3)
TEASERS = "".join(
    f"<div class=card><a href=/n/{n}.html><img src=/t{n}.jpg><h4>Another story number {n} of this newsroom</h4></a></div>"
    for n in range(6)
)

PAGES = {
    "paragraphs in divs": (
        f"<title>Group opens smelter - Example</title>{NAV}<div class=main><h1>Group opens smelter</h1><div class=date>4 June 2019</div>"
        f"<div class=content><p>{P1}</p><p>{P2}</p><p>{P3}</p></div></div><div class=related><h3>Related</h3>{TEASERS}</div>{FOOT}",
        ENGLISH,
        ("Another story", "Copyright", "About us"),
    ),
    "nested editors": (
        f"<title>年度工作会议</title>{NAV}<div class=xl_title>某某集团召开年度工作会议</div><div class=xl_time>2019-06-06 字体：【大 中 小】【打印】</div>"
        f"<div class=TRS_Editor><style>.TRS_Editor P{{margin:0}}</style><div class=TRS_UEDITOR><div class=Custom_UnionStyle><p>　　{Z1}</p>"
        f"<p>　　{Z2}</p><p>　　{Z3}</p></div></div></div><div class=foot>版权所有 某某集团有限公司 京ICP备00000000号</div>",
        CHINESE,
        ("margin", "打印", "版权所有"),
    ),
    "line breaks in a table cell": (
        f"<title>年度工作会议</title><table><tr><td>{NAV}</td></tr><tr><td><table><tr><td align=center><b>某某集团召开年度工作会议</b></td></tr>"
        f"<tr><td>来源：集团办公室　2019年6月6日</td></tr><tr><td id=zoom>　　{Z1}<br><br>　　{Z2}<br><br>　　{Z3}</td></tr></table></td></tr>"
        "<tr><td>上一篇：<a href=1.html>集团开展安全检查</a></td></tr></table>",
        CHINESE,
        ("上一篇",),
    ),
    "upper case and font": (
        f"<HTML><BODY><TABLE><TR><TD>{NAV}</TD><TD><CENTER><FONT SIZE=4>Group opens smelter</FONT></CENTER><P><FONT FACE=Arial>{P1}</FONT>"
        f"<P><FONT FACE=Arial>{P2}</FONT><P><FONT FACE=Arial>{P3}</FONT></TD></TR></TABLE>{FOOT}",
        ENGLISH,
        ("Copyright",),
    ),
    "article element and comments": (
        f"<title>Group opens smelter</title><header>{NAV}</header><main><article><h1>Group opens smelter</h1><p>{P1}</p><aside>Subscribe to our "
        f"newsletter</aside><p>{P2}</p><p>{P3}</p></article><section class=comments><h2>2 comments</h2><div class=comment><p>Jo: Good news for the "
        f"town, I hope.</p></div><div class=comment><p>Al: The harbour was nicer before they built all of this there.</p></div></section></main>{FOOT}",
        ENGLISH,
        ("newsletter", "Good news for the town", "nicer before"),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_text_of_a_small_page(name: str) -> None:
    markup, wanted, unwanted = PAGES[name]
    article = extract(f"<html><body>{markup}</body></html>", "http://www.example.com/news/201906/t20190606_1.html")
    assert [part for part in wanted if part not in article.text.split("\n\n")] == []
    assert [part for part in unwanted if part in article.text] == []


def test_hidden_text_and_code_are_never_in_the_text() -> None:
    body = f"<p>{P1}</p><p style='display:none'>secret one</p><script>secret two</script><template>secret three</template><p>{P2}</p><p>{P3}</p>"
    article = extract(f"<html><body><h1>Group opens smelter</h1><div>{body}</div></body></html>", "http://www.example.com/")
    assert P2 in article.text
    assert "secret" not in article.text + article.html


def test_images_of_the_body_come_with_it() -> None:
    body = f"<p>{P1}</p><p align=center><img src=./W0201906.jpg></p><p align=center>The new plant</p><p>{P2}</p><p>{P3}</p>"
    markup = f"<html><body><img src=/banner.jpg>{NAV}<h1>Group opens smelter</h1><div class=text>{body}</div>{TEASERS}{FOOT}</body></html>"
    article = extract(markup, "http://www.example.com/news/1.html")
    assert [(image.url, image.caption) for image in article.images] == [
        ("http://www.example.com/news/W0201906.jpg", "The new plant")
    ]


def test_documents_below_the_body_are_offered() -> None:
    markup = (
        f"<html><body>{NAV}<h1>通知</h1><div class=wrap><div class=text><p>{Z1}</p><p>{Z2}</p><p>{Z3}</p></div>"
        f"<div class=attachment>附件：<a href=./P0201906.pdf>实施方案.pdf</a></div></div>{FOOT}</body></html>"
    )
    article = extract(markup, "http://www.example.com/tz/201906/t1.html")
    assert [(each.url, each.type) for each in article.attachments] == [("http://www.example.com/tz/201906/P0201906.pdf", "pdf")]
