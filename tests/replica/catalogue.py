"""The newsrooms of the replica: hosts, sections, addresses, and how a release gets its number and its place."""

from datetime import date, datetime, timedelta, timezone

from tests.replica.model import Channel, dice

ZONE = timezone(timedelta(hours=8))
ALIASES: dict[str, tuple[str, ...]] = {
    "www.minmetals.com": ("www.minmetals.com.cn", "minmetals.com", "minmetals.com.cn"),
    "usa.minmetals.com.cn": (),
    "www.mcc.com.cn": ("mcc.com.cn", "www.mccchina.com"),
    "www.cnmc.com.cn": ("cnmc.com.cn",),
}
HOST_OF = {alias: host for host, aliases in ALIASES.items() for alias in (host, *aliases)}
SITES = ("minmetals", "minmetals_usa", "minmetals_zh", "mcc", "cnmc")
GROUPS = {
    "minmetals": "minmetals",
    "minmetals_usa": "minmetals",
    "minmetals_zh": "minmetals",
    "mcc": "mcc",
    "cnmc": "cnmc",
    "plain": "plain",
}
LAYOUTS = {
    "A": "minmetals/jsp",
    "B": "minmetals/2016",
    "C": "minmetals/2023",
    "U": "minmetals/usa",
    "Z": "minmetals/zh",
    "M1": "mcc/focus",
    "M2": "mcc/trs",
    "J": "cnmc/jsp",
    "K": "cnmc/cms",
    "P": "generic",
}
# First and last day of a generation's releases, and how many days before the date in the address the event was.
SPANS: dict[str, tuple[date, date]] = {
    "A": (date(2009, 3, 2), date(2012, 6, 1)),
    "B": (date(2016, 12, 9), date(2022, 4, 15)),
    "C": (date(2023, 4, 23), date(2026, 3, 6)),
    "U": (date(2017, 10, 12), date(2019, 4, 26)),
    "Z": (date(2019, 2, 11), date(2026, 6, 10)),
    "M1": (date(2016, 1, 12), date(2022, 9, 30)),
    "M2": (date(2017, 4, 10), date(2025, 4, 16)),
    "J": (date(2012, 5, 8), date(2018, 11, 28)),
    "K": (date(2019, 6, 3), date(2026, 5, 20)),
    "P": (date(2019, 1, 7), date(2026, 5, 4)),
}
LAGS: dict[str, tuple[int, ...]] = {
    "B": (1, 2, 3, 4, 5, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8, 9, 9, 12, 23, 35),
    "U": (4, 4, 5, 5, 6, 7, 8, 9, 17, 20, 26),
    "C": (0, 3, 6, 7, 8, 8, 10, 12, 13, 24),
    "A": (0, 5, 30, 86),
}
DEFAULT_LAGS = (0, 0, 1, 1, 2, 4)
HOMES = {
    "A": "/english/",
    "B": "/english/",
    "C": "/english/",
    "U": "/",
    "Z": "/",
    "M1": "/mccen/",
    "M2": "/mcc_en/",
    "J": "/",
    "K": "/cnmc/",
    "P": "/",
}
# Where the menus of each generation lead for news.
NEWS = {
    "A": "/english/outline.jsp?column_no=02", "B": "/english/News/", "C": "/english/news/", "U": "/news/", "Z": "/xwzx/",
    "M1": "/mccen/focus/",
    "M2": "/mcc_en/newscenter/", "J": "/cnmc/xwzx/", "K": "/cnmc/xwzx/", "P": "/news/",
}  # fmt: skip
TRS = frozenset(("B", "C", "U", "Z", "M2"))


_Entry = tuple[str, str, str, str, str, tuple[str, ...], tuple[str, ...]]


def _channel(entry: _Entry, seed: int) -> Channel:
    key, site, generation, host, path, trail, pagers = entry
    language = "zh" if generation in ("Z", "J", "K") else "en"
    pager = dice("pager", seed, key).choice(pagers)
    size = dice("page size", seed, key).choice((8, 10, 12, 15))
    return Channel(key, site, generation, host, path, trail[-1], trail, language, pager, size)


