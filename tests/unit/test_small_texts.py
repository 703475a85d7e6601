"""Texts in the markup of common systems: code, summaries above their sections, last sections, bodies in data, controls, files."""

import pytest

from crawler.extract import extract
from crawler.extract.block_model.short_text import in_its_box
from tests.ferry import FERRY, blocks_of

URL = "https://www.sund.example/n/1"
TITLE = "Night ferry at last"


def text_of(body: str, lang: str = "en") -> str:
    head = f"<html lang={lang}><title>{TITLE}</title><body><main><h1>{TITLE}</h1><p>3 June 2024</p>"
    return extract(f"{head}{body}</main>", URL).text


@pytest.mark.parametrize(("code", "lines"), [
    ("<pre><code><span>ferryctl stop --quay north<br></span><span>ferryctl start --all<br></span></code></pre>",
     "ferryctl stop --quay north\nferryctl start --all"),
    ("<pre>ferryctl stop --quay north<br>ferryctl start --all<br><br>ferryctl wait</pre>",
     "ferryctl stop --quay north\nferryctl start --all\n\nferryctl wait"),
])  # fmt: skip
def test_breaks_in_code_are_its_lines(code: str, lines: str) -> None:
    assert f"\n\n{lines}\n\n" in text_of(f"<article>{FERRY}{code}{FERRY.replace('ferry', 'boat')}</article>")


@pytest.mark.parametrize(("heading", "tag", "kept"), [
    ("来年の予定", "h3", True), ("后续安排", "h3", True), ("佐藤太郎", "h3", False), ("李建国人", "p", False),
])  # fmt: skip
def test_a_heading_of_the_last_section_is_no_writers_name(heading: str, tag: str, *, kept: bool) -> None:
    language = "ja" if heading in ("来年の予定", "佐藤太郎") else "zh"
    first, last = {
        "ja": (
            "三日間だけ染め場を公開し、百二十名の皆さまに手ぬぐいを一枚ずつ染めていただきました。",
            "次回は青柿を搾る八月に開く予定です。",
        ),
        "zh": ("港口周一宣布，开往各岛的夜班渡轮将从六月起通宵运行，票价与白天相同。", "新码头将于明年春天开放。"),
    }[language]
    above = f"<div class=a><p>{first}</p><p>{first[::2]}。</p></div>"
    assert (last in text_of(f"{above}<div class=b><{tag}>{heading}</{tag}><p>{last}</p></div>", language)) is kept


def test_a_body_in_data_comes_with_its_headline() -> None:
    data = f'{{"article": {{"title": "{TITLE}", "body": "{FERRY}"}}}}'
    page = f"<title>{TITLE}</title><body><div id=__next></div><script type='application/json'>{data}</script>"
    found = extract(page, URL)
    assert (found.title, found.provenance["title"].rule, "sails all night" in found.text) == (TITLE, "h1", True)


@pytest.mark.parametrize(("line", "kept"), [
    ("<p><a href='#' onclick='print()'>Tipărește știrea</a></p>", False),
    ("<p><a href='javascript:history.back()'>Waydhi</a></p>", False),
    ("<p><a href='/f/plan'>Tipărește știrea</a> de joi seara, cum a spus portul.</p>", True),
])  # fmt: skip
def test_what_only_a_script_follows_ends_no_text(line: str, *, kept: bool) -> None:
    words = line.split(">")[2].split("<")[0]
    assert (words in text_of(f"<div>{FERRY}{line}</div>")) is kept


@pytest.mark.parametrize(("tag", "files"), [("nav", 1), ("div", 2)])
def test_a_file_of_a_menu_above_the_headline_is_the_sites(tag: str, files: int) -> None:
    above = f"<{tag}><ul><li><a href=/m/terms.pdf>Terms</a></li></ul></{tag}>"
    told = f"<div>{FERRY}<p>See <a href=/m/plan.pdf>the plan</a>.</p></div>"
    page = f"<title>{TITLE}</title><main>{above}<section><h1>{TITLE}</h1></section>{told}</main>"
    assert len(extract(page, URL).attachments) == files


def test_a_file_stands_beside_a_control_that_shows_it() -> None:
    row = "<li><a href='/down.do?id=31'>어선.hwp</a> <a class=preview>미리보기</a></li>"
    files = f"<div><strong>첨부파일</strong><ul>{row}</ul></div>"
    page = f"<title>{TITLE}</title><div><h4>{TITLE}</h4><p>2024-05-02</p>{files}<div>{FERRY}</div></div>"
    assert [each.url for each in extract(page, URL).attachments] == ["https://www.sund.example/down.do?id=31"]


@pytest.mark.parametrize(("lead", "whole"), [
    ("Apply from 20 May to 28 June, at the town hall or from home. The town pays up to 70 %.", True),
    ("Apply from 20 May to 28 June, at the town hall. " * 4, False),
])  # fmt: skip
def test_boxes_below_a_dropped_heading_are_the_texts_where_it_is_but_their_summary(lead: str, *, whole: bool) -> None:
    told = "<p>The council has set aside {0},000 for the coming school year, and families may apply.</p>"
    section = f"<section><h4>Description</h4>{''.join(map(told.format, range(4)))}</section>"
    page, blocks = blocks_of(f"<main><div><h1>{TITLE}</h1><p>{lead}</p></div>{section}</main>")
    kept = [block for block in blocks if block.element.tag == "p"]
    assert (len(in_its_box(page.outline, kept, 0)) == len(kept)) is whole
