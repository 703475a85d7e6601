# ruff: noqa: E501  scripts in one piece
"""Lists of which only a script knows how they go on: load-more buttons, endless scrolling, shells that a script fills."""

import json

from tests.replica.platforms.company import Release
from tests.replica.platforms.lists import ListedNewsroom, rows_of
from tests.replica.platforms.newsroom import Ask, Reply, as_json, text

_BUTTON = '<button type="button" id="more" class="btn load-more">Load more</button>'


class Scripted(ListedNewsroom):
    """What they have in common: the first rows stand in the page, further ones come from an endpoint."""

    documents = False

    def path_of(self, release: Release) -> str:
        return f"/news/{release.slug}"

    def page_at(self, ask: Ask) -> int | None:
        return 1 if ask.path == self.start else None

    def rows_in(self, first: int, count: int) -> str:
        """The markup of some rows, counted from 0."""
        return rows_of([(each, self.path_of(each)) for each in self.company.newest_first[first : first + count]], self.rows)

    def objects(self, first: int, count: int) -> list[dict[str, object]]:
        """Some releases as an endpoint tells them."""
        return [
            {
                "id": each.number,
                "headline": each.title,
                "url": self.path_of(each),
                "publishedAt": each.at.isoformat(),
                "image": {"src": "/i.jpg"},
            }
            for each in self.company.newest_first[first : first + count]
        ]


class MoreHtml(Scripted):
    """`$.get("/more?page=" + n)`: rows in markup, an empty answer behind the last. Styles: the count before or after, in the path."""

    name = "more_html"

    @property
    def sources(self) -> int:
        return super().sources + 1

    def pager(self, number: int) -> str:
        script = (
            'var n = 1; $("#more").on("click", function () { n++; $.get("/more?page=" + n, function (html) { $(".list").append(html); }); });',
            "let page = 2; async function more() { const r = await fetch(`/news/list/${page}`); box.insertAdjacentHTML('beforeend', await r.text()); page += 1; }",
            "var idx=0;function load(){idx=idx+1;$.ajax({url:'/more',data:{p:idx+1,kind:'press'},dataType:'html',success:function(d){$('ul').append(d)}})}",
        )[self.seed % 3]
        return f"{_BUTTON}<script>{script}</script>"

    def route(self, ask: Ask) -> Reply | None:
        number = 0
        if self.seed % 3 == 1 and ask.path.startswith("/news/list/"):
            number = int(ask.path.rpartition("/")[2])
        elif ask.path == "/more":
            number = ask.number("p" if self.seed % 3 == 2 else "page", 1)
        return text(self.rows_in((number - 1) * self.size, self.size)) if number else super().route(ask)


class MoreJson(Scripted):
    """`fetch("/api/news?skip=..&take=..")`: a JSON list with a total, or with a mark of the end."""

    name = "more_json"

    def pager(self, number: int) -> str:
        script = (
            f"const take = {self.size}; let skip = {self.size}; const box = document.querySelector('.list');"
            "async function more() { const r = await fetch(`/api/news?skip=${skip}&take=${take}`); skip += take; }"
            "new IntersectionObserver(more).observe(document.querySelector('footer'));",
            f"const state = {{page: 1, size: {self.size}}}; function next() {{ state.page++; axios.get('/api/news', {{params: {{page: state.page, size: state.size}}}}).then(show); }}"
            "window.addEventListener('scroll', next);",
            f"var offset = 0, limit = {self.size}; $('#more').click(function(){{ offset += limit; $.getJSON('/api/news?offset=' + offset + '&limit=' + limit, show); }});",
        )[self.seed % 3]
        return f"{_BUTTON if self.seed % 3 == 2 else ''}<script>{script}</script>"

    def route(self, ask: Ask) -> Reply | None:
        if ask.path != "/api/news":
            return super().route(ask)
        first = ask.number("skip", ask.number("offset", (ask.number("page", 1) - 1) * self.size))
        count = ask.number("take", ask.number("limit", ask.number("size", self.size)))
        total = len(self.company.releases)
        ahead = first + count < total
        return as_json({"items": self.objects(first, count), **({"total": total} if self.seed % 3 == 0 else {"hasMore": ahead})})


class MorePosted(Scripted):
    """Forms that a script posts. Styles: fields by name, JSON, a form that is filled field by field with WordPress's names."""

    name = "more_posted"

    def pager(self, number: int) -> str:
        script = (
            f"var page=1;$('#more').click(function(){{page++;$.post('/news/loadmore',{{page:page,size:{self.size},channel:'press'}},function(d){{$('.list').append(d.html)}})}});",
            f"let cur = 1; async function more() {{ cur += 1; const r = await fetch('/news/loadmore', {{method: 'POST', headers: {{'Content-Type': 'application/json'}}, body: JSON.stringify({{page: cur, size: {self.size}, channel: 'press'}})}}); }}",
            'var more_params = {"ajaxurl":"\\/news\\/loadmore","query":"press","current_page":"1","max_page":"90"};\n'
            "jQuery(function($){ $('#more').click(function(){ var data = {'action':'loadmore','channel': more_params.query,'page': more_params.current_page};"
            "$.ajax({ url: more_params.ajaxurl, data: data, type: 'POST', success: function(d){ more_params.current_page++; } }); }); });",
        )[self.seed % 3]
        return f"{_BUTTON}<script>{script}</script>"

    @property
    def sources(self) -> int:
        return super().sources + 1

    def route(self, ask: Ask) -> Reply | None:
        if ask.path != "/news/loadmore":
            return super().route(ask)
        if ask.method != "POST":
            return text("", status=405)
        said = json.loads(ask.body) if self.seed % 3 == 1 else dict(ask.form)
        if said.get("channel") != "press":
            return as_json({"html": ""})
        at = int(said["page"]) - (0 if self.seed % 3 == 2 else 1)
        rows = self.rows_in(at * self.size, self.size) if at * self.size < len(self.company.releases) else ""
        return text(rows) if self.seed % 3 == 2 else as_json({"success": True, "html": rows})


