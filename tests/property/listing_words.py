"""Words of invented listings in several languages: headlines, labels, dates as each language prints them."""

# ruff: noqa: E501  markup and words are read best on one line

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

EN_MONTHS = "January February March April May June July August September October November December".split()
DE_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
FR_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
ES_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
IT_MONTHS = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
PT_MONTHS = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()
RU_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
NL_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()

DateForm = Callable[[date], str]


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a listing in one language is written with. heads: (beginnings, middles, ends) of headlines."""

    code: str
    heads: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    short: tuple[str, ...]
    labels: tuple[str, ...]
    more: str
    excerpt: str
    dates: tuple[DateForm, ...]
    glue: str = " "


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _named(months: list[str], form: str) -> DateForm:
    return lambda day: form.format(d=day.day, m=months[day.month - 1], short=months[day.month - 1][:3], y=day.year)


ISO: DateForm = lambda day: day.isoformat()  # noqa: E731
DOTTED: DateForm = lambda day: f"{day.day:02}.{day.month:02}.{day.year}"  # noqa: E731
SLASHED: DateForm = lambda day: f"{day.day:02}/{day.month:02}/{day.year}"  # noqa: E731
MONTH_FIRST: DateForm = lambda day: f"{day.month:02}/{day.day:02}/{day.year}"  # noqa: E731
MONTH_FIRST_SHORT: DateForm = lambda day: f"{day.month:02}/{day.day:02}/{day.year % 100:02}"  # noqa: E731
YEAR_FIRST: DateForm = lambda day: f"{day.year}.{day.month:02}.{day.day:02}"  # noqa: E731
HAN: DateForm = lambda day: f"{day.year}年{day.month}月{day.day}日"  # noqa: E731
HANGUL: DateForm = lambda day: f"{day.year}년 {day.month}월 {day.day}일"  # noqa: E731
MINGUO: DateForm = lambda day: f"{day.year - 1911}.{day.month:02}.{day.day:02}"  # noqa: E731

TONGUES = (
    Tongue(
        "en",
        (("The harbour office", "A small foundry", "Our night ferry", "The board of the mill", "Crew of the second dredger"),
         ("opens", "repairs", "sells", "plans", "measures"),
         ("a bridge over the canal", "forty old lamps & lanterns", "the shed behind the yard", "nine pumps for the valley", "a school of welding 2")),
        ("Lamp recall", "Pay talks", "Tide notice 7"), ("Announcements", "Site news", "People"), "Read more",
        "Guests had come from as far as the coast, and the hall was full before the doors were shut on {}. Nobody left early.",
        (ISO, _named(EN_MONTHS, "{m} {d}, {y}"), _named(EN_MONTHS, "{d} {m} {y}"), _named(EN_MONTHS, "{short} {d}, {y}"),
         lambda day: f"{_ordinal(day.day)} of {EN_MONTHS[day.month - 1]}, {day.year}", MONTH_FIRST, MONTH_FIRST_SHORT, SLASHED),
    ),
    Tongue(
        "de",
        (("Das Hafenamt", "Eine kleine Gießerei", "Die Nachtfähre", "Der Vorstand der Mühle"), ("öffnet", "erneuert", "verkauft", "plant"),
         ("eine Brücke über den Kanal", "vierzig alte Laternen", "den Schuppen hinter dem Hof", "neun Pumpen für das Tal")),
        ("Rückruf", "Fahrplan 3"), ("Mitteilungen", "Aus dem Werk"), "Weiterlesen",
        "Die Gäste kamen von der Küste, und der Saal war am {} lange vor Beginn gefüllt. Niemand ging früher.",
        (DOTTED, _named(DE_MONTHS, "{d}. {m} {y}"), ISO),
    ),
    Tongue(
        "fr",
        (("Le bureau du port", "Une petite fonderie", "Le bac de nuit", "Le conseil du moulin"), ("ouvre", "répare", "vend", "prévoit"),
         ("un pont sur le canal", "quarante vieilles lampes", "le hangar derrière la cour", "neuf pompes pour la vallée")),
        ("Avis de marée", "Horaires 4"), ("Annonces", "Vie du site"), "Lire la suite",
        "Les invités venaient de la côte et la salle était pleine le {} avant l’heure. Personne ne partit.",
        (SLASHED, _named(FR_MONTHS, "{d} {m} {y}"), DOTTED),
    ),
    Tongue(
        "es",
        (("La oficina del puerto", "Una pequeña fundición", "El barco nocturno"), ("abre", "repara", "vende", "planea"),
         ("un puente sobre el canal", "cuarenta faroles antiguos", "el cobertizo detrás del patio")),
        ("Aviso de marea",), ("Anuncios", "Personas"), "Leer más",
        "Los invitados llegaron de la costa y la sala estaba llena el {} antes de empezar. Nadie se fue.",
        (SLASHED, _named(ES_MONTHS, "{d} de {m} de {y}")),
    ),
    Tongue(
        "it",
        (("L’ufficio del porto", "Una piccola fonderia", "Il traghetto di notte"), ("apre", "ripara", "vende", "progetta"),
         ("un ponte sul canale", "quaranta vecchie lampade", "la rimessa dietro il cortile")),
        ("Avviso",), ("Annunci", "Persone"), "Leggi tutto",
        "Gli ospiti erano venuti dalla costa e la sala era piena il {} prima dell’inizio. Nessuno se ne andò.",
        (SLASHED, _named(IT_MONTHS, "{d} {m} {y}"), _named(IT_MONTHS, "{m} {d}, {y}")),
    ),
    Tongue(
        "pt",
        (("O escritório do porto", "Uma pequena fundição", "A balsa da noite"), ("abre", "repara", "vende", "planeja"),
         ("uma ponte sobre o canal", "quarenta lampiões antigos", "o galpão atrás do pátio")),
        ("Aviso de maré",), ("Anúncios", "Pessoas"), "Leia mais",
        "Os convidados vieram da costa e a sala estava cheia em {} antes do início. Ninguém saiu.",
        (SLASHED, _named(PT_MONTHS, "{d} de {m} de {y}")),
    ),
    Tongue(
        "ru",
        (("Управление порта", "Небольшой литейный цех", "Ночной паром"), ("открывает", "чинит", "продаёт", "планирует"),
         ("мост через канал", "сорок старых фонарей", "сарай за двором")),
        ("Отзыв ламп",), ("Объявления", "Люди"), "Подробнее",
        "Гости приехали с побережья, и зал был полон {} задолго до начала. Никто не ушёл раньше.",
        (DOTTED, _named(RU_MONTHS, "{d} {m} {y}")),
    ),
    Tongue(
        "nl",
        (("Het havenkantoor", "Een kleine gieterij", "De nachtveerboot"), ("opent", "herstelt", "verkoopt"),
         ("een brug over het kanaal", "veertig oude lampen", "de schuur achter het erf")),
        ("Terugroepactie",), ("Mededelingen", "Mensen"), "Lees meer",
        "De gasten kwamen van de kust en de zaal was op {} lang voor het begin vol. Niemand ging eerder weg.",
        (_named(NL_MONTHS, "{d} {m} {y}"), lambda day: f"{day.day:02}-{day.month:02}-{day.year}"),
    ),
    Tongue(
        "zh",
        (("港务处", "小型铸造厂", "夜间渡轮公司", "磨坊董事会"), ("启用", "修缮", "出售", "规划"),
         ("运河上的新桥和两侧的步道", "四十盏旧路灯并登记造册", "院后的仓库及其全部设备", "山谷里的九台水泵")),
        ("灯具召回", "潮汐通知3"), ("通知公告", "厂区动态"), "查看更多",
        "客人从海边赶来，{}大厅在开门之前就已坐满，没有人提前离开，晚上的渡轮也因此加开了一班。",
        (ISO, HAN, YEAR_FIRST, lambda day: f"[{day.isoformat()}]", lambda day: f"{day.year}/{day.month}/{day.day}"), "",
    ),
    Tongue(
        "zh-Hant",
        (("港務處", "小型鑄造廠", "夜間渡輪公司"), ("啟用", "修繕", "出售", "規劃"),
         ("運河上的新橋和兩側的步道", "四十盞舊路燈並登記造冊", "院後的倉庫及其全部設備")),
        ("燈具召回",), ("公告", "廠區動態"), "更多",
        "客人從海邊趕來，{}大廳在開門之前就已坐滿，沒有人提前離開，晚上的渡輪也因此加開了一班。",
        (MINGUO, HAN, ISO), "",
    ),
    Tongue(
        "ja",
        (("港湾事務所", "小さな鋳物工場", "夜の渡し船"), ("、", "が", "は"),
         ("運河に新しい橋を開通", "古い街灯四十基を修理", "中庭の倉庫を売却", "谷の水ポンプ九台を計画")),
        ("灯具の回収",), ("お知らせ", "工場だより"), "続きを読む",
        "海辺から来た客で{}の会場は開始前に満席となり、途中で帰る人はいなかった。夜の便も一本増えた。",
        (HAN, YEAR_FIRST, ISO), "",
    ),
    Tongue(
        "ko",
        (("항만 사무소", "작은 주물 공장", "밤 나룻배"), ("새로", "다시", "모두"),
         ("운하 위의 다리를 열다", "오래된 등 마흔 개를 고치다", "마당 뒤 창고를 팔다")),
        ("등 회수",), ("공지", "현장 소식"), "더보기",
        "바닷가에서 온 손님들로 {} 강당은 시작 전에 가득 찼고 먼저 나간 사람은 없었다.",
        (HANGUL, YEAR_FIRST, ISO),
    ),
)  # fmt: skip


def headline(tongue: Tongue, pick: random.Random, number: int) -> str:
    """A headline; now and then a short one. number: makes it the only one of its listing where words repeat."""
    if number == 3 and pick.random() < 0.4:
        return pick.choice(tongue.short)
    return tongue.glue.join(pick.choice(words) for words in tongue.heads)
