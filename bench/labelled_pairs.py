# ruff: noqa: E501 - the two languages stand side by side
"""A labelled set of pairs of releases, English and Chinese, all invented: same release or not, translation or not.

Positives are what happens to one release on its way: corrected words and figures, a sentence more or less, a cut end, another
headline or dateline, boilerplate joined to the body, joined paragraphs, other quotation marks. Negatives are what looks alike
and is not: releases written after one pattern with other figures and names (monthly reports, appointments, awards), releases
that share the company's boilerplate, and others of the same week.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

COMPANIES = (("Northfield Mining", "北田矿业"), ("Harbour Steel", "港湾钢铁"), ("Silver Ridge Copper", "银岭铜业"),
             ("Eastern Delta Trading", "东三角贸易"), ("Granite Peak", "花岗峰集团"), ("Lotus River Metals", "莲江金属"))  # fmt: skip
PEOPLE = (("Zhang Wei", "张伟"), ("Maria Ortega", "玛丽亚·奥尔特加"), ("Li Na", "李娜"), ("John Whitfield", "约翰·惠特菲尔德"),
          ("Chen Guang", "陈光"), ("Amina Diallo", "阿米娜·迪亚洛"), ("Wang Fang", "王芳"), ("Peter Novak", "彼得·诺瓦克"))  # fmt: skip
PLACES = (("Lima", "利马"), ("Perth", "珀斯"), ("Changsha", "长沙"), ("Tianjin", "天津"), ("Lusaka", "卢萨卡"),
          ("Santiago", "圣地亚哥"), ("Guangzhou", "广州"), ("Almaty", "阿拉木图"))  # fmt: skip
GOODS = (("copper concentrate", "铜精矿"), ("tungsten", "钨"), ("zinc ingots", "锌锭"), ("iron ore", "铁矿石"),
         ("rare earth oxides", "稀土氧化物"), ("nickel", "镍"), ("antimony", "锑"), ("steel plate", "钢板"))  # fmt: skip
# (English, Chinese): {c} company, {p} person, {l} place, {g} goods, {n} a number, {m} millions, {q} per cent, {d} {e} month and day.
SENTENCES = (
    ("{c} produced {n} tons of {g} in the period, {q}% more than a year earlier.", "期内，{c}共生产{g}{n}吨，同比增长{q}%。"),
    ("The company opened a new plant for {g} in {l} on {e} {d}.", "{e}月{d}日，公司位于{l}的{g}新厂正式投产。"),
    ("{p}, chairman of {c}, said the result rested on the work of all employees.", "{c}董事长{p}表示，成绩的取得离不开全体员工的努力。"),
    ("An investment of {m} million dollars will be made over the next three years.", "未来三年将投资{m}百万美元。"),
    ("The two sides signed an agreement on the supply of {g} from {l}.", "双方签署了关于{l}{g}供应的协议。"),
    ("Safety training was given to {n} workers at the mine in {l}.", "{l}矿区对{n}名工人进行了安全培训。"),
    ("Energy use a ton of {g} fell by {q}%, the lowest figure since records began.", "每吨{g}能耗下降{q}%，创历史新低。"),
    ("Exports through the port of {l} reached {n} tons.", "经{l}港出口量达到{n}吨。"),
    ("{p} visited {l} and met representatives of local authorities and suppliers.", "{p}赴{l}考察，会见当地政府及供应商代表。"),
    ("The board approved a dividend of {q} cents a share, payable on {e} {d}.", "董事会批准每股派息{q}分，于{e}月{d}日支付。"),
    ("{c} donated {n} books and {m} computers to schools near {l}.", "{c}向{l}附近学校捐赠图书{n}册、电脑{m}台。"),
    ("A team from {l} found ways to recover more {g} from old tailings.", "来自{l}的团队找到了从旧尾矿中回收更多{g}的方法。"),
    ("Prices of {g} stayed firm while demand from builders was weak.", "{g}价格保持坚挺，建筑业需求疲软。"),
    ("The project in {l} is {q}% complete and will be handed over before the end of the year.", "{l}项目已完成{q}%，将于年底前交付。"),
    ("Revenue rose to {m} million dollars, and {n} customers were served.", "营业收入增至{m}百万美元，服务客户{n}家。"),
    ("Experts from {n} universities took part in the forum held in {l}.", "来自{n}所高校的专家参加了在{l}举行的论坛。"),
    ("The fleet received {n} electric trucks, which save {m} thousand litres of fuel a year.", "车队新增电动卡车{n}辆，每年节省燃油{m}千升。"),
    ("Water in the river below the works was tested {n} times and found clean each time.", "厂区下游河水检测{n}次，每次均达标。"),
    ("{c} and its partner will build a school for {n} pupils in {l}.", "{c}将与合作伙伴在{l}建设一所可容纳{n}名学生的学校。"),
    ("The rating agency confirmed the company's grade and called its outlook stable.", "评级机构确认公司评级，展望稳定。"),
    ("The laboratory in {l} developed an alloy with {q}% less {g}.", "{l}实验室研制出{g}用量减少{q}%的合金。"),
    ("On {e} {d} the underground line of the mine carried its first ore.", "{e}月{d}日，矿山井下运输线首次运出矿石。"),
    ("More than {n} visitors came to the stand at the fair in {l}.", "{l}展会期间，展台接待观众逾{n}人次。"),
    ("{p} thanked the customers for their trust and promised shorter delivery times.", "{p}感谢客户的信任，并承诺缩短交货时间。"),
)  # fmt: skip
ABOUT = (
    " is a group of companies in mining, metals and trade. It employs people on four continents, works under the rules of its "
    "home exchange and publishes a report on its environmental and social work each spring. Further news can be found on its site.",
    "是一家从事矿业、金属与贸易的企业集团，员工遍布四大洲，按照所在地交易所规则运作，每年春季发布环境与社会责任报告。更多信息请访问公司网站。",
)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
EN, ZH = 0, 1


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """kind says what was done; same is the truth."""

    one: str
    other: str
    same: bool
    kind: str


def _values(rng: random.Random) -> dict[str, tuple[str, str]]:
    month = rng.randrange(12)
    number = rng.randint(11, 98_000)
    share = f"{rng.uniform(1.1, 79.9):.1f}"
    money = str(rng.randint(11, 990))
    day = str(rng.randint(1, 28))
    return {
        "c": rng.choice(COMPANIES), "p": rng.choice(PEOPLE), "l": rng.choice(PLACES), "g": rng.choice(GOODS),
        "n": (f"{number:,}", f"{number:,}"), "m": (money, money), "q": (share, share), "d": (day, day),
        "e": (_MONTHS[month], str(month + 1)),
    }  # fmt: skip


def story(rng: random.Random, pattern: list[int], language: int) -> list[str]:
    """A release: one sentence for each number of the pattern, filled at random."""
    return filled(pattern, fillings(rng, pattern), language)


def fillings(rng: random.Random, pattern: list[int]) -> list[dict[str, tuple[str, str]]]:
    """What goes into the sentences: one company, the rest as it comes."""
    company = rng.choice(COMPANIES)
    return [_values(rng) | {"c": company} for _ in pattern]


def filled(pattern: list[int], values: list[dict[str, tuple[str, str]]], language: int) -> list[str]:
    return [
        SENTENCES[place][language].format(**{key: both[language] for key, both in given.items()})
        for place, given in zip(pattern, values, strict=True)
    ]


def bilingual(rng: random.Random, pattern: list[int]) -> tuple[list[str], list[str]]:
    """One release in both languages."""
    values = fillings(rng, pattern)
    return filled(pattern, values, EN), filled(pattern, values, ZH)


def pattern(rng: random.Random) -> list[int]:
    return rng.sample(range(len(SENTENCES)), rng.randint(6, 14))


def joined(sentences: list[str], language: int, rng: random.Random) -> str:
    """Paragraphs of two to four sentences."""
    paragraphs = []
    left = list(sentences)
    while left:
        size = rng.randint(2, 4)
        paragraphs.append((" " if language == EN else "").join(left[:size]))
        left = left[size:]
    return "\n\n".join(paragraphs)


_OTHER_WORDS = ((("the ", "its "), ("was ", "has been ")), (("的", "之"), ("将", "会")))


def _correct_words(text: list[str], language: int, rng: random.Random) -> list[str]:
    changed = list(text)
    for place in rng.sample(range(len(changed)), max(1, len(changed) // 4)):
        old, new = rng.choice(_OTHER_WORDS[language])
        changed[place] = changed[place].replace(old, new, 1)
    return changed


def _correct_figure(text: list[str], language: int, rng: random.Random) -> list[str]:
    places = [place for place, sentence in enumerate(text) if any(char.isdigit() for char in sentence)]
    if len(places) < 5:  # of two figures one corrected is half of another release
        return _correct_words(text, language, rng)
    place = rng.choice(places)
    digit = next(char for char in text[place] if char.isdigit())
    return [*text[:place], text[place].replace(digit, str((int(digit) + 3) % 9 + 1), 1), *text[place + 1 :]]


def _add_sentence(text: list[str], language: int, rng: random.Random) -> list[str]:
    return [*text, story(rng, [rng.randrange(len(SENTENCES))], language)[0]]


def _drop_sentence(text: list[str], language: int, rng: random.Random) -> list[str]:
    place = rng.randrange(len(text))
    return [*text[:place], *text[place + 1 :]]


def _cut_end(text: list[str], language: int, rng: random.Random) -> list[str]:
    return text[: max(4, len(text) - max(1, len(text) // 5))]


def _dateline(text: list[str], language: int, rng: random.Random) -> list[str]:
    place, day = rng.choice(PLACES)[language], rng.randint(1, 28)
    start = f"{place.upper()}, June {day}, 2019 -- " if language == EN else f"本报{place}6月{day}日讯 "
    return [start + text[0], *text[1:]]


def _quotes(text: list[str], language: int, rng: random.Random) -> list[str]:
    return [sentence.replace("'", "’").replace(", ", " , ").replace("，", ", ").replace("。", ". ") for sentence in text]


def _about(text: list[str], language: int, rng: random.Random) -> list[str]:
    return [*text, rng.choice(COMPANIES)[language] + ABOUT[language]]


def _several(text: list[str], language: int, rng: random.Random) -> list[str]:
    for edit in rng.sample([_correct_words, _correct_figure, _add_sentence, _dateline, _quotes], 3):
        text = edit(text, language, rng)
    return text


EDITS: dict[str, Callable[[list[str], int, random.Random], list[str]]] = {
    "words": _correct_words, "figure": _correct_figure, "sentence added": _add_sentence, "sentence dropped": _drop_sentence,
    "end cut": _cut_end, "dateline": _dateline, "punctuation": _quotes, "boilerplate added": _about, "several edits": _several,
}  # fmt: skip


def _next_month(rng: random.Random, shape: list[int], values: list[dict[str, tuple[str, str]]], language: int) -> list[str]:
    """The next report of a series: the same sentences, names and goods, other figures and dates."""
    fresh = fillings(rng, shape)
    kept = [old | {key: new[key] for key in "nmqde"} for old, new in zip(values, fresh, strict=True)]
    return filled(shape, kept, language)


def pairs(number: int, seed: int = 5) -> Iterator[LabelledPair]:
    """`number` pairs: half are the same release, half are not; every other pair is Chinese."""
    rng = random.Random(seed)
    for count in range(number):
        language = count % 2
        shape = pattern(rng)
        values = fillings(rng, shape)
        one = filled(shape, values, language)
        text = joined(one, language, rng)
        if count % 4 < 2:
            name, edit = rng.choice(sorted(EDITS.items()))
            yield LabelledPair(text, joined(edit(one, language, rng), language, rng), True, name)
            continue
        name = rng.choice(("next month", "same pattern", "same boilerplate", "other story"))
        if name == "next month":
            yield LabelledPair(text, joined(_next_month(rng, shape, values, language), language, rng), False, name)
        elif name == "same pattern":
            yield LabelledPair(text, joined(story(rng, shape, language), language, rng), False, name)
        else:
            about = f"\n\n{ABOUT[language]}" if name == "same boilerplate" else ""
            other = joined(story(rng, pattern(rng), language), language, rng)
            yield LabelledPair(text + about, other + about, False, name)