class MoreByAttributes(Scripted):
    """Addresses in attributes: `data-next-url`, `data-endpoint` with `data-page`, `hx-get`, Drupal's `views/ajax`."""

    name = "more_attributes"

    def _button(self, page: int) -> str:
        if page >= len(self.pages):
            return ""
        return (
            f'<button class="js-more" data-next-url="/news/part?page={page + 1}">Load more</button>',
            f'<div class="more" data-endpoint="/news/part" data-page="{page}" data-size="{self.size}"><a href="#">Show more news</a></div>',
            f'<button hx-get="/news/part?page={page + 1}" hx-target="closest div" hx-swap="outerHTML">More releases</button>',
        )[self.seed % 3]

    def pager(self, number: int) -> str:
        return self._button(number)

    def route(self, ask: Ask) -> Reply | None:
        if ask.path != "/news/part":
            return super().route(ask)
        page = ask.number("page", 1)
        rows = self.rows_in((page - 1) * self.size, self.size)
        if self.seed % 3 == 1:
            return as_json(
                [{"command": "settings", "settings": {}}, {"command": "insert", "data": rows}] if page <= len(self.pages) else []
            )
        return text(rows + self._button(page))

    @property
    def sources(self) -> int:
        return super().sources + (self.seed % 3 == 1)


class Shell(Scripted):
    """A page without a single row. Styles: a list in JSON asked for by the script, by POST, rows in markup from an attribute."""

    name = "shell"

    @property
    def sources(self) -> int:
        return 1 + super().sources + (self.seed % 3 != 0)

    def listed(self, number: int) -> str:
        return '<div id="app" class="list">Loading …</div>'

    def pager(self, number: int) -> str:
        script = (
            f"const take = {self.size}; let skip = 0; load(); function load() {{ fetch(`/api/press?skip=${{skip}}&take=${{take}}`).then(r => r.json()).then(show); }}",
            f"var pageNo = 1; $(function(){{ $.ajax({{type: 'post', url: '/api/press/list.do', data: {{pageNo: pageNo, pageSize: {self.size}, catalog: 12}}, success: show}}); }});",
            "",
        )[self.seed % 3]
        return f"<script>{script}</script>" if script else ""

    def list_page(self, number: int) -> str:
        whole = super().list_page(number)
        return (
            whole.replace('id="app"', 'id="app" hx-get="/press/rows?page=1" hx-trigger="load"') if self.seed % 3 == 2 else whole
        )

    def route(self, ask: Ask) -> Reply | None:
        if ask.path == "/api/press" and self.seed % 3 == 0:
            return as_json({"data": self.objects(ask.number("skip", 0), self.size), "totalCount": len(self.company.releases)})
        if ask.path == "/api/press/list.do":
            if ask.form.get("catalog") != "12":
                return text("", status=405)
            return as_json({"code": 0, "rows": self.objects((int(ask.form["pageNo"]) - 1) * self.size, self.size)})
        if ask.path == "/press/rows":
            return text(self.rows_in((ask.number("page", 1) - 1) * self.size, self.size))
        return super().route(ask)


class FrameworkData(Scripted):
    """Lists in the data of frameworks: Next, Nuxt 3, JSON-LD; all of it in the page, which itself shows no row."""

    name = "framework_data"

    @property
    def sources(self) -> int:
        return 1

    def listed(self, number: int) -> str:
        return '<div id="__next"></div>'

    def pager(self, number: int) -> str:
        every = self.objects(0, len(self.company.releases))
        if self.seed % 3 == 0:
            return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"pageProps": {"list": every}}})}</script>'
        if self.seed % 3 == 1:
            table: list[object] = [{"data": 1}, {"news": 2}, [*range(3, 3 + len(every))]]
            tail: list[object] = []
            for each in every:
                at = 3 + len(every) + len(tail)
                table.append({"title": at, "path": at + 1, "date": at + 2})
                tail += [each["headline"], each["url"], each["publishedAt"]]
            return f'<script type="application/json" id="__NUXT_DATA__" data-ssr="true">{json.dumps(table + tail)}</script>'
        items = [
            {
                "@type": "ListItem",
                "position": at + 1,
                "item": {
                    "@type": "NewsArticle",
                    "headline": each["headline"],
                    "url": self.origin + str(each["url"]),
                    "datePublished": each["publishedAt"],
                },
            }
            for at, each in enumerate(every)
        ]
        return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items})}</script>'


SCRIPTED = (MoreHtml, MoreJson, MorePosted, MoreByAttributes, Shell, FrameworkData)
