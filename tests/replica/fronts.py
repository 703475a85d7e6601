"""Pages that are neither articles nor listings: homes, sections, pages about the company."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tests.replica.chrome import Link
from tests.replica.model import Channel, dice

_HOST_MAIN, _HOST_USA, _HOST_MCC, _HOST_CNMC = "www.minmetals.com", "usa.minmetals.com.cn", "www.mcc.com.cn", "www.cnmc.com.cn"


@dataclass(frozen=True, slots=True)
class Front:
    """kind is `front` or `about`; `channels` are keys of the sections it shows, `links` further links."""

    kind: str
    name: str
    channels: tuple[str, ...]
    links: tuple[Link, ...] = ()


_EN_ABOUT: tuple[Link, ...] = (
    ("From the Chairman", "/english/about_666/FromthePresident/"),
    ("Milestones", "/english/aboutus/developmentcourse/"),
)
_EN = ("en-minmetalsnews", "en-headlinepic", "en-news", "en-jsp")
_MCC_NEW = ("mcc-newsfocus",)
_MCC_OLD = ("mcc-update", "mcc-top", "mcc-picture")
_CNMC = ("cnmc-jtxw", "cnmc-cqxw", "cnmc-jsp")
FRONTS: dict[tuple[str, str], Front] = {
    (_HOST_MAIN, "/"): Front(
        "front", "中国五矿", ("zh-yaowen", "zh-ghyd"), (("English", "/english/"), ("集团简介", "/zgwk/gsjj/"))
    ),
    (_HOST_MAIN, "/xwzx/"): Front("front", "新闻中心", ("zh-yaowen",)),
    (_HOST_MAIN, "/ddjj/"): Front("front", "党的建设", ("zh-ghyd",)),
    (_HOST_MAIN, "/zgwk/gsjj/"): Front("about", "集团简介", ("zh-yaowen",)),
    (_HOST_MAIN, "/english/"): Front("front", "Home", _EN, (*_EN_ABOUT, ("中文", "/"))),
    (_HOST_MAIN, "/english/news/"): Front("front", "News", ("en-minmetalsnews", "en-headlinepic")),
    (_HOST_MAIN, "/english/about_666/FromthePresident/"): Front("about", "From the Chairman", ("en-news",)),
    (_HOST_MAIN, "/english/aboutus/developmentcourse/"): Front("about", "Milestones", ("en-minmetalsnews",)),
    (_HOST_USA, "/"): Front("front", "Home", ("usa-news",), (("About Us", "/about/"),)),
    (_HOST_USA, "/about/"): Front("about", "About Us", ("usa-news",)),
    (_HOST_MCC, "/"): Front("front", "MCC", _MCC_NEW, (("English", "/mcc_en/"), ("Former English site", "/mccen/"))),
    (_HOST_MCC, "/mcc_en/"): Front(
        "front", "MCC", _MCC_NEW, (("About MCC", "/mcc_en/about/"), ("Press Center", "/mcc_en/newscenter/"))
    ),
    (_HOST_MCC, "/mcc_en/newscenter/"): Front("front", "Press Center", _MCC_NEW),
    (_HOST_MCC, "/mccen/"): Front("front", "Homepage", _MCC_OLD, (("About MCC", "/mccen/about/"),)),
    (_HOST_MCC, "/mccen/focus/"): Front("front", "Focus", _MCC_OLD),
    (_HOST_CNMC, "/"): Front("front", "中国有色集团", _CNMC, (("集团概况", "/cnmc/gywm/"), ("首页", "/cnmc/"))),
    (_HOST_CNMC, "/cnmc/"): Front("front", "中国有色集团", _CNMC, (("集团概况", "/cnmc/gywm/"),)),
    (_HOST_CNMC, "/cnmc/xwzx/"): Front("front", "新闻中心", ("cnmc-jtxw", "cnmc-cqxw")),
    (_HOST_CNMC, "/cnmc/gywm/"): Front("about", "集团概况", ("cnmc-jtxw",)),
    ("*", "/"): Front("front", "Home", ("plain",), (("About Us", "/about/"),)),
}
# Menus of the chrome lead to these; all of them are about the company.
_MENU_PAGE = re.compile(r"^(/english/|/mccen/|/mcc_en/|/cnmc/|/)(about|channel\d+)/(\d+/)?$")
_MENU_CHANNEL = {
    (_HOST_MAIN, "/english/"): "en-news",
    (_HOST_MAIN, "/"): "zh-yaowen",
    (_HOST_USA, "/"): "usa-news",
    (_HOST_MCC, "/mcc_en/"): "mcc-newsfocus",
    (_HOST_MCC, "/mccen/"): "mcc-update",
    (_HOST_CNMC, "/"): "cnmc-jtxw",
    (_HOST_CNMC, "/cnmc/"): "cnmc-jtxw",
    ("*", "/"): "plain",
}
_ABOUT = {
    "en": (
        "Founded in {year}, the company is a leading group in metals and minerals, active in mining, smelting and trade.",
        "Over the past decades, we have grown into a group with {staff},000 employees and assets in {lands} countries.",
        "Dear friends, on behalf of all the staff, I would like to thank those who have supported us in {year} and since.",
        "We hold ourselves responsible to the state, to society, to our shareholders and to the generations to come.",
    ),
    "zh": (
        "公司成立于{year}年，是以金属矿产为核心主业的大型企业集团，业务覆盖勘探、采矿、冶炼、贸易与金融。",
        "经过几十年的发展，公司已拥有员工{staff}万人，业务遍及全球{lands}个国家和地区。",
        "在此，我谨代表全体员工，向长期以来关心和支持公司发展的各界朋友表示衷心的感谢。",
        "公司将始终对国家负责、对社会负责、对股东负责、对子孙后代负责。",
    ),
}


def find(channels: Mapping[str, Channel], host: str, path: str) -> Front | None:
    """The front or about page of an address, with only those sections that are served."""
    front = FRONTS.get((host, path))
    if front is None:
        menu = _MENU_PAGE.match(path)
        key = _MENU_CHANNEL.get((host, menu[1])) if menu else None
        front = (
            Front("about", "About Us" if key and channels.get(key) and channels[key].language == "en" else "走进集团", (key,))
            if key
            else None
        )
    if front is None:
        return None
    served = tuple(key for key in front.channels if key in channels)
    return Front(front.kind, front.name, served, front.links) if served else None


def about_text(seed: int, channel: Channel, path: str) -> tuple[str, ...]:
    """Paragraphs about the company."""
    rng = dice("about", seed, path)
    words = {"year": rng.randint(1950, 2001), "staff": rng.randint(11, 98), "lands": rng.randint(20, 70)}
    return tuple(line.format(**words) for line in _ABOUT[channel.language])


def notice(channel: Channel, count: int) -> str:
    """A line of furniture that was not there before."""
    return (
        f"网站无障碍服务 {count}.0 版上线"
        if channel.language == "zh"
        else f"Best viewed with browsers of version {count + 8} and above"
    )


def href(channel: Channel, path: str, chance: float) -> str:
    """How a row names an address: below its folder, from the root, in full, or on another name of the host."""
    folder = channel.path.partition("?")[0].rpartition("/")[0] + "/"
    if chance < 0.6 and path.startswith(folder):
        return ("./" if folder != "/" else "/") + path.removeprefix(folder)
    aliases = {"www.minmetals.com": "www.minmetals.com.cn", "www.mcc.com.cn": "www.mccchina.com"}
    if chance < 0.85 or channel.host == "*":
        return path
    return f"http://{aliases.get(channel.host, channel.host) if chance > 0.92 else channel.host}{path}"
