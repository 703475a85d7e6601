"""What stands below the news of several pages is a part of the release by its form: a company's name, or an address."""

import pytest

from crawler.extract.body.assemble import Paragraph
from crawler.extract.body.standing_parts import standing_parts

NEWS = "Orders rise\nSales of Norden Lacke rose, and the works, or Works by law, will be enlarged. 昨日，华安集团召开年度会议。"
ABOUT = "Norden Lacke makes paints for ships and bridges. It has nine hundred workers on the coast, and was founded in 1921."
ABOUT_HAN = "华安集团成立于一九二一年，主要生产船舶和桥梁涂料，在沿海有九百名员工，产品销往多个国家和地区。"
ABOUT_FORM = f"株式会社{ABOUT_HAN}"
ASK_HAN = "報道関係者からの質問は華安集団広報室まで、電話 0278-55-0142"
NOTICE = "This text is no offer of securities. Nobody is bound to correct what was said here when other things come to pass."
WORKS = "Works of art are sold by nobody in this text, which only is here to be longer than eighty letters are."
HULLS = ABOUT.replace("Lacke", "Hulls")
CALL = "If you would like to hear more of this, or of other things, then do write a letter to ada@norden.example, please. " * 5
MAIL = "ada@norden.example"


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        ([ABOUT, NOTICE], [("about", [ABOUT])]),
        ([ABOUT_HAN, ABOUT_HAN.replace("华安", "永平")], [("about", [ABOUT_HAN])]),
        ([ABOUT_FORM, ASK_HAN], [("about", [ABOUT_FORM]), ("contacts", [ASK_HAN])]),
        ([WORKS], []),
        ([ABOUT, "# Norden Hulls", HULLS], [("about", [ABOUT]), ("about", ["Norden Hulls", HULLS])]),
        (["About us", ABOUT, "Ada Berg", MAIL], [("about", ["About us", ABOUT]), ("contacts", ["Ada Berg", MAIL])]),
        (["Media contact", "Ada Berg", MAIL, "Our way"], [("contacts", ["Media contact", "Ada Berg", MAIL])]),
        (["Media contact", "Ada Berg"], []),
        ([*"ABCDEFGH", MAIL], [("contacts", [*"DEFGH", MAIL])]),
        ([CALL], []),
    ],
)
def test_parts_are_told_by_their_form(lines: list[str], parts: list[tuple[str, list[str]]]) -> None:
    paragraphs = [Paragraph("h3" if each.startswith("# ") else "p", each.removeprefix("# "), "") for each in lines]
    found = standing_parts(paragraphs, NEWS)
    assert [(part.kind, part.text) for part in found] == [(kind, "\n\n".join(each)) for kind, each in parts]
