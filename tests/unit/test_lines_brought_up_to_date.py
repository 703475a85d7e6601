"""Lines that a site brings up to date, or prints on some of its pages only, are found by `learn` too; figures of news stay."""

from crawler.extract import extract, learn
from crawler.extract.block_model.line_keys import form_hash, updated_forms
from tests.unit.test_template import page, read

ABOUT = (
    "Norden Lacke makes paints for ships and bridges, in two works at the river, since 1921. "
    "In {} it had {} workers on the coast and sold paint in {} countries."
)
SOLD = "In {} Norden Lacke sold {} tons of paint, {} per cent more, and {} tons of it to yards abroad."
MONTHS = ("May", "June", "July", "August")


def test_a_text_about_the_company_with_other_numbers_is_no_news() -> None:
    pages = [page(number, f"<p>{ABOUT.format(2021 + number % 2, 900 + 10 * (number % 2), 31)}</p>") for number in range(4)]
    assert "makes paints" not in read(pages).text
    newer = page(3, f"<p>{ABOUT.format(2031, 1400, 40)}</p>")
    assert "makes paints" not in extract(*newer, template=learn(pages[:3])).text


def test_figures_of_each_month_are_news() -> None:
    sold = (SOLD.format(month, 810 + 7 * number, 3 + number, 99 - number) for number, month in enumerate(MONTHS))
    pages = [page(number, "", told) for number, told in enumerate(sold)]
    assert SOLD.format("May", 810, 3, 99) in read(pages).text


def test_a_notice_with_the_day_of_its_release_is_no_news() -> None:
    notice = "Norden Lacke is bound by the rules on market abuse to tell this to all who hold its shares or buy them. "
    notice += "It was sent on {} {} 2024 by the press office in the old harbour."
    pages = [page(number, f"<p>{notice.format(7 + number, month)}</p>") for number, month in enumerate(MONTHS)]
    assert "market abuse" not in read(pages).text


def test_a_line_above_the_text_of_all_pages_is_no_text_but_one_of_some_may_be() -> None:
    pages = [page(number, "", above="<p>FOR IMMEDIATE RELEASE</p>") for number in range(4)]
    assert "IMMEDIATE" not in read(pages).text
    some = [page(number, "", above="<p>From the works at the river</p>" if number < 2 else "") for number in range(4)]
    assert "From the works" in read(some).text


def test_a_paragraph_behind_the_text_of_three_pages_is_no_news_and_one_of_two_may_be() -> None:
    about = ABOUT.format(2021, 900, 31)
    pages = [page(number % 4, f"<p>{about}</p>" if number < 3 else "") for number in range(4)]
    pages += [(html, f"{url}?{number}") for number, (html, url) in enumerate([page(3, "<p>A</p>"), page(3, "<p>B</p>")])]
    assert about not in extract(*pages[0], template=learn(pages)).text
    quoted = [page(number, f"<p>{about}</p>" if number < 2 else "") for number in range(4)]
    assert about in extract(*quoted[0], template=learn(quoted)).text


def test_forms_are_of_running_text_and_its_numbers_and_months() -> None:
    sent = "This notice was sent on {} at eight in the morning by the office of the company in the old harbour, which answers "
    sent += "what those who hold its shares want to know, by letter or by telephone, on each day of the week but Sunday."
    assert form_hash(sent.format("3 May 2024")) == form_hash(sent.format("14 August 2023")) is not None
    assert form_hash(sent.format("a day in spring").lower()) is form_hash("3 tons") is None
    assert form_hash(sent.format("a day in Spring")) == form_hash(sent.format("a Day in Spring"))
    texts = [[sent.format("3 May 2024")], [sent.format("14 May 2024")], ["A line of no number that is long enough to be text."]]
    assert updated_forms(texts) == {form_hash(texts[0][0])}
    assert updated_forms([texts[0], texts[0]]) == frozenset()
