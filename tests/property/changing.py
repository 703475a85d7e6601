"""Article pages of newsrooms whose furniture is another at each load, while no word of the release changes.

Each skeleton is a newsroom's template in a language of its own. `print_page` fills it from a story and a die: menu, clock,
counters, tokens, latest and related links, teasers, banners come from the die alone.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple
from zlib import crc32

_EN = (
    "The ferry operator will move its night crossings to a new berth on the eastern quay from the first week of May.",
    "Passengers with vehicles are asked to arrive forty minutes before departure, because the ramp is narrower than the old one.",
    "The port authority paid 12.4 million for the berth, of which a third came from the regional development bank.",
    "A second ramp is under construction and should open before the summer timetable begins, the operator said.",
    "Freight customers keep their reserved lanes; their contracts were extended by five years in January.",
    "The chief executive thanked the pilots, who had tested the approach in heavy weather on eleven nights.",
)
_DE = (
    "Die Gemeinde hat am Dienstag den Umbau des alten Wasserturms zu einem Archiv beschlossen, der vier Jahre dauern soll.",
    "Für die Arbeiten stehen 7,8 Millionen Euro bereit, von denen das Land gut die Hälfte übernimmt.",
    "Das Archiv soll Karten, Briefe und Baupläne aus drei Jahrhunderten aufnehmen, die bisher in Kellern lagern.",
    "Während der Bauzeit bleibt der Platz vor dem Turm gesperrt, der Wochenmarkt zieht an das Ufer um.",
    "Die Architektin kündigte an, dass die Treppe aus Gusseisen erhalten und das Dach begrünt werde.",
)
_ZH = (
    "本公司三号水泥生产线于四月二十日正式点火投产，年产熟料可达一百五十万吨，项目总投资约九亿元。",
    "新线采用低氮燃烧和余热发电技术，每吨产品的综合能耗比旧线下降百分之十八，粉尘排放低于国家标准。",
    "项目建设历时二十二个月，高峰时期有六百余名工人同时在现场施工，没有发生一起安全事故。",
    "公司负责人在仪式上表示，将继续推进技术改造，为当地经济发展和环境保护作出更大贡献。",
    "据介绍，配套的码头工程预计在年底前完工，届时产品可以通过水路运往下游各省。",
)
_FR = (
    "La compagnie des tramways mettra en service une troisième ligne entre la gare et l'hôpital au début du mois de juin.",
    "Les travaux ont duré deux ans et coûté 84 millions d'euros, dont un quart payé par la région.",
    "Quinze rames neuves, plus longues que les anciennes, circuleront toutes les six minutes aux heures de pointe.",
    "Les riverains ont obtenu que la vitesse soit limitée à trente kilomètres à l'heure près des écoles.",
    "Un second dépôt sera construit au nord de la ville avant la fin de l'année prochaine, a précisé la direction.",
)
_JA = (
    "当社は五月一日より、北部工場において新しい太陽電池の量産を開始いたしますので、お知らせいたします。",
    "新製品は変換効率が従来品より三割高く、住宅の屋根だけでなく壁面にも取り付けることができます。",
    "生産能力は年間二百メガワットで、来年度中に四百メガワットまで拡張する計画です。",
    "設備投資額は約百二十億円で、新たに二百名の従業員を地元から採用する予定です。",
    "当社は今後も再生可能エネルギーの普及を通じて、持続可能な社会の実現に貢献してまいります。",
)
STORIES = {"en": _EN, "de": _DE, "zh": _ZH, "fr": _FR, "ja": _JA}
_HEADLINES = {
    "en": "Night ferries move to the eastern quay as berth {} opens", "de": "Gemeinde baut Wasserturm {} zu einem Archiv um",
    "zh": "{}号水泥生产线正式点火投产", "fr": "La ligne {} du tramway ouvrira au mois de juin",
    "ja": "第{}世代太陽電池の量産開始に関するお知らせ",
}  # fmt: skip
_TEASERS = {
    "en": "Harbour master retires after thirty years|Quarterly traffic figures for the eastern terminals|"
    "Winter timetable extended by two weeks|New tugs for the approach channel|Shareholders approve the dividend for last year|"
    "Training centre for deck officers opens",
    "de": "Neues Freibad öffnet im Juni|Haushalt für das kommende Jahr verabschiedet|"
    "Straßenbahn fährt wieder bis zum Friedhof|Bürgermeisterin empfängt Partnerstadt|"
    "Schulhof der Grundschule wird saniert|Glasfaser für alle Ortsteile bis Herbst",
    "zh": "公司召开年度安全生产工作会议|集团领导赴一线慰问职工|水泥窑协同处置项目通过验收|公司荣获省级绿色工厂称号|"
    "青年技能竞赛圆满落幕|公司与高校签署战略合作协议",
    "fr": "Des bus électriques pour les lignes de nuit|La carte annuelle devient moins chère|Résultats du premier trimestre|"
    "Une passerelle relie les deux rives|La direction rencontre les usagers|Trois nouvelles stations en chantier",
    "ja": "人事異動に関するお知らせ|決算短信の公表について|新研究所の開設のお知らせ|株主総会招集通知の掲載について|"
    "環境報告書を発行しました|社名変更に関するお知らせ",
}  # fmt: skip


class Words(NamedTuple):
    """What a template prints around the release, in one language."""

    views: str
    related: str
    latest: str
    updated: str
    share: str
    before: str
    after: str
    foot: str


_WORDS = {
    "en": Words("Views", "Related news", "Latest news", "Last updated", "Share", "Previous", "Next", "Copyright"),
    "de": Words("Aufrufe", "Weitere Meldungen", "Aktuelles", "Stand", "Teilen", "Zurück", "Weiter", "Impressum"),
    "zh": Words("浏览次数", "相关阅读", "最新动态", "今天是", "分享到", "上一篇", "下一篇", "版权所有"),
    "fr": Words("Vues", "À lire aussi", "Actualités", "Mis à jour", "Partager", "Précédent", "Suivant", "Mentions légales"),
    "ja": Words("閲覧数", "関連記事", "最新ニュース", "更新日", "シェア", "前へ", "次へ", "無断転載を禁じます"),
}


@dataclass(frozen=True, slots=True)
class Load:
    """What one load of a page prints besides the release."""

    words: Words
    token: str
    views: int
    clock: str
    related: Sequence[str]
    latest: Sequence[str]
    around: Sequence[str]
    banner: str
    number: int

    @classmethod
    def thrown(cls, language: str, dice: random.Random) -> "Load":
        teasers = _TEASERS[language].split("|")
        return cls(
            _WORDS[language], f"{dice.getrandbits(64):016x}", dice.randint(10, 99_999),
            f"{dice.randint(10, 23)}:{dice.randint(10, 59)}", dice.sample(teasers, 4), dice.sample(teasers, 3),
            dice.sample(teasers, 2), dice.choice(("", dice.choice(teasers))), dice.randint(1, 99),
        )  # fmt: skip


def headline(language: str, number: int) -> str:
    """The headline of release `number`."""
    return _HEADLINES[language].format(number)


def story(language: str, number: int) -> list[str]:
    """The paragraphs of release `number`, of two sentences each: at least four, no two releases with the same."""
    sentences = STORIES[language]
    dice = random.Random(f"{language}/{number}")
    chosen = dice.sample(sentences, dice.randint(4, len(sentences)))
    return [f"{each} {dice.choice(sentences)} ({number}.{place})" for place, each in enumerate(chosen)]


def links(titles: Sequence[str], kind: str = "li") -> str:
    """An element with a link for each title."""
    return "".join(f'<{kind}><a href="/news/t{crc32(each.encode()) % 997}.html">{escape(each)}</a></{kind}>' for each in titles)


def _magazine(title: str, body: Sequence[str], load: Load) -> str:
    words, text = load.words, "".join(f"<p>{each}</p>" for each in body)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} | Harbour Lines</title>
<meta name="csrf-token" content="{load.token}"><script nonce="{load.token}">var t='{load.token}';</script>
<link rel="stylesheet" href="/s.css?v={load.token}"></head><body class="page-{load.number}">
<header><a href="/">Home</a><nav><ul><li><a href="/news/">News</a></li></ul></nav>
<span>{words.updated} {load.clock}</span></header>
<main><article><h1>{title}</h1><div class="meta"><time datetime="2026-04-02">2026-04-02</time>
<span>{words.views}: {load.views}</span></div>
<img src="/img/head.jpg?sig={load.token}" width=600 height=300 alt=""><div class="content">{text}</div>
<form action="/comment"><input type="hidden" name="csrf" value="{load.token}"><button>Send</button></form>
<div class="share">{words.share} <span>{load.views % 97}</span></div>
<section class="related"><h3>{words.related}</h3><ul>{links(load.related)}</ul></section></article>
<aside><h3>{words.latest}</h3><ul>{links(load.latest)}</ul><p>{load.banner}</p></aside></main>
<footer><p>{words.foot} © 2026 {load.token[:4]}</p></footer></body></html>"""


