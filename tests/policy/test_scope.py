import ipaddress

import pytest

from crawler.errors import OutOfScope, UsageError
from crawler.middlewares.scope import proxies
from crawler.policy.scope import is_public, literal_address, origin_of, private_hosts, proxy_hosts, require

ORIGINS = frozenset({("http", "www.example.com", 80), ("https", "www.example.com", 443)})

pytestmark = pytest.mark.guarantee(13)


@pytest.mark.parametrize(
    "url",
    ["http://www.example.com/", "https://WWW.example.com:443/a?b#c", "http://www.example.com:80/x", "https://www.example.com"],
)
def test_the_newsrooms_own_addresses_are_in_scope(url: str) -> None:
    assert require(url, ORIGINS, frozenset()) in ORIGINS


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.com:8080/",
        "https://www.example.com:80/",
        "http://example.com/",
        "http://www.example.com./",
        "http://www.example.com@evil.example/",
        "http://user:word@www.example.com/",
        "http://evil.example/www.example.com",
        "http://www.example.com\\@evil.example/",
        "http://evil.example\\.www.example.com/",
        "http://www.example.com:80:81/",
        "http://www.example.com%2eevil.example/",
        "ftp://www.example.com/",
        "file:///etc/passwd",
        "data:text/html,x",
        "//www.example.com/",
        "javascript:alert(1)",
        "http://[::1]/",
        "http://[bad/",
        "http://www.example.com:99999/",
        "http://",
        "http:///x",
        "",
        "http://www\u3002example\u3002com/",
        "http://www.example.com\t.evil/",
        "http://2130706433/",
    ],
)
def test_everything_else_is_out_of_scope(url: str) -> None:
    with pytest.raises(OutOfScope):
        require(url, ORIGINS, frozenset())


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "0x7f.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "169.254.169.254",
        "10.0.0.1",
        "[fe80::1]",
        "[fc00::1]",
        "[::]",
        "[::127.0.0.1]",
        "999999999999",
        "192.168.1.1",
        "100.64.0.1",
        "[::1%25eth0]",
        # What ends in a number is an address in browsers, and no name where it is none.
        "..1",
        "x.1",
        "press.example.0x1",
        "a.b.999.",
    ],
)
def test_an_address_in_any_notation_is_private_even_where_it_is_declared(host: str) -> None:
    address = literal_address(host)
    assert address is not None
    assert not is_public(address)
    try:
        origin = origin_of(f"http://{host}/")
    except OutOfScope:
        return
    with pytest.raises(OutOfScope, match="private_address"):
        require(f"http://{host}/", frozenset({origin}), frozenset({("elsewhere", 80)}))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "223.5.5.5"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_only_the_exact_private_host_and_port_is_let_through() -> None:
    private = private_hosts(["127.0.0.1:8900", "[::1]:8901"])
    origins = frozenset({("http", "127.0.0.1", port) for port in (8900, 8901)} | {("http", "::1", 8901)})
    assert require("http://127.0.0.1:8900/x", origins, private)
    assert require("http://[::1]:8901/x", origins, private)
    with pytest.raises(OutOfScope, match="private_address"):
        require("http://127.0.0.1:8901/x", origins, private)


@pytest.mark.parametrize("entry", ["127.0.0.1", "127.0.0.1:", ":80", "host:http", "host:99999", "*"])
def test_a_wrong_private_host_is_a_usage_error(entry: str) -> None:
    with pytest.raises(UsageError, match="PRIVATE_HOSTS"):
        private_hosts([entry])


WRAPPERS = (
    "::ffff:{0}", "::ffff:0:{0}", "::{0}", "64:ff9b::{0}", "2001:db8::5efe:{0}", "2606:4700::5efe:{0}", "2606:4700::200:5efe:{0}",
    "fe80::5efe:{0}",
)  # fmt: skip


@pytest.mark.parametrize("inner", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "172.16.0.1", "100.64.0.1"])
@pytest.mark.parametrize("wrapper", [*WRAPPERS, "6to4", "teredo"])
def test_a_private_address_is_private_in_every_wrapping(wrapper: str, inner: str) -> None:
    number = int(ipaddress.IPv4Address(inner))
    if wrapper == "6to4":
        found = ipaddress.IPv6Address((0x2002 << 112) | (number << 80) | 1)
    elif wrapper == "teredo":
        found = ipaddress.IPv6Address((0x20010000 << 96) | (0x08080808 << 64) | (number ^ 0xFFFFFFFF))
    else:
        found = ipaddress.IPv6Address(wrapper.format(inner))
    assert not is_public(found)
    assert not is_public(str(found))


@pytest.mark.parametrize("address", ["::ffff:0:8.8.8.8", "2606:4700::5efe:8.8.8.8", "2002:808:808::1"])
def test_a_public_address_is_public_in_its_wrapping(address: str) -> None:
    assert is_public(address)
    assert not is_public("fe80::5efe:8.8.8.8"), "the prefix counts, too"


def test_what_needs_no_proxy_is_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "ftp_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("no_proxy", "10.0.0.5:8080")
    monkeypatch.setenv("ftp_proxy", "http://10.0.0.6:21")
    assert proxies() == frozenset()
    monkeypatch.setenv("http_proxy", "http://user:word@10.0.0.7:3128")
    assert proxies() == {("10.0.0.7", 3128)}


@pytest.mark.parametrize(
    "named", ["http://user:w0rd@[bad", "http://user:w0rd@h:99999", "http://user:w0rd@", "://w0rd", "w0rd" * 30, "http://w0rd:port"]
)
def test_a_proxy_that_is_none_is_named_by_its_variable_alone(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    with pytest.raises(UsageError, match=r"https_proxy names no proxy; a right one is http://") as told:
        proxy_hosts({"http": "10.0.0.7:3128", "https": named})
    assert "w0rd" not in str(told.value)
    monkeypatch.setattr("crawler.middlewares.scope.getproxies", lambda: {"http": "10.0.0.7:3128", "https": named, "no": "x"})
    assert proxies() == {("10.0.0.7", 3128)}
