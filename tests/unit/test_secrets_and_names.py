"""No password in what is written or said, and a folder of its own for each newsroom without a declaration."""

from pathlib import Path
from typing import Any

import pytest

from crawler.clock import Clock
from crawler.errors import DeclarationError, UsageError
from crawler.items import dumps
from crawler.run.arguments import hosts_of, undeclared
from crawler.run.own_addresses import in_its_folder
from crawler.run.session import Session
from crawler.site import Site, declaration
from crawler.spider import AnyNewsroomSpider
from crawler.storage.state.database import connect
from crawler.url_parts import folder_name, without_secrets

SECRET = "s3cr3t"


@pytest.mark.parametrize(
    "url",
    [
        f"http://user:{SECRET}@news.example/", f"https://{SECRET}@news.example/a?b=1", f"http://user%40a:{SECRET}%3A@news.example",
        f"http://user:{SECRET}/x@news.example/", f"http://user:{SECRET}#@news.example/", f"//user:{SECRET}@news.example/",
        f"user:{SECRET}@news.example/news/", f"http:\\\\user:{SECRET}@news.example/", f"http://user:{SECRET}@",
        f"http:/u:{SECRET}@h/",
        f"HTTP://user:{SECRET}@NEWS.example/", f"ftp://user:{SECRET}@news.example/",
    ],
)  # fmt: skip
def test_an_address_with_a_password_is_refused_and_not_repeated(url: str) -> None:
    for use in (lambda: AnyNewsroomSpider(url), lambda: Site.for_url(url, "acme")):
        with pytest.raises((DeclarationError, UsageError)) as raised:
            use()
        assert SECRET not in str(raised.value)
    with pytest.raises(DeclarationError):
        declaration("acme", url, "Acme Ltd.")


@pytest.mark.parametrize("host", ["a,b.example", "a b.example", "a|b.example", "a*.example", "a'.example", "a%00.example"])
def test_a_host_that_nothing_can_be_asked_of_gets_no_folder(host: str) -> None:
    with pytest.raises(UsageError, match="nothing can be asked of this address") as raised:
        undeclared(f"http://{host}/news/")
    assert str(raised.value).isprintable()


def test_an_at_sign_elsewhere_is_no_secret() -> None:
    for url in ("https://news.example/@acme/", "https://news.example/?by=a@b", "https://news.example/#a@b"):
        assert without_secrets(url) == url
        assert Site.for_url(url).hosts == ("news.example",)
    with pytest.raises(UsageError) as raised:
        hosts_of(f"user:{SECRET}@press.example")
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql//user:{SECRET}@db/base", f"mysql://user:{SECRET}@db/base", f"mssql+pyodbc://user:{SECRET}@db/base",
         f"user:{SECRET}@db/base", f"postgresql:user:{SECRET}@db/base",
        f"postgresql://user:{SECRET}@db:port/base", f"nonsense://user:{SECRET}@db/base", f"postgresql+none://u:{SECRET}@db/base",
        f"://user:{SECRET}@db",
    ],
)  # fmt: skip
def test_a_malformed_address_of_a_database_is_not_repeated(address: str) -> None:
    with pytest.raises(UsageError) as raised:
        connect(address)
    assert SECRET not in repr(raised.value)
    assert raised.value.__cause__ is None


def test_nor_is_the_password_of_a_right_one(tmp_path: Path) -> None:
    engine, where = connect(f"sqlite:///{tmp_path}/state.sqlite?password={SECRET}")
    engine.dispose()
    assert SECRET not in where
    connect(tmp_path / "a@b" / "state.sqlite")  # a folder may be called so


HOSTS = (
    "www.五矿.中国", "www.有色.中国", "a.b", "a_b", "a.b.c", "a_b.c", "a.b_c", "a_b_c", "a__b.c", "a-b.c", "a.b:8080", "a_b:8080",
    "五" * 70 + ".中国", "矿" * 70 + ".中国", "x" * 150 + ".example", "x" * 150 + ".examples", "münchen.de", "xn--mnchen-3ya.com",
)  # fmt: skip


def test_no_two_hosts_share_a_folder_or_ids() -> None:
    names = [Site.for_url(f"http://{host}/news/").name for host in HOSTS]
    assert len(set(names)) == len(HOSTS)
    assert all(name.isascii() for name in names)
    assert Site.for_url("http://www.acme-metals.com:8080/").name == "www_acme-metals_com_8080"
    assert Site.for_url("http://www.五矿.中国/").name == "www_xn--dlqr32h_xn--fiqs8s"
    spellings = ("http://MÜNCHEN.de/", "http://münchen.de./", "https://xn--mnchen-3ya.de:443/a", "http://münchen。de/")
    assert {Site.for_url(url).name for url in spellings} == {"xn--mnchen-3ya_de"}


class TestFolder:
    def journal(self, folder: Path, line: dict[str, Any]) -> None:
        folder.mkdir()
        (folder / "articles.jsonl").write_text(dumps(line) + "\n", "utf-8")

    def test_one_of_an_earlier_name_stays_that_of_its_host(self, tmp_path: Path, make_line: Any) -> None:
        site = Site.for_url("http://my_press.example/news/")
        assert (site.name, in_its_folder(site, tmp_path)) == ("my__press_example", site)
        self.journal(tmp_path / "my_press_example", make_line(url="http://my_press.example/news/1.html"))
        assert in_its_folder(site, tmp_path).name == "my_press_example"
        assert in_its_folder(site, tmp_path).group == "my_press_example"
        other = Site.for_url("http://my.press.example/news/")
        assert in_its_folder(other, tmp_path) == other

    def test_and_is_not_taken_from_another_host(self, tmp_path: Path, make_line: Any) -> None:
        self.journal(tmp_path / "my_press_example", make_line(url="http://my.press.example/news/1.html"))
        site = Site.for_url("http://my_press.example/news/")
        assert in_its_folder(site, tmp_path) == site

    def test_a_damaged_one_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "my_press_example").mkdir()
        (tmp_path / "my_press_example" / "articles.jsonl").write_text("[]\n")
        site = Site.for_url("http://my_press.example/news/")
        assert in_its_folder(site, tmp_path) == site

    def test_one_of_another_newsroom_is_refused_unless_its_name_was_chosen(self, tmp_path: Path) -> None:
        def opened(url: str, name: str | None = None) -> Session:
            site = Site.for_url(url, name)
            return Session.open(site, tmp_path / site.name, Clock("2026-03-10T06:00:00+00:00"), {})

        first = opened("http://one.example/news/", "two_example")
        assert first.refused is None
        first.finish()
        second = opened("http://two.example/news/")
        assert "belongs to another newsroom, http://one.example" in (second.refused or "")
        assert second.finish() == 40
        moved = opened("http://three.example/news/", "two_example")
        assert moved.refused is None
        moved.finish()


def test_a_name_of_a_place_is_one_word() -> None:
    assert folder_name("a.b:80") == "a_b_80"
    assert folder_name("::1")[:2] == "1_"  # a name begins with a letter or a digit
    assert len(folder_name("x" * 300)) < 120