def channels(seed: int) -> tuple[Channel, ...]:
    """All sections of the family; pagers and page sizes depend on the seed."""
    main, usa, mcc, cnmc = ALIASES
    trs = ("zero", "zero", "one", "count")
    rows: tuple[_Entry, ...] = (
        ("en-news", "minmetals", "B", main, "/english/News/", ("Home", "News"), trs),
        ("en-minmetalsnews", "minmetals", "C", main, "/english/news/minmetalsnews/", ("Home", "News", "Minmetals News"), trs),
        ("en-headlinepic", "minmetals", "C", main, "/english/headlinepic/", ("Home", "Headline pic"), trs),
        ("en-jsp", "minmetals", "A", main, "/english/outline.jsp?column_no=02", ("Home", "News"), ("topage",)),
        ("usa-news", "minmetals_usa", "U", usa, "/news/", ("HOME", "News"), trs),
        ("zh-yaowen", "minmetals_zh", "Z", main, "/xwzx/gsyw/", ("首页", "新闻中心", "公司要闻"), trs),
        ("zh-ghyd", "minmetals_zh", "Z", main, "/ddjj/ghyd/", ("首页", "党的建设", "工会园地"), trs),
        (
            "mcc-update",
            "mcc",
            "M1",
            mcc,
            "/mccen/focus/_325415/",
            ("Homepage", "Focus", "News Update"),
            ("next", "next", "count"),
        ),
        ("mcc-top", "mcc", "M1", mcc, "/mccen/focus/_325419/", ("Homepage", "Focus", "TOP News"), ("next",)),
        ("mcc-picture", "mcc", "M1", mcc, "/mccen/focus/picture_news/", ("Homepage", "Focus", "Picture News"), ("next",)),
        ("mcc-newsfocus", "mcc", "M2", mcc, "/mcc_en/newscenter/newsfocus/", ("Press Center", "News Focus"), trs),
        (
            "cnmc-jsp",
            "cnmc",
            "J",
            cnmc,
            "/outlinetem.jsp?outlinetype=1&column_no=010201",
            ("首页", "新闻中心", "媒体报道"),
            ("topage",),
        ),
        ("cnmc-jtxw", "cnmc", "K", cnmc, "/cnmc/xwzx/jtxw/", ("首页", "新闻中心", "集团新闻"), ("countdown",)),
        ("cnmc-cqxw", "cnmc", "K", cnmc, "/cnmc/xwzx/cqxw/", ("首页", "新闻中心", "出资企业新闻"), ("countdown",)),
    )
    return tuple(_channel(row, seed) for row in rows)


def article_path(channel: Channel, url_date: date, number: str) -> str:
    """Path and query of a release of `channel`."""
    generation = channel.generation
    if generation == "A":
        return f"/english/detail.jsp?article_millseconds={number}&column_no=02"
    if generation == "J":
        query = (f"article_millseconds={number}", "column_no=010201")
        return "/detailtem.jsp?" + "&".join(query if int(number) % 3 else query[::-1])
    if generation == "M1":
        return f"{channel.path}{number}/index.html"
    if generation == "K":
        return f"{channel.path}{url_date.year}/{url_date.month}/{number}.html"
    if generation == "P":
        return f"{channel.path}{url_date:%Y/%m}/{number}.html"
    return f"{channel.path}{url_date:%Y%m}/t{url_date:%Y%m%d}_{number}.html"


def article_number(seed: int, channel: Channel, serial: int, made: date) -> str:
    """The native number of a release made on the day `made`: ids grow with time, not evenly, and never meet."""
    rng = dice("number", seed, channel.key, serial)
    if channel.generation in ("A", "J"):
        instant = datetime(made.year, made.month, made.day, 8, 0, tzinfo=ZONE) + timedelta(seconds=rng.randint(0, 30000))
        return str(int(instant.timestamp()) * 1000 + rng.choice((0, rng.randint(1, 999))))
    if channel.generation == "K":
        return f"I{9 * 10**17 + (made - date(2019, 1, 1)).days * 10**13 + rng.randint(1, 10**13 - 1)}"
    if channel.generation == "P":
        return f"{rng.choice(('release', 'news', 'update'))}-{serial + 1000}"
    day = (made - date(2016, 12, 9)).days
    return (
        str(220064 + day * 28 + rng.randint(0, 27))
        if channel.generation != "M1"
        else str(400000 + day * 150 + rng.randint(3000, 3149))
    )
