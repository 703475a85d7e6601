"""Text that a page hides and its scripts show, and marks that it hides for those who listen."""

import pytest

from tests.ferry import HEADLINE, PROSE, TEXT, read

ASKED = "<p>We and our partners store data on your device, and you can change your choice at any time.</p>"
CONSENT = f"<div class=consent>{ASKED * 30}</div>"
BOATS, ISLES = PROSE.replace("ferry", "boat"), PROSE.replace("islands", "isles")
LEAD = "<p>The town moved the night ferry by an hour, after years in which the islands had asked for it.</p>"

def page(inside: str, around: str = "") -> str:
    return f"{CONSENT}<article><h1>{HEADLINE}</h1>{LEAD}{inside}</article>{around}"


def test_a_text_that_is_hidden_beside_its_headline_is_shown_by_a_script() -> None:
    text = read(page(f"<div id=body style='display: none'>{PROSE}{BOATS}{ISLES}</div>")).text
    assert all(each in text for each in TEXT)
    assert "partners" not in text


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{HEADLINE}</h1>{LEAD}<div style='display:none'>{PROSE}</div><div><h3>For readers only</h3>{ASKED * 9}</div>",
        f"<div>{ASKED * 6}</div><main><h1>{HEADLINE}</h1><div>{LEAD}</div><hr><div style='display:none'>{PROSE}</div></main>",
        # the rest of a text, behind what is shown of it
        f"{CONSENT}<main><h1>{HEADLINE}</h1>{ISLES}{LEAD}<div style='display:none'>{PROSE}</div><button>Go on</button></main>",
        # the tab that a script opens has the only headline
        f"<ul><li>Text</li><li>Map</li></ul><div role=tabpanel style='display:none'><h1>{HEADLINE}</h1>{PROSE}</div>"
        f"<footer><h3>For readers</h3>{ASKED * 5}</footer>",
    ],
)
def test_a_short_text_that_is_hidden_is_shown_too(body: str) -> None:
    read_ = read(body)
    assert (read_.kind, read_.title) == ("article", HEADLINE)
    assert all(each in read_.text for each in TEXT)


@pytest.mark.parametrize(
    "body",
    [
        page(f"{PROSE}<hr><div style='display:none'>{BOATS}</div>"),  # less than what is shown, and apart from it
        page(f"{PROSE}<div hidden><form><input name=mail></form>{BOATS}</div>"),  # a dialogue
        page(f"{PROSE}<div hidden role=alertdialog>{BOATS}</div>"),
        page(PROSE, f"<div hidden>{BOATS}</div>"),  # apart from the article
        f"<main><h1>{HEADLINE}</h1>{LEAD}<div hidden><p>{TEXT[1]} Print how the boat sails.</p></div>{PROSE}</main>",
        f"<header><h1>{HEADLINE}</h1><div hidden><p>Send this boat to a friend: write an address below, and press the key.</p>"
        f"</div></header><main>{PROSE}</main>",  # a small dialogue in the box of the headline
    ],
)
def test_other_hidden_text_stays_hidden(body: str) -> None:
    text = read(body).text
    assert "boat" not in text
    assert TEXT[0] in text


@pytest.mark.parametrize(
    ("between", "title"),
    [
        ("<span class=visually-hidden>: </span>", "Night traffic: Ferry leaves at ten"),
        ("\n<span hidden>:</span> ", "Night traffic: Ferry leaves at ten"),
        (" <i></i><span hidden>:</span> ", "Night traffic: Ferry leaves at ten"),
        (" <span hidden>of the north</span> ", "Night traffic Ferry leaves at ten"),
    ],
)
def test_a_mark_hidden_between_words_parts_them(between: str, title: str) -> None:
    heading = f"<h1><span>Night traffic\n</span>{between}<span>Ferry leaves at ten</span></h1>"
    assert read(heading + PROSE, "Sund Ferries").title == title


def test_a_template_that_no_script_filled_is_not_shown() -> None:
    marks = "<div>{{ page.author.full_name }} - {{ page.date | date: 'dd/MM/yyyy' }}</div><p>{% if page.read %}</p>"
    assert "page" not in (read(f"<h1>{HEADLINE}</h1>{marks}{PROSE}").text or "")
    assert read(marks, "Sund").kind != "article"
    code = "<p>The name of a writer is put in by a mark like this one, which the system fills:</p><pre>{{ page.author }}</pre>"
    assert "{{ page.author }}" in read(f"<h1>{HEADLINE}</h1>{PROSE}{code}{PROSE.replace('ferry', 'boat')}").text


SHOWN = ("md-invisible", "invisible-fence", "overflow-hidden")


@pytest.mark.parametrize("name", [*SHOWN, "invisible", "rich-snippet-hidden"])
def test_what_a_whole_class_name_says_to_be_hidden_is(name: str) -> None:
    said = "The harbour office opens at nine, as the notice on its door says."
    text = read(f"<h1>{HEADLINE}</h1>{PROSE}<p class={name}>{said}</p>{ISLES}", "Sund Ferries").text
    assert (said in text) is (name in SHOWN)