def _soup(title: str, body: Sequence[str], load: Load) -> str:
    """Tables and line breaks; date, counter and share button in one line above the text, the neighbours below it."""
    words, text = load.words, "<br><br>".join(body)
    related = "".join(f'· <a href="/n/{at}9.html">{each}</a><br>' for at, each in enumerate(load.related))
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{title}</title></head>
<body><div id=top>{words.updated} {load.clock} <a href="/news/">News</a> <a href="/login?t={load.token}">Login</a></div>
<table width=900><tr><td width=200><b>{words.latest}</b>{links(load.latest, "div")}</td>
<td><h2>{title}</h2>
<div align=center>2026-04-02 &nbsp; {words.views}：{load.views} &nbsp; {words.share}</div><div id=zoom>{text}</div>
<div>{words.before}：<a href="/n/81.html">{load.around[0]}</a></div>
<div>{words.after}：<a href="/n/82.html">{load.around[1]}</a></div>
<div><b>{words.related}</b><br>{related}</div></td></tr></table>
<div align=center>{words.foot} {load.number}</div></body></html>"""


def _inside(title: str, body: Sequence[str], load: Load) -> str:
    """A box of related links stands between the paragraphs, on most loads."""
    words, half = load.words, len(body) // 2
    first, rest = ("".join(f"<p>{each}</p>" for each in part) for part in (body[:half], body[half:]))
    box = f'<div class="teaser-box" data-id="{load.token}"><strong>{words.related}</strong><ul>{links(load.related)}</ul></div>'
    return f"""<!doctype html><html><head><meta charset=utf-8><title>{title}</title>
