"""Journals of invented articles for the dataset's benchmarks: any number, English and Chinese, with known duplicates."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from crawler.items import Article, Attachment, Dateline, Http, Image, Link, Provenance, ReleasePart, dumps, line
from crawler.text.fingerprint import content_hash

COMPANIES = 20
_SYLLABLES = "ba co de fi ga hu ka lo mi na po ra se ti vo wa xi yu zo tren plor stan mek dral quin".split()
_HAN = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 2500))
_FIRST_DAY = date(2012, 1, 1)


def words(rng: random.Random, number: int = 6000) -> list[str]:
    """A vocabulary."""
    return ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(number)]


def articles(number: int, seed: int = 1, duplicates: float = 0.03) -> Iterator[Article]:
    """`number` articles; a share of them repeats an earlier one exactly or with a few words changed."""
    rng = random.Random(seed)
    vocabulary = words(rng)
    common = "the of and to in for with that is on by was from which will has have been its".split()
    kept: list[Article] = []
    for count in range(number):
        article = _article(rng, count, vocabulary, common)
        if kept and rng.random() < duplicates:
            twin = rng.choice(kept)
            article.title, article.language = twin.title, twin.language
            article.text = twin.text if rng.random() < 0.4 else _edited(rng, twin.text)
        elif len(kept) < 500 or rng.random() < 0.01:
            kept = [*kept[-499:], article]
        article.html = "".join(f"<p>{paragraph}</p>" for paragraph in article.text.split("\n\n"))
        article.content_hash = content_hash(article.title, article.text)
        yield article


def _article(rng: random.Random, count: int, vocabulary: list[str], common: list[str]) -> Article:
    company = rng.randrange(COMPANIES)
    day = (_FIRST_DAY + timedelta(days=rng.randrange(5000))).isoformat()
    chinese = company % 5 == 0 and rng.random() < 0.5
    paragraphs = [
        "".join(rng.choices(_HAN, k=rng.randint(60, 220))) + "。" if chinese else _paragraph(rng, vocabulary, common)
        for _ in range(rng.randint(3, 9))
    ]
    url = f"https://www.company{company}.example/news/{day[:7]}/{count}.html"
    return Article(
        id=f"company{company}:{count}", site=f"company{company}", company=f"Company {company}", section="News",
        language="zh" if chinese else "en", url=url, canonical_url=url, title=" ".join(rng.choices(vocabulary, k=8)),
        published=day, published_precision="day", dateline=Dateline("BEIJING", day, None), text="\n\n".join(paragraphs),
        release_parts=[ReleasePart("about", " ".join(rng.choices(vocabulary, k=40)))],
        images=[Image(f"https://www.company{company}.example/i/{count}.jpg", "A picture")],
        attachments=[Attachment(f"https://www.company{company}.example/d/{count}.pdf", "Report", "pdf")],
        links=[Link("https://www.example.com/", "Example")], breadcrumbs=["Home", "News"], first_seen=f"{day}T09:00:00Z",
        fetched=f"{day}T09:00:00Z", http=Http(200, '"x"', None, "utf-8", 20000), layout="example/1", run="20260101T000000Z",
        provenance={"title": Provenance("rule", "example/1", ["meta"], {}), "text": Provenance("rule", "example/1"),
                    "published": Provenance("rule", "example/1", ["url"], {"url_date": day})},
    )  # fmt: skip


def _paragraph(rng: random.Random, vocabulary: list[str], common: list[str]) -> str:
    chosen = [rng.choice(common) if rng.random() < 0.4 else rng.choice(vocabulary) for _ in range(rng.randint(30, 90))]
    if rng.random() < 0.5:
        chosen[rng.randrange(len(chosen))] = f"{rng.uniform(1, 999):.1f}%"
    return " ".join(chosen).capitalize() + "."


def _edited(rng: random.Random, text: str) -> str:
    paragraphs = text.split("\n\n")
    chosen = rng.randrange(len(paragraphs))
    paragraphs[chosen] = paragraphs[chosen][: max(20, len(paragraphs[chosen]) // 2)]
    return "\n\n".join(paragraphs)


def write_journals(output: Path, number: int, seed: int = 1) -> int:
    """Write the articles to OUTPUT_DIR/SITE/articles.jsonl, one folder a company; returns the bytes written."""
    streams = {}
    size = 0
    for company in range(COMPANIES):
        folder = output / f"company{company}"
        folder.mkdir(parents=True, exist_ok=True)
        streams[f"company{company}"] = (folder / "articles.jsonl").open("w", encoding="utf-8")
    for article in articles(number, seed):
        size += streams[article.site].write(dumps(line(article)) + "\n")
    for stream in streams.values():
        stream.close()
    return size
