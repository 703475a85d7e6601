"""What the words, signs and icon names on a link say of where it leads: on, back, to the end, to more, to all.

In every language that dates are read in. Words are never all there is: crawler.discover.pagers.links weighs them with
the markup and with the numbers in the addresses.
"""

import re
from collections.abc import Iterable
from enum import Enum


class Way(Enum):
    """Where a label says that its link leads."""

    NEXT = "next"
    OLDER = "older"
    EARLIER = "earlier"  # `previous entries`: older releases in one system, the page before in another
    MORE = "more"
    RIGHT = "right"  # an arrow to the right
    FAR_RIGHT = "far right"  # `»`, `>>`: the next page in one system, the last in another
    LEFT = "left"
    BACK = "back"
    LAST = "last"
    ALL = "all"


_ITEMS = (
    "posts? entries entry news articles? stories items results updates announcements headlines notices bulletins "
    "(?:press|news)[ ]?releases? releases? press publications? "
    "meldungen beiträge beitraege artikel nachrichten einträge pressemitteilungen mitteilungen pressemeldungen "
    "actualités actualites actus communiqués communiques nouvelles billets "
    "entradas noticias artículos articulos publicaciones comunicados notas "
    "articoli notizie comunicati notícias artigos postagens publicações matérias "
    "berichten nieuws nieuwsberichten artikelen persberichten inlägg nyheter artiklar pressmeddelanden "
    "nyheder indlæg innlegg artikler pressemeddelelser pressemeldinger saker "
    "wpisy aktualności artykuły wiadomości newsy posty komunikaty příspěvky články zprávy novinky aktuality "
    "записи новости статьи публикации материалы посты пресс-релизы "
    "yazılar haberler gönderiler kayıtlar duyurular berita pos artikel postingan artikkelit uutiset kirjoitukset tiedotteet "
    "新闻 新聞 文章 动态 動態 公告 资讯 資訊 消息 信息 記事 投稿 ニュース お知らせ プレスリリース 글 뉴스 기사 소식 보도자료"
)
_PAGES = (
    "pages? seiten? páginas? paginas? pagine sida sidan side siden strona stronę stránka страница страницу sayfa halaman "
    "sivu ページ 页 頁 페이지 الصفحة"
)
ITEM = "(?:" + "|".join(_ITEMS.split()).replace("[ ]", r"\s") + ")"
PAGE = "(?:" + "|".join(_PAGES.split()) + ")"
_AGAIN = r"(?:(?:to|go to|goto|show|zur|zu den|aller à la|ir a la|ir al|vai alla|naar de|till|til|do|na|к|на)\s++)?(?:the\s++)?"
_SIGNS = r"[\s\[\]()【】<>»›«‹→←↓⟩⟨▶►▷▸◀◄…|.+·:：-]"

