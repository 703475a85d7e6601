"""Pages of any size, each of them large in one place: long values, many elements, deep nesting."""

# ruff: noqa: E501  pages are read best whole

from collections.abc import Callable

Growing = Callable[[int], str]  # the page with that many of something

BODY = "<p>The company said today that its copper mine made 12.5 percent more in the first half of the year, as planned.</p>" * 5
ROWS = "".join(
    f"<li><a href=/news/2024/05/t{number}.html>Zinc plant number {number} opens here</a><span>2024-05-{number + 1:02}</span></li>"
    for number in range(8)
)


def article(head: str = "", body: str = "", title: str = "Copper output rises", date: str = "2024-05-01", after: str = "") -> str:
    top = f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1><div>{date}</div>"
    return f"{top}{BODY}{body}{after}</body></html>"


def listing(rows: str = "", more: str = "", head: str = "") -> str:
    return f"<html><head><title>News</title>{head}</head><body><h1>News</h1><ul>{ROWS}{rows}</ul>{more}</body></html>"


def _many(each: Callable[[int], str], number: int) -> str:
    return "".join(map(each, range(number)))


def _literal(number: int) -> str:
    return f'a{number}:"{number} \\u003Cp>","'


# What is repeated to make a value long.
RUNS = (
    "a", "1", " ", "\n", "/", "<", "&lt;", " | ", "&amp;a=1", "New York ", "2024-05-01 ", "\u200b", "a{} ", "\u2026", "\u4e00\u3000",
)  # fmt: skip
_META = (
    "date", "author", "og:title", "keywords", "description", "source", "article:published_time", "language", "article:section",
    "robots", "copyright",
)  # fmt: skip

# Page with a value of n characters in one place: (run) -> page; its other places are as they were.
LONG: dict[str, Callable[[str], str]] = {
    "title": lambda run: article(title=f"Copper {run} rises"),
    "datetime": lambda run: article(body=f'<time datetime="19{run}!x">19{run}!x</time>'),
    "printed date": lambda run: article(date=f"19{run}!x"),
    "meta name": lambda run: article(f'<meta name="date{run}" content="2024-05-01">'),
    "meta content": lambda run: article("".join(f'<meta name="{name}" content="19{run}!x">' for name in _META)),
    "text": lambda run: article(body=f"<p>The {run}!x</p><h2>{run}</h2><table><tr><td>{run}<td>{run}</table>"),
    "opening": lambda run: article(date=f"<p>BEIJING, {run}!x</p>"),
    "tail": lambda run: article(after=f"<p>Source: {run}!x</p><p>About: {run}</p><p>{run}</p>"),
    "link": lambda run: article(body=f'<p>see <a href="/{run}.html" title="{run}">{run}</a></p>'),
    "picture": lambda run: article(body=f'<img src="/{run}.jpg" alt="{run}" width="{run}" style="{run}" class="{run}">'),
    "script": lambda run: article(f'<script>var a = "{run}"; createPageHTML(3, 0, "index", "html"); {run}</script>'),
    "linked data": lambda run: article(
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        + ", ".join(f'"{key}": "19{run}"' for key in ("headline", "datePublished", "author", "publisher", "description", "url", "keywords"))
        + "}</script>"
    ),
    "comment": lambda run: article(body=f"<!-- {run} --><!-- {run}"),
    "attributes": lambda run: article(body=f'<div class="{run}" id="{run}" style="{run}" onclick="{run}"><p>Text of it here.</p></div>'),
    "tag": lambda run: article(body=f"<{run}"),
    "row address": lambda run: listing(f'<li><a href="/news/2024/05/{run}.html">Zinc opens</a><span>2024-05-02</span></li>'),
    "row query": lambda run: listing(f'<li><a href="/news/x.html?a={run}&{run}=1">Zinc opens here today</a>2024-05-02</li>'),
    "row text": lambda run: listing(f"<li><a href=/news/2024/05/t99.html>Zinc {run} opens</a><span>19{run}!x</span></li>"),
    "pager": lambda run: listing(
        "", f'<div class=pager><a href="/news/index_{run}.html">2</a><a href="/news/index_2.html">{run}</a>'
        f'<a href="?page=3&x={run}" onclick="go({run})">next {run}</a> Total {run} pages {run}</div>',
    ),
    "pager script": lambda run: listing(
        "", f"<script>createPageHTML({run}, 0, 'index', 'html'); var countPage = {run}; maxPageNum = {run}; {run}</script>"
        f'<a href="javascript:go({run})">2</a><a href="?topage={run}">3</a>',
    ),
    "states": lambda run: listing(
        "", f'<div data-page="{run}" data-url="/api/{run}">{run}</div><select><option value="{run}">{run}</option></select>'
        f'<a rel=next aria-label="{run}" title="{run}" class="{run}" href="/news/{run}">x</a>',
    ),
    "sections": lambda run: listing(
        "", f'<h2>{run}</h2><nav><a href="/{run}/">{run}</a></nav>', f'<link rel=next href="/{run}"><meta http-equiv=refresh content="0;url={run}">'
    ),
}  # fmt: skip

