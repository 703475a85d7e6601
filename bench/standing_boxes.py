"""Reading with `learn`: invented sites whose pages share what stands around and below the news, in six languages.

    python -m bench.standing_boxes                20 sites: text alone, with the template of all pages, with that of the others
    python -m bench.standing_boxes --seed 7 --sites 100 --worse     other sites; each page that a template made worse

Texts are invented, and so is the markup: what a company says of itself, contacts, disclaimers and pleas stand with a heading
and without, in boxes of their own and among the paragraphs; other releases are listed; of the news itself a sentence of each
year, headings, and the heads of tables repeat from release to release.
"""

import argparse
import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from bench.annotated import f1, tokens
from crawler.extract.article import read_generic
from crawler.extract.block_model.select import study
from crawler.extract.block_model.template import learn_from
from crawler.items import Extraction
from crawler.page.page import Page

SITES = 20
_SYLLABLES = {
    "latin": "ba co de fi ga hu ka lo mi na po ra se ti vo wa xi zo tren plor stan mek dral quin".split(),
    "cyrillic": "ба ко де фи га ху ка ло ми на по ра се ти во ста зен рол мек дра".split(),
    "han": [chr(code) for code in range(0x4E00, 0x4E00 + 1500)],
    "kana": list("あいうえかきくけさしすせたちつてなにのはひふまみむもやゆよらりるれろわを"),
}
_SMALL = {
    "en": "the of and to in for with that is on by was from", "de": "der die das und zu in für mit dass ist auf von war aus",
    "es": "el la los de y a en para con que es por fue desde", "ru": "и в на с по для что это из от к за при", "zh": "", "ja": "",
}  # fmt: skip
_SCRIPTS = {"ru": "cyrillic", "zh": "han", "ja": "kana"}
# What a heading says: about a company, contacts, outlook, more releases, newsletter.
_HEADINGS = {
    "en": ("About {}", "Media contact", "Outlook", "More releases", "Newsletter"),
    "de": ("Über {}", "Pressekontakt", "Ausblick", "Weitere Meldungen", "Newsletter"),
    "es": ("Sobre {}", "Contacto de prensa", "Perspectivas", "Otras noticias", "Boletín"),
    "ru": ("О компании {}", "Контакты для прессы", "Прогноз", "Другие новости", "Рассылка"),
    "zh": ("关于{}", "媒体联系", "展望", "更多新闻", "订阅"),
    "ja": ("{}について", "お問い合わせ先", "見通し", "その他のお知らせ", "メールマガジン"),
}
_WRAPS = (
    "<div class=head>{nav}</div><article><h1>{title}</h1>{body}</article><footer>{foot}</footer>",
    "<nav>{nav}</nav><main><h1>{title}</h1><div class=richtext>{body}</div></main><footer>{foot}</footer>",
    "<table><tr><td>{nav}<tr><td><h2>{title}</h2>{body}<tr><td>{foot}</table>",
    "<div>{nav}</div><div id=x2><div class=c7><h1>{title}</h1></div><div class='c8 c9'>{body}</div></div><div>{foot}</div>",
    "<header>{nav}</header><section class=press-release><h1>{title}</h1>{body}</section><div class=footer>{foot}</div>",
    "{nav}<hr><center><h1>{title}</h1></center><div>{body}</div><hr>{foot}",
)