_PHRASES: dict[Way, str] = {
    Way.NEXT: r"next|forward|n(?:ä|ae)chsten?|folgende|weiter|vor|vorwärts|suivante?s?|suiv|siguientes?|sig|adelante"
    r"|successiv[aoi]|avanti|prossim[ao]|pross|próxim[ao]s?|proxim[ao]s?|seguintes?|avançar|volgende|verder|nästa|framåt|næste|neste|frem"
    r"|następn[aey]|dalej|kolejn[ae]|další|následující|dále|следующ(?:ая|ие|ую|ий)|след|далее|дальше|впер[её]д|sonraki|ileri"
    r"|selanjutnya|berikut(?:nya)?|lanjut|seuraava|seuraavat|下一?|后一|後一|次の?(?:\d+件)?|次へ|つぎへ|다음(?:\s*\d+)?|التالي[ة]?",
    Way.OLDER: r"older|oldest|earlier|(?:ä|ae)ltere|frühere|(?:plus|les plus)\s+anci(?:en|ens|enne|ennes)|anci(?:ens|ennes)"
    r"|más\s+antigu[ao]s?|antigu[ao]s|meno\s+recenti|più\s+vecch[ie]|mais\s+antig[ao]s?|antig[ao]s|oudere?|eerdere|äldre"
    r"|tidigare|ældre|eldre|tidligere|starsze|wcześniejsze|starší|dřívější|(?:более\s+)?(?:старые|ранние)|раньше|ранее"
    r"|daha\s+eski(?:ler)?|eski|lebih\s+lama|lama|vanhemmat|aiemmat|更早的?|较早的?|以前の?|過去の|古い|지난|오래된|이전의|أقدم",
    Way.MORE: r"(?:load|show|view|see|get|display)\s+(?:more|additional)|more|(?:mehr|weitere)(?:\s+(?:laden|anzeigen|zeigen))?"
    r"|(?:charger|afficher|voir)\s+(?:plus|la suite)(?:\s+d[e'’])?|plus\s+d[e'’]|(?:cargar|mostrar|ver)\s+más|más"
    r"|(?:carica|mostra|vedi)\s+(?:altr[oie]|di\s+più)|altr[ie]|(?:carregar|mostrar|ver|exibir)\s+mais|mais"
    r"|meer(?:\s+(?:laden|tonen|weergeven))?|(?:laad|toon|bekijk)\s+meer|(?:visa|ladda|hämta|läs\s+in)\s+(?:fler|mer)|fler"
    r"|(?:vis|hent|indlæs|se|last\s+inn)\s+(?:flere|mere|mer)|flere|(?:pokaż|wczytaj|załaduj|zobacz)\s+więcej|więcej"
    r"|(?:načíst|zobrazit)\s+(?:další|více)|více|(?:показать|загрузить|смотреть)\s+(?:ещ[её]|больше)|ещ[её]"
    r"|daha\s+fazla(?:\s*(?:göster|yükle))?|(?:muat|lihat|tampilkan)\s+(?:lebih\s+banyak|lainnya|lagi)|(?:näytä|lataa)\s+lisää"
    r"|lisää|(?:点击)?(?:加载|查看|显示|载入|載入)?更多|もっと(?:見る|読む|表示)?|さらに(?:表示|読み込む|見る)|더\s?(?:보기|불러오기)"
    r"|(?:عرض|تحميل)?\s*المزيد",
    Way.BACK: r"prev|previous|back|newer|newest|first|start|zurück|vorherige|vorige|neuere|erste|anfang|précédente?s?|récents?"
    r"|plus\s+récent[es]*|première|début|anterior(?:es)?|(?:más\s+|mais\s+|più\s+)?reciente?s?|primer[ao]?|inicio|precedent[ei]|indietro"
    r"|più\s+recenti|prim[ao]|primeir[ao]|voltar|nieuwere|eerste|föregående|nyare|första|forrige|nyere|første|poprzedni[ae]?"
    r"|nowsze|pierwsza|předchozí|novější|první|предыдущ(?:ая|ую|ий)|пред|назад|новее|более\s+новые|первая|в\s+начало|начало"
    r"|önceki|geri|daha\s+yeni(?:ler)?|ilk|sebelumnya|kembali|terbaru|pertama|edellinen|takaisin|uudemmat|ensimmäinen"
    r"|上一?|前一|首|第一|前へ|前の?|最初(?:へ|の)?|新しい|이전|처음|السابق[ة]?|الأولى",
    Way.LAST: r"last|end|final|letzte|ende|dernière?|fin|últim[ao]|ultim[ao]|laatste|einde|sista|sidste|siste|ostatnia?"
    r"|koniec|poslední|последн(?:яя|юю)|в\s+конец|конец|son|terakhir|akhir|viimeinen|尾|末|最后一?|最後(?:へ|の)?|마지막|끝|الأخيرة",
    Way.ALL: r"(?:(?:view|see|show|browse|read|go\s+to)\s+)?all(?:\s+our|\s+the)?|archives?|alle(?:\s+anzeigen)?"
    r"|(?:zum\s+)?archiv|(?:presse|news|nachrichten)archiv|(?:voir\s+)?(?:toute?s?|tous)(?:\s+les|\s+nos)?|voir\s+tout|ver\s+tod[oa]s?(?:\s+l?[oa]s)?"
    r"|tod[oa]s(?:\s+[ao]s|\s+l[ao]s)?|archivo|(?:vedi\s+)?tutt[ie](?:\s+(?:le|gli|i))?|archivio|arquivo|(?:bekijk\s+|toon\s+)?alle"
    r"|bekijk\s+alles|archief|(?:visa\s+|se\s+)?alla|(?:se|vis)\s+alle|arkiv(?:et)?|(?:zobacz\s+|pokaż\s+)?wszystkie|archiwum"
    r"|(?:zobrazit\s+)?vš(?:echny|e)|(?:показать\s+|смотреть\s+)?все|архив|tüm(?:ünü\s+gör)?|arşiv|(?:lihat\s+)?semua|arsip"
    r"|(?:näytä\s+|katso\s+)?kaikki|arkisto|(?:查看|浏览)?(?:全部|所有)|归档|历史|往期|一覧(?:を見る|へ)?|すべて(?:見る|の)?|アーカイブ"
    r"|(?:전체|모두)\s?보기|아카이브|عرض\s+الكل",
}  # fmt: skip
_ALONE = {Way.BACK, Way.LAST, Way.NEXT}  # said of pages rather than of items


