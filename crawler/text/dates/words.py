"""Words that dates are written with: month names, time zones, halves of the day, eras, Chinese numerals."""

_MONTHS_BY_LANGUAGE = {
    "en": "january february march april may june july august september october november december "
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "de": "januar februar märz april mai juni juli august september oktober november dezember "
    "jan feb mrz apr mai jun jul aug sep okt nov dez",
    "de-at": "jänner feber maerz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "fr-plain": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "ene feb mar abr may jun jul ago sept oct nov dic",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre "
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro "
    "jan fev mar abr mai jun jul ago set out nov dez",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november desember",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "янв фев мар апр май июн июл авг сен окт ноя дек",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня "
    "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень "
    "січ лют бер квіт трав черв лип серп вер жовт лист груд",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "sr": "јануар фебруар март април мај јун јул август септембар октобар новембар децембар "
    "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра "
    "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar "
    "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra",
    "sl": "januar februar marec april maj junij julij avgust september oktober november december "
    "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
    "sk": "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie "
    "ian feb mar apr mai iun iul aug sept oct noi dec",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "is": "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    "et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "el": "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου "
    "ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος δεκέμβριος "
    "ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου "
    "ιαν φεβ μαρ απρ μαΐ ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
    "he": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר "
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
# Other spellings, and what the capitals of Turkish become in lower case.
_MORE_MONTHS = {
    1: "jän", 2: "febr fév", 3: "mär", 5: "mayis μάιο μάϊος μαϊου μαϊ", 7: "juill", 9: "sept setiembre",
    11: "kasim", 12: "aralik des",
}  # fmt: skip
# Month words, lower case without full stop -> 1 ... 12. No word means two months in the languages listed.
MONTHS = {word: at % 12 + 1 for words in _MONTHS_BY_LANGUAGE.values() for at, word in enumerate(words.split())} | {
    word: month for month, words in _MORE_MONTHS.items() for word in words.split()
}
# Offsets in minutes. CST, IST and AST mean several zones and are left out.
_ZONES_BY_OFFSET = {
    0: "z utc gmt wet", 60: "bst cet mez", 120: "cest mesz eet", 180: "eest msk", 480: "hkt sgt", 540: "jst kst", 600: "aest",
    660: "aedt", 720: "nzst", -300: "est cdt", -240: "edt", -420: "mst pdt", -360: "mdt", -480: "pst",
}  # fmt: skip
ZONES = {zone: offset for offset, zones in _ZONES_BY_OFFSET.items() for zone in zones.split()}
AMERICAN_ZONES = {"et": -5, "ct": -6, "mt": -7, "pt": -8}  # hours in winter; each has summer time
AFTERNOON = frozenset(("pm", "p.m", "p.m.", "下午", "午後", "晚上", "晚", "오후"))
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
NUMERALS = {char: index for index, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "Ｏ": 0, "０": 0, "O": 0}

# Languages that write day before month when all is digits. English is left out: it writes both.
DAY_FIRST = frozenset("de fr es it pt nl ru pl cs sk tr da sv nb no fi el ro bg uk hr sr sl ar he vi th id".split())
# Country domains of English speaking countries that write day first; the United States write month first.
DAY_FIRST_DOMAINS = frozenset(
    "uk au nz ie in za sg hk my ng ke eu de fr es it pt nl be ch at pl ru br mx ar cl co se dk no fi".split()
)
# Country domains with one time zone all year.
SOLE_ZONE = {"cn": 480, "tw": 480, "hk": 480, "mo": 480, "sg": 480, "jp": 540, "kr": 540, "in": 330}
SOLE_ZONE_LANGUAGES = {"zh": 480, "ja": 540, "ko": 540}


def numeral(text: str) -> int | None:
    """`二十五` -> 25, `〇六` -> 6, `十` -> 10, `12` -> 12; None for anything else. Up to 99."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    if "十" in text:
        tens, _, ones = text.partition("十")
        high, low = NUMERALS.get(tens, 1 if not tens else -1), NUMERALS.get(ones, 0 if not ones else -1)
        return None if high < 0 or low < 0 else 10 * high + low
    value = 0
    for char in text:
        if char not in NUMERALS:
            return None
        value = 10 * value + NUMERALS[char]
    return value
