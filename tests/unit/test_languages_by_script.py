"""The language of a page by its script, where what the page declares is another's."""

import pytest

from crawler.extract import extract
from crawler.text.writing import detect, speaks_against

SCRIPTS = {
    "ka": "თბილისის ბოტანიკურ ბაღში ახალი ორანჟერეა გაიხსნა.",
    "hy": "Երևանի բուսաբանական այգում բացվեց նոր ջերմոց։",
    "bn": "ঢাকার উদ্ভিদ উদ্যানে একটি নতুন কাচঘর খোলা হয়েছে।",
    "pa": "ਬਾਗ਼ ਵਿੱਚ ਨਵਾਂ ਪੌਦਾ ਘਰ ਖੋਲ੍ਹਿਆ ਗਿਆ ਹੈ।",
    "gu": "બગીચામાં નવું છોડઘર ખોલવામાં આવ્યું છે.",
    "ta": "தாவரவியல் பூங்காவில் புதிய கண்ணாடி வீடு திறக்கப்பட்டது.",
    "te": "తోటలో కొత్త గాజు ఇల్లు తెరవబడింది.",
    "kn": "ತೋಟದಲ್ಲಿ ಹೊಸ ಗಾಜಿನ ಮನೆ ತೆರೆಯಲಾಗಿದೆ.",
    "ml": "ഉദ്യാനത്തിൽ പുതിയ ചില്ലുവീട് തുറന്നു.",
    "si": "උද්‍යානයේ නව වීදුරු නිවසක් විවෘත විය.",
    "lo": "ເຮືອນແກ້ວໃໝ່ເປີດໃນສວນພຶກສາ",
    "my": "ဥယျာဉ်တွင် မှန်အိမ်အသစ် ဖွင့်လှစ်ခဲ့သည်။",
    "am": "በእጽዋት መናፈሻ ውስጥ አዲስ የመስታወት ቤት ተከፈተ።",
    "km": "ផ្ទះកញ្ចក់ថ្មីត្រូវបានបើកនៅក្នុងសួន។",
}


def language_of(text: str, declared: str) -> str | None:
    body = f"<body><article><h1>{text}</h1>{f'<p>{text * 3}</p>' * 3}</article></body>"
    return extract(f"<html lang={declared}><title>{text}</title>{body}", "https://www.nordkai.example/news/1").language


@pytest.mark.parametrize(("language", "text"), SCRIPTS.items())
def test_a_script_of_one_language_overrules_a_declared_one_of_another(language: str, text: str) -> None:
    assert detect(text) == language
    assert language_of(text, "en-US") == language


@pytest.mark.parametrize(("declared", "text"), [("as", SCRIPTS["bn"]), ("ti", SCRIPTS["am"]), ("ka-GE", SCRIPTS["ka"])])
def test_a_declared_language_of_the_same_script_stays(declared: str, text: str) -> None:
    assert language_of(text, declared) == declared


@pytest.mark.parametrize(("declared", "text"), [
    ("mn", "Малчид хаврын шуурганд бэлтгэж байна, гэж цаг уурын алба мэдэгдлээ."),
    ("tg", "Дар боғи ботаникӣ гармхонаи нав кушода шуд."),
    ("ky", "Ботаникалык бакта жаңы күнөскана ачылды."),
    ("sd", "باغ ۾ هڪ نئون شيش گهر کوليو ويو آهي."),
    ("yue", "植物公園喺星期二開咗間新嘅溫室，好多人排隊入場。"),
])  # fmt: skip
def test_a_declared_language_that_no_word_list_knows_stays_by_its_script(declared: str, text: str) -> None:
    assert language_of(text, declared) == declared


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("be", "Жыхары вёскі за тры гады аднавілі вадзяны млын, які стаяў без даху. Цяпер ён меле жыта для ўсяго наваколля."),
        ("uk", "Мешканці села за три роки відновили водяний млин, який стояв без даху. Тепер він меле жито для всієї околиці."),
        ("tg", "Сокинони деҳа пас аз се сол осиёби кӯҳнаро барқарор карданд. Ҳоло он барои тамоми минтақа гандум орд мекунад."),
        ("ky", "Айыл тургундары үч жылда суу тегирменин калыбына келтиришти. Эми ал бүткүл аймак үчүн буудай тартат, кеңсе бар."),
        ("ckb", "دانیشتوانی گوندەکە لە سێ ساڵدا ئاشی ئاوییان نۆژەن کردەوە. ئێستا گەنم بۆ هەموو ناوچەکە دەهاڕێت."),
        ("ps", "د کلي اوسېدونکو په درېو کلونو کې د اوبو ژرنده بیا ورغوله. اوس د ټولې سیمې لپاره غنم اوړه کوي."),
        ("ug", "يېزا ئاھالىسى ئۈچ يىلدا سۇ تۈگمىنىنى ئەسلىگە كەلتۈردى. ھازىر ئۇ پۈتۈن رايون ئۈچۈن بۇغداي تارتىدۇ."),
        ("ar", "أعاد سكان القرية خلال ثلاث سنوات بناء طاحونة المياه. وهي تطحن الآن القمح للمنطقة كلها."),
        ("fa", "ساکنان روستا در سه سال آسیاب آبی را بازسازی کردند. اکنون برای همه منطقه گندم آسیاب می‌کند."),
    ],
)
def test_letters_that_a_relative_has_not_tell_the_language(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(("declared", "seen"), [("ku", "ckb"), ("prs", "fa"), ("tg", "ru")])
def test_a_declared_language_is_not_overruled_by_one_that_it_is_taken_for(declared: str, seen: str) -> None:
    assert not speaks_against(seen, declared)