def _pattern(ways: Iterable[Way]) -> re.Pattern[str]:
    """One pattern for all ways, as most of it is the same; the last group that took part tells which."""
    word, many = "|".join(f"(?P<{way.name}>{_PHRASES[way]})" for way in ways), rf"(?:{ITEM}|{PAGE})"
    verb = "(?:\\s*+(?:anzeigen|ansehen|laden|göster|보기|へ|を見る))?"
    around = rf"(?:{many}\s*+)?(?:{word})\.?(?:\s*+\d{{1,4}})?(?:\s*+{many}){{0,2}}{verb}"
    return re.compile(rf"\A{_SIGNS}*+{_AGAIN}{around}{_SIGNS}*+(?:\(\d{{1,6}}\))?\Z", re.IGNORECASE)


_SAID = _pattern((Way.NEXT, Way.OLDER, Way.LAST, Way.BACK, Way.MORE, Way.ALL))
_ITEM_SAID = re.compile(ITEM, re.IGNORECASE)
_PREVIOUS = re.compile(
    r"prev|précéd|anterior|precedent|vorherig|vorig|föregående|forrige|poprzedni|předchozí|предыдущ|önceki|sebelumnya|edelli"
    r"|前の|이전",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\A[^‹<«←◀]*[^\W\d][^‹<«←◀]{0,3}?(?:[›>»→▶►▷▸❯➔➜➡⟩]|-+>)\s*\Z")
_RIGHT = re.compile(r"\A[\s\[(]*+(?:[›>→▶►▷▸❯➔➜➡⟩↓]|-+>)[\s\])]*\Z")
_FAR_RIGHT = re.compile(r"\A[\s\[(]*+(?:»|>{2,}|[›>→]\s?[›>→|]|⏭|⟫|≫)[\s\])]*\Z")
_LEFT = re.compile(r"\A[\s\[(]*+(?:[‹<«←◀◄◁◂❮⟨]+|<-+)[\s\])|]*\Z")
# What icon fonts write as text, and what the classes of icons are called.
_ICON = re.compile(
    r"(?P<far>last_page|(?:keyboard_)?double_arrow(?:_right)?|(?:angle-double|chevron-double|angles)-right)"
    r"|(?P<right>(?:chevron|arrow|angle|caret|triangle)s?[-_]?(?:circle[-_]?)?(?:right|forward|next)|navigate_next"
    r"|arrow_forward(?:_ios)?|keyboard_arrow_right|arrow_right(?:_alt)?|right[-_](?:arrow|chevron|angle))"
    r"|(?P<left>(?:chevron|arrow|angle|caret|triangle)s?[-_]?(?:circle[-_]?)?(?:left|back|prev)|navigate_before"
    r"|arrow_back(?:_ios)?|first_page|left[-_](?:arrow|chevron))",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"[\s\[(]*+(?:{_AGAIN}{PAGE}\s*|第\s*)?(\d{{1,4}})(?:\s*+(?:{PAGE}|쪽))?[\s\]),.]*\Z", re.IGNORECASE)
LABEL_LENGTH = 60  # characters; a longer text names what it leads to


def way_of(label: str) -> Way | None:
    """Where a label of at most LABEL_LENGTH characters says that its link leads; None where it says nothing of pages."""
    if not label or len(label) > LABEL_LENGTH:
        return None
    for way, sign in ((Way.FAR_RIGHT, _FAR_RIGHT), (Way.RIGHT, _RIGHT), (Way.LEFT, _LEFT)):
        if sign.match(label):
            return way
    found = _SAID.match(label)
    said = Way[found.lastgroup] if found is not None and found.lastgroup else None
    if said is Way.BACK and _PREVIOUS.search(label) and _ITEM_SAID.search(label):
        return Way.EARLIER
    return said


def names_items(label: str) -> bool:
    """Whether a label says what it leads to more of: `All press releases`, and not only `View all`."""
    return bool(_ITEM_SAID.search(label))


def points_on(label: str) -> bool:
    """Whether an arrow to the right ends a label of words."""
    return len(label) <= LABEL_LENGTH and bool(_POINTS.match(label))


def way_of_icon(name: str) -> Way | None:
    """Where the name of an icon points: what an icon font writes as text, or the class of an icon."""
    found = _ICON.search(name)
    if found is None:
        return None
    return {"far": Way.FAR_RIGHT, "right": Way.RIGHT, "left": Way.LEFT}[found.lastgroup or "left"]


def page_number(label: str) -> int | None:
    """The number on a label that says nothing else: `3`, `[3]`, `Page 3`, `第3页`."""
    found = _NUMBER.match(label) if len(label) <= LABEL_LENGTH else None
    return int(found[1]) if found else None
