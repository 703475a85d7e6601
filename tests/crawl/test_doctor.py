"""`scrapy doctor` on a newsroom whose pages have a template that no layout reads: what it proposes reads them."""

import json
from pathlib import Path

from new_project import Project

from tests.replica.catalogue import channels
from tests.replica.newsroom import make
from tests.replica.server import ReplicaServer

SEED, KEY = 7, "en-minmetalsnews"
DECLARED = '''"""A newsroom with the layout of its former pages."""

from crawler.layouts.minmetals import MINMETALS_2016
from crawler.platforms.trs import TRS
{proposed}
from crawler.site import Site
from crawler.spider import NewsroomSpider


class Mined(NewsroomSpider):
    site = Site(
        name="mined", company="China Minmetals Corporation", language="en", group="mined", start=("{start}",),
        hosts=("www.minmetals.com", "minmetals.com"), platform={platform}, layouts=({layouts}MINMETALS_2016,),
    )
'''


def test_a_redesign_is_told_and_the_layout_that_is_proposed_reads_it(tmp_path: Path) -> None:
    room = next(each for each in channels(SEED) if each.key == KEY)
    start = f"http://{room.host}{room.path}"
    project = Project.make(tmp_path / "project")
    file = project.folder / "declared" / "mined.py"

    def declare(proposed: str = "", layouts: str = "", platform: str = "TRS") -> None:
        text = DECLARED.format(proposed=proposed, layouts=layouts, platform=platform, start=start)
        module = f"from crawler.platforms.{platform.lower()} import {platform}"
        file.write_text(text.replace("from crawler.platforms.trs import TRS", module), "utf-8")

    with ReplicaServer(make(SEED, 8, (room.site,), rooms=(room,))) as server:
        project = Project(project.folder, server.address)
        declare()
        done = project.run("doctor", "mined", "-s", "RUN_CLOCK=2027-03-01T06:00:00+00:00")
        assert done.returncode == 20, done.stdout + done.stderr
        assert "misses  layout" in done.stdout
        assert "hits    list" in done.stdout
        assert "hits    platform" in done.stdout
        assert len(server.log) <= 10
        cases = sorted((project.folder / "tests" / "sites" / "mined").iterdir())
        assert {json.loads((case / "expected.json").read_text("utf-8"))["layout"] for case in cases} == {"mined/2027"}
        page = (project.folder / "output" / "doctor" / "mined.html").read_text("utf-8")
        assert "Old and new reading" in page
        assert "with the new layout" in page

        text = done.stdout.partition("\n\n")[2].partition("\n\n# spiders/")[0]
        assert "MINED_2027 = Layout(" in text
        declare(text, "MINED_2027, ")
        again = project.run("doctor", "mined")
        assert (again.returncode, "misses" in again.stdout) == (0, False), again.stdout + again.stderr
        assert "`" not in again.stdout
        crawl = project.crawl("mined")
        assert {line["layout"] for line in crawl.lines} == {"mined/2027"}
        truth = {each.ids[0].partition(":")[2]: each for each in server.newsroom.expected(room.site)}
        for line in crawl.lines:
            expected = truth[str(line["id"]).partition(":")[2]]
            assert (line["title"], line["text"]) == (expected.title, expected.text)

        declare(text, "MINED_2027, ", platform="JSP")
        moved = project.run("doctor", "mined", "--dry-run")
        assert (moved.returncode, "without platform it shows" in moved.stdout) == (20, True), moved.stdout + moved.stderr


def test_bad_input_and_no_answer(tmp_path: Path) -> None:
    project = Project.make(tmp_path / "project")
    for line, said in (((), "name one newsroom"), (("nobody",), "no newsroom 'nobody' is declared")):
        done = project.run("doctor", *line)
        assert (done.returncode, said in done.stdout, done.stdout.count("\n")) == (2, True, 1), done.stdout
    with ReplicaServer(make(SEED, 8, ("minmetals_usa",))) as server:
        (project.folder / "declared" / "mined.py").write_text(
            DECLARED.format(proposed="", layouts="", platform="TRS", start="http://www.minmetals.com/nothing/"), "utf-8"
        )
        done = Project(project.folder, server.address).run("doctor", "mined")
        assert (done.returncode, "was not looked at" in done.stdout) == (30, True), done.stdout