_BOXES = (
    "{}", "{}", "<div>{}</div>", "<div class=b3>{}</div>", "<section>{}</section>", "<aside>{}</aside>",
    "<blockquote>{}</blockquote>", "<div><div><div>{}</div></div></div>", "<small>{}</small>", "<hr>{}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes in one language, from one source of chance."""

    rng: random.Random
    language: str

    @property
    def script(self) -> str:
        return _SCRIPTS.get(self.language, "latin")

    def word(self) -> str:
        low, high = (2, 3) if self.script in ("han", "kana") else (1, 4)
        return "".join(self.rng.choices(_SYLLABLES[self.script], k=self.rng.randint(low, high)))

    def sentence(self, names: Sequence[str] = (), least: int = 9) -> str:
        """A sentence; a name, if any, stands first or further in."""
        small = _SMALL[self.language].split()
        length = self.rng.randint(least, 24)
        words = [self.rng.choice(small) if small and self.rng.random() < 0.4 else self.word() for _ in range(length)]
        if names:
            words.insert(self.rng.randrange(2, 5), self.rng.choice(names))
        if self.script in ("han", "kana"):
            return self.rng.choice(("", "，")).join(words[:2]) + "".join(words[2:]) + "。"
        return " ".join([words[0].capitalize(), *words[1:]]) + "."

    def paragraph(self, names: Sequence[str] = ()) -> str:
        glue = "" if self.script in ("han", "kana") else " "
        return glue.join(self.sentence(names if not number else ()) for number in range(self.rng.randint(2, 5)))

    def name(self) -> str:
        if self.script == "han":
            return "".join(self.rng.choices(_SYLLABLES["han"], k=4)) + "集团"
        return self.word() + "工業" if self.script == "kana" else self.word().capitalize() + " " + self.word().capitalize()

    def heading(self, which: int, name: str = "") -> str:
        return _HEADINGS[self.language][which].format(name)


@dataclass(slots=True)
class Release:
    """A page with the truth: what it shows as news, and its standing texts by kind."""

    html: str
    url: str
    text: str
    parts: dict[str, str]


@dataclass(slots=True)
class Site:
    """What is the same on all pages of a site."""

    write: Writer
    name: str
    pages: int
    block: Callable[[str], str]
    wrap: str
    foot: str = ""
    tail: list[str] = field(default_factory=list)
    standing: dict[str, list[str]] = field(default_factory=dict)
    markup: dict[str, str] = field(default_factory=dict)
    teasers: dict[str, str] = field(default_factory=dict)


def _paragraphs(rng: random.Random) -> Callable[[str], str]:
    forms = ("<p>{}</p>", "<div>{}</div>", "{}<br><br>", "<p>{}", "<div class=par><p>{}</p></div>", "<p class=a><i>{}</i></p>")
    return rng.choice(forms).format


def make_site(seed: int) -> Site:
    """A site drawn from a seed."""
    rng = random.Random(seed)
    write = Writer(rng, list(_SMALL)[seed % len(_SMALL)])
    site = Site(write, write.name(), rng.randint(3, 12), _paragraphs(rng), rng.choice(_WRAPS))
    phone, host = f"+49 30 {rng.randrange(10**6, 10**7)}", f"firma{seed}.example"
    address = rng.choice(("", f", {write.word()} 5, +49 30 {rng.randrange(10**6, 10**7)}"))
    site.foot = f"{site.name}{address} <a href=/imprint>imprint</a>"
    about = [_opened(write, site.name) for _ in range(rng.choice((1, 1, 2)))]
    site.standing = {
        "about": about, "contacts": [f"{write.name()}", f"{phone}", f"press@{host}"], "disclaimer": [write.paragraph()],
        "end": [rng.choice(("###", "* * *", "- END -", "———"))], "plea": [write.sentence()], "legal": [f"© {write.sentence()}"],
    }  # fmt: skip
    site.tail = [kind for kind in ("about", "contacts", "disclaimer", "plea", "more", "legal") if rng.random() < 0.7]
    rng.shuffle(site.tail)
    site.tail = (["end"] if rng.random() < 0.4 else []) + site.tail
    site.markup = {kind: _boxed(site, kind) for kind in site.tail if kind != "more"}
    return site


def _opened(write: Writer, name: str) -> str:
    """A paragraph that begins with the company's name."""
    between = "" if write.script in ("han", "kana") else " "
    return name + between + write.sentence().lower() + between + write.paragraph()


def _boxed(site: Site, kind: str) -> str:
    """A standing text in markup: in a box of its own or among the paragraphs, with a heading or without."""
    rng, texts = site.write.rng, site.standing[kind]
    body = "".join(site.block(escape(text)) for text in texts)
    if kind == "contacts":
        body = rng.choice((body, f"<p>{'<br>'.join(texts)}</p>", _rows("table", "tr", "td", texts), _rows("dl", "", "dd", texts)))
    heading = {"about": 0, "contacts": 1, "plea": 4}.get(kind)
    if heading is not None and rng.random() < 0.5:
        tag = rng.choice(("h2", "h3", "h4", "strong"))
        body = site.block(f"<strong>{site.write.heading(heading, site.name)}</strong>") + body if tag == "strong" else (
            f"<{tag}>{site.write.heading(heading, site.name)}</{tag}>{body}"
        )  # fmt: skip
    return rng.choice(_BOXES).format(body)


def _rows(around: str, row: str, cell: str, texts: Sequence[str]) -> str:
    rows = "".join(f"<{row or cell}><{cell}>{text}" for text in texts)
    return f"<{around}>{rows}</{around}>"


def releases(site: Site) -> Iterator[Release]:
    """The pages of a site."""
    write, rng = site.write, site.write.rng
    yearly, opening, columns = write.sentence(), write.sentence((site.name,)), [write.word() for _ in range(3)]
    titles = [_line(write, 7) for _ in range(site.pages + 6)]
    site.teasers = {title: write.sentence() for title in titles} if rng.random() < 0.4 else {}
    alike, has_year, tabled = rng.random() < 0.5, rng.random() < 0.5, rng.random() < 0.4
    plea_inside = "plea" in site.tail and rng.random() < 0.4
    for number in range(site.pages):
        news = [write.paragraph((site.name,)) for _ in range(rng.choice((1, 2, 4, 6, 8)))]
        if rng.random() < 0.2:
            news = [write.sentence((site.name,))]
        if alike:
            news[0] = opening + ("" if write.script in ("han", "kana") else " ") + news[0]
        shown, text = [site.block(escape(each)) for each in news], list(news)
        if has_year and len(news) > 1 and rng.random() < 0.4:
            _put(rng.randint(1, len(text)), yearly, site.block(yearly), text, shown)
        if len(news) > 3 and rng.random() < 0.4:
            heading = write.heading(2)
            _put(2, heading, f"<h3>{heading}</h3>", text, shown)
        if tabled and rng.random() < 0.6:
            rows = [columns, *[[write.word(), str(rng.randrange(999)), str(rng.randrange(999))] for _ in range(3)]]
            table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
            _put(len(text), "\n".join(" | ".join(row) for row in rows), f"<table>{table}</table>", text, shown)
        if plea_inside and len(shown) > 2:
            shown.insert(len(shown) // 2, site.markup["plea"])
        tail = "".join(_tail(site, kind, titles) for kind in site.tail if not (plea_inside and kind == "plea"))
        yield _release(site, number, titles[number], shown, text, tail)


def _put(at: int, text: str, html: str, texts: list[str], shown: list[str]) -> None:
    texts.insert(at, text)
    shown.insert(at, html)


def _line(write: Writer, words: int) -> str:
    glue = "" if write.script in ("han", "kana") else " "
    return glue.join(write.word() for _ in range(words)).capitalize()


def _tail(site: Site, kind: str, titles: Sequence[str]) -> str:
    """A standing text, or a list of other releases, which is another one each time."""
    if kind != "more":
        return site.markup[kind]
    chosen = site.write.rng.sample(list(titles), 4)
    links = [f'<a href="/n{titles.index(each)}.html">{each}</a>' for each in chosen]
    if site.teasers:
        pairs = zip(links, chosen, strict=True)
        cards = "".join(f"<div class=card><h4>{link}</h4><p>{site.teasers[each]}</p></div>" for link, each in pairs)
        return f"<h3>{site.write.heading(3)}</h3>{cards}"
    return f"<h3>{site.write.heading(3)}</h3><ul>{''.join(f'<li>{link}</li>' for link in links)}</ul>"


def _release(site: Site, number: int, title: str, shown: Sequence[str], text: Sequence[str], tail: str) -> Release:
    language, host = site.write.language, site.standing["contacts"][2].partition("@")[2]
    nav = "".join(f"<a href=/{word}>{word}</a> " for word in ("home", "news", "products", "company"))
    page = site.wrap.format(nav=nav, title=title, body="".join(shown) + tail, foot=site.foot)
    head = f"<head><meta charset=utf-8><title>{title} | {site.name}</title></head>"
    html = f'<!doctype html><html lang="{language}">{head}<body>{page}</html>'
    parts = {kind: "\n\n".join(site.standing[kind]) for kind in site.tail if kind in ("about", "contacts")}
    return Release(html, f"https://{host}/n{number}.html", "\n\n".join(text), parts)


def is_there(found: Extraction, kind: str, text: str) -> bool:
    """Whether a part of a release is one of what was found, with little else."""
    there, wanted = tokens(" ".join(part.text for part in found.release_parts if part.kind == kind)), tokens(text)
    return len(set(wanted) - set(there)) <= 0.1 * len(set(wanted)) and f1(there, wanted) > 0.6


@dataclass(slots=True)
class Score:
    """F1 of each page and whether each part is right: alone, with the template of all pages, with that of the others."""

    text: list[list[float]] = field(default_factory=lambda: [[], [], []])
    parts: list[list[bool]] = field(default_factory=lambda: [[], [], []])


def measure(seed: int, worse: bool = False) -> Score:
    """One site, read three times."""
    made = list(releases(make_site(seed)))
    pages = [Page(each.url, each.html) for each in made]
    seen = [study(page) for page in pages]
    whole, score = learn_from(seen), Score()
    for at, (page, release) in enumerate(zip(pages, made, strict=True)):
        readings = [read_generic([page], template=template) for template in (None, whole, learn_from(seen[:at] + seen[at + 1 :]))]
        values = [f1(tokens(each.text), tokens(release.text)) for each in readings]
        for number, (found, value) in enumerate(zip(readings, values, strict=True)):
            score.text[number].append(value)
            score.parts[number] += [is_there(found, *part) for part in release.parts.items()]
        if worse and min(values[1:]) < values[0] - 1e-9:
            print(f"  seed {seed} page {at}: {' '.join(f'{value:.3f}' for value in values)}")
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sites", type=int, default=SITES)
    parser.add_argument("--worse", action="store_true", help="name each page that a template made worse")
    options = parser.parse_args()
    print(f"{'site':>6}{'pages':>6}   text alone, template of all, of the others      parts right")
    scores = []
    for seed in range(options.seed, options.seed + options.sites):
        score = measure(seed, options.worse)
        scores.append(score)
        print(f"{seed:6}{len(score.text[0]):6}   " + _row(score), flush=True)
    whole = Score(
        [[each for score in scores for each in score.text[n]] for n in range(3)],
        [[each for score in scores for each in score.parts[n]] for n in range(3)],
    )
    harmed = [sum(statistics.fmean(s.text[n]) < statistics.fmean(s.text[0]) - 1e-9 for s in scores) for n in (1, 2)]
    print(f"{'all':>6}{len(whole.text[0]):6}   {_row(whole)}   sites worse than alone: {harmed[0]}, {harmed[1]}")


def _row(score: Score) -> str:
    text = "  ".join(f"{statistics.fmean(each):.4f}" for each in score.text)
    return text + "      " + "  ".join(f"{sum(each):4} of {len(each)}" for each in score.parts)


if __name__ == "__main__":
    main()