# Page with n of something.
MANY: dict[str, Growing] = {
    "lists amid text": lambda n: article(
        body=_many(lambda each: f"<p>The mine tells of its {each}th week in full, as it says:</p><ul><li>Ore {each}</li><li>Zinc</li></ul>", n)
    ),
    "texts of a script": lambda n: "<title>Copper</title><h1>Copper</h1><script>x={" + _many(_literal, n) + "}</script>",
    "hidden texts": lambda n: article(body="<div>" * 9 + (BODY + f"<div hidden>{BODY}</div>") * n + "</div>" * 9),
    "metas of a name": lambda n: article(_many(lambda i: f'<meta property="og:title" content="t{i}"><meta name=author content="Ann {i}">', n)),
    "names of metas": lambda n: article(_many(lambda i: f'<meta name="date{i}" content="2024-05-01">', n)),
    "keywords": lambda n: article(f'<meta name="keywords" content="{",".join(f"k{i}" for i in range(n))}">'),
    "times": lambda n: article(body=_many(lambda i: f'<time datetime="2024-05-{i % 28 + 1:02}">May {i % 28 + 1}, 2024</time>', n)),
    "dates": lambda n: article(body=_many(lambda i: f"<p>2024-05-{i % 28 + 1:02}</p>", n)),
    "dates in a line": lambda n: article(body=f"<p>{_many(lambda i: f'2024-05-{i % 28 + 1:02} {i} ', n)}</p>"),
    "pictures": lambda n: article(body=_many(lambda i: f"<img src=/a{i}.jpg alt=x width=500>", n)),
    "one picture": lambda n: article(body="<img src=/a.jpg alt=x width=500>" * n),
    "figures": lambda n: article(body=_many(lambda i: f"<figure><img src=/a{i}.jpg><figcaption>Caption {i}</figcaption></figure>", n)),
    "claims": lambda n: article(
        '<script type="application/ld+json">['
        + ",".join(f'{{"@type": "NewsArticle", "headline": "h{i}", "datePublished": "2024-05-{i % 28 + 1:02}"}}' for i in range(n))
        + "]</script>"
    ),
    "scripts of claims": lambda n: article(_many(lambda i: f'<script type="application/ld+json">{{"@type": "Article", "name": "h{i}"}}</script>', n)),
    "broken claims": lambda n: article(_many(lambda i: f'<script type="application/ld+json">{{"@type": "Article",, "name": "h{i}"</script>', n)),
    "nested claims": lambda n: article('<script type="application/ld+json">' + "[" * n + "]" * n + "</script>"),
    "paragraphs": lambda n: article(body=_many(lambda i: f"<p>Paragraph number {i} says that copper rose again.</p>", n)),
    "one paragraph": lambda n: article(body="<p>This paragraph says that copper rose again today.</p>" * n),
    "words": lambda n: article(body=_many(lambda i: f"<p>w{i}</p>", n)),
    "lines": lambda n: article(body=f"<p>{_many(lambda i: f'line {i}<br>', n)}</p>"),
    "sentences": lambda n: article(body=f"<p>{_many(lambda i: f'Mine {i} says that copper rose again.<br><br>', n)}</p>"),
    "fields": lambda n: article(body="<input value=x>" * n),
    "comments": lambda n: article(after=_many(lambda i: f"<div class=comment><b>Ann {i}</b><p>Some text</p></div>", n)),
    "headings": lambda n: article(body=_many(lambda i: f"<h1>Copper output rises {i}</h1><h2>It rises {i}</h2>", n)),
    "links": lambda n: article(body=_many(lambda i: f"<p>see <a href=/x/{i}.html>link {i}</a></p>", n)),
    "links in a line": lambda n: article(body=f"<p>{_many(lambda i: f'see <a href=/x/{i}.html>link {i}</a> ', n)}</p>"),
    "documents": lambda n: article(body=_many(lambda i: f"<p><a href=/x/{i}.pdf>file {i}</a></p>", n)),
    "spans": lambda n: article(body=f"<p>{'<span>a </span><b>b</b> x<sup>2</sup>' * n}</p>"),
    "boxes": lambda n: article(body="<div></div>" * n),
    "nesting": lambda n: article(body="<div>" * n + "x" + "</div>" * n),
    "nesting with text": lambda n: article(body="<div>some words here " * n),
    "nested lists": lambda n: article(body="<ul><li>x" * n),
    "nested tables": lambda n: article(body="<table><tr><td>" * n + "x"),
    "nested quotations": lambda n: article(body="<blockquote><p>x</p>" * n),
    "nested inline": lambda n: article(body=f"<p>{'<b><i>' * n}x"),
    "open links": lambda n: article(body="<a href=/x>a" * n),
    "closings": lambda n: article(body="</div></html>" * n),
    "table rows": lambda n: article(body=f"<table>{'<tr><td>a<td>b<td>c' * n}</table>"),
    "table columns": lambda n: article(body=f"<table><tr>{'<td>a' * n}</table>"),
    "wide cells": lambda n: article(body=f"<table>{'<tr><td colspan=1000 rowspan=1000>a' * n}</table>"),
    "tables": lambda n: article(body="<table><tr><td>a<td>b</table>" * n),
    "definitions": lambda n: article(body=f"<dl>{'<dt>a<dd>b' * n}</dl>"),
    "parts": lambda n: article(after=_many(lambda i: f"<p>About Company {i}</p><p>Company {i} makes copper.</p><p>Contact: Ann, Tel: {i}</p>", n)),
    "sources": lambda n: article(after=_many(lambda i: f"<p>Source: Daily {i}</p>", n)),
    "datelines": lambda n: article(date=_many(lambda i: f"<p>BEIJING, May {i % 28 + 1}, 2024 -- Words {i}.</p>", n)),
    "embeds": lambda n: article(body="<embed>" * n),
    "lines of a heading": lambda n: article(body=f"<h1>{_many(lambda i: f'Mine {i} opens.<br>', n)}</h1>"),
    "open headings": lambda n: article(body=_many(lambda i: f"<h1>Mine {i} opens", n)),
    "pictures of a figure": lambda n: article(
        body=f"<figure>{_many(lambda i: f'<img src=/a{i}.jpg>', n)}<figcaption>All of them.</figcaption></figure>"
    ),
    "open figures": lambda n: article(body=_many(lambda i: f"<figure><img src=/a{i}.jpg><figcaption>Mine {i} opens", n)),
    "share boxes": lambda n: article(
        body=_many(lambda i: f"<div class=share><h4>Share {i}</h4><p>To <a href=/p/{i}>Ann</a></p></div><p>Mine {i} opens.</p>", n)
    ),
    "summaries": lambda n: article(
        body=_many(lambda i: f"<div class=ai-summary><h4>Summary {i}</h4><p>Mine {i} opens.</p></div><p>Copper {i} rises.</p>", n)
    ),
    "comments amid text": lambda n: article(
        body=_many(lambda i: f"<div class=comment><h4>Comment {i}</h4><p>By <a href=/p/{i}>Ann</a></p></div><p>Mine {i} opens.</p>", n)
    ),
    "ends": lambda n: article(body=_many(lambda i: f"<p>Mine {i} opens today.</p><p>- ENDS -</p><p>Notes to editors</p>", n)),
    "figures in boxes": lambda n: article(body=_many(lambda i: f"<div class=n><span class=v>{i}%</span><span class=l>of mines</span></div>", n)),
    "persons stated": lambda n: article(
        body=_many(lambda i: f'<span itemprop=author itemscope itemtype="http://schema.org/Person"><b itemprop=name>Ann {i}</b></span>', n)
    ),
    "tags printed": lambda n: article(after=f"<div class=tags>Tags: {_many(lambda i: f'<a href=/tag/{i}>mine {i}</a> ', n)}</div>"),
    "quotations": lambda n: article(body=_many(lambda i: f"<blockquote><p>Mine {i} opens.</p><footer>Ann {i}</footer></blockquote><p>Ore {i}.</p>", n)),
    "answers": lambda n: article(body=_many(lambda i: f"<h3><button>Why mine {i}?</button></h3><div hidden><p>It opens again, {i}.</p></div>", n)),
    "subheads": lambda n: article(body=_many(lambda i: f"<p><b>Mine {i}</b></p><p>It opens today, as number {i} says to all.</p>", n)),
    "scripts": lambda n: article("<script>var a = 1;</script>" * n),
    "open scripts": lambda n: article(body="<script><style><!--" * n),
    "signs": lambda n: article(body='<<a "<div a="' * n),
    "attributes": lambda n: article(body=f"<div {_many(lambda i: f'a{i}=b ', n)}>x</div>"),
    "bases": lambda n: article("<base><base href=/x>" * n, _many(lambda i: f"<a href=x{i}>y</a>", n)),
    "rows": lambda n: listing(
        _many(lambda i: f"<li><a href=/news/2024/05/t{i + 99}.html>Zinc plant {i} opens here</a><span>2024-05-02</span></li>", n)
    ),
    "one row": lambda n: listing("<li><a href=/news/2024/05/t99.html>Zinc plant opens here</a><span>2024-05-02</span></li>" * n),
    "rows without a date": lambda n: listing(_many(lambda i: f"<li><a href=/news/2024/05/t{i + 99}.html>Zinc plant {i} opens here</a></li>", n)),
    "rows in boxes": lambda n: listing(
        "", _many(lambda i: f"<div><h3><a href=/news/2024/05/t{i + 99}.html>Zinc plant {i} opens</a></h3><p>Teaser</p>2024-05-02</div>", n)
    ),
    "rows in lines": lambda n: listing("", _many(lambda i: f"<a href=/news/2024/05/t{i + 99}.html>Zinc plant {i} opens here</a> 2024-05-02<br>", n)),
    "rows of a table": lambda n: listing(
        "", f"<table>{_many(lambda i: f'<tr><td>2024-05-02<td><a href=/news/2024/05/t{i + 99}.html>Zinc plant {i} opens here</a>', n)}</table>"
    ),
    "rows of definitions": lambda n: listing(
        "", f"<dl>{_many(lambda i: f'<dt>2024-05-02<dd><a href=/news/2024/05/t{i + 99}.html>Zinc plant {i} opens here</a>', n)}</dl>"
    ),
    "lists": lambda n: listing(
        "", _many(lambda i: f"<div class=b{i}><h2>Box {i}</h2><ul><li><a href=/news/2024/05/t{i}a.html>Zinc plant a {i} opens</a> 2024-05-01"
                  f"<li><a href=/news/2024/05/t{i}b.html>Zinc plant b {i} opens</a> 2024-05-01</ul></div>", n),
    ),
    "nested rows": lambda n: listing("", _many(lambda i: f"<div><a href=/news/2024/05/t{i + 99}.html>Zinc plant {i} opens</a> 2024-05-02", n)),
    "rows of other tags": lambda n: listing("", _many(lambda i: f"<x{i}><a href=/news/2024/05/t{i + 99}.html>Zinc plant {i} opens</a> 2024-05-02</x{i}>", n)),
    "rows elsewhere": lambda n: listing(_many(lambda i: f"<li><a href=http://h{i}.example.net/a.html>Zinc plant {i} opens</a> 2024-05-02</li>", n)),
    "rows of files": lambda n: listing(_many(lambda i: f"<li><a href=/a/{i}.pdf>Zinc plant {i} opens</a> 2024-05-02</li>", n)),
    "rows of scripts": lambda n: listing(_many(lambda i: f'<li><a href="javascript:open({i})">Zinc plant {i} opens</a> 2024-05-02</li>', n)),
    "pages": lambda n: listing("", f"<div>{_many(lambda i: f'<a href=/news/index_{i}.html>{i}</a> ', n)}</div>"),
    "pages by parameter": lambda n: listing("", _many(lambda i: f"<div><a href=/news/?p{i}={i}>{i}</a></div>", n)),
    "pages of others": lambda n: listing("", _many(lambda i: f"<a href=/s{i}x/1/2/3/4/5/6/7/8>{i % 50}</a> ", n)),
    "next": lambda n: listing("", _many(lambda i: f"<a href=/news/n{i}>next</a> <button data-page={i}>load more</button>", n)),
    "years": lambda n: listing("", _many(lambda i: f"<a href=/news/{1990 + i % 40}/{i}>{1990 + i % 40}</a> ", n)),
    "totals": lambda n: listing("", _many(lambda i: f"<p>Total {i} items, page 1 of {i}</p>", n)),
    "options": lambda n: listing("", f"<select>{_many(lambda i: f'<option value=/news/{i}>{i}</option>', n)}</select>"),
    "sections": lambda n: listing("", f"<nav>{_many(lambda i: f'<a href=/sec{i}/>Section {i}</a><a href=/news{i}/>News {i}</a>', n)}</nav>"),
    "forms": lambda n: listing("", "<form action=/s><input type=hidden name=page value=2><input type=submit value=next></form>" * n),
    "steps": lambda n: listing("", _many(lambda i: f'<a href="javascript:;" onclick="page({i})">{i}</a>', n)),
    "calls": lambda n: listing("", f"<script>{'createPageHTML(' * n}</script>"),
}  # fmt: skip