<meta property="og:title" content="{title}"></head><body><div class=nav><a href=/>Start</a><a href=/news/>News</a></div>
<div class="entry" data-nonce="{load.token}"><h1>{title}</h1><p class=info>2026-04-02 | {words.views} {load.views}</p>
<div class=entry-body>{first}{box if load.number % 3 else ""}{rest}</div>
<p class=tools>{words.share}: {load.number} <a href="/print?x={load.token}">Print</a></p></div>
<div class="list"><h4>{words.latest}</h4>{links(load.latest, "p")}</div>
<div class=foot>{words.updated} {load.clock} {words.foot}</div></body></html>"""


def _app(title: str, body: Sequence[str], load: Load) -> str:
    """Class names that a build tool makes anew, no white space, cards of other releases with teasers below."""
    words, token = load.words, load.token
    text = "".join(f'<p class="p-{token[:5]}">{each}</p>' for each in body)
    cards = "".join(
        f'<div class="card-{token[5:9]}"><a href="/news/c{at}.html"><h3>{each}</h3><p>{each} – {body[0][:40]} …</p></a></div>'
        for at, each in enumerate(load.related)
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><div id="root" data-b="{token}">'
        f'<div class="h-{token[:3]}"><a href="/">{words.foot}</a><a href="/news/">News</a></div>'
        f'<div class="a-{token[3:6]}"><h1>{title}</h1><span>2026-04-02</span><span>{words.views} {load.views}</span>'
        f'<div class="b-{token[6:9]}">{text}</div></div>'
        f'<div class="r-{token[9:12]}"><h2>{words.related}</h2>{cards}</div><p>{load.banner}</p></div></body></html>'
    )


SKELETONS: dict[str, Callable[[str, Sequence[str], Load], str]] = {
    "magazine": _magazine, "soup": _soup, "inside": _inside, "app": _app,
}  # fmt: skip


def print_page(skeleton: str, language: str, number: int, load: int, body: Sequence[str] = ()) -> str:
    """Release `number` as its page is at one load; with another body where one is given."""
    thrown = Load.thrown(language, random.Random(f"{skeleton}/{language}/{number}/{load}"))
    return SKELETONS[skeleton](headline(language, number), body or story(language, number), thrown)
