"""What pictures are called: signs and blanks are told from pictures by the names of their files."""

import pytest

from crawler.page.picture_names import is_called_blank, is_called_sign


@pytest.mark.parametrize("address", [
    "/img/icon-phone.png", "/img/btn_top2.gif", "logo.svg?v=2", "/upload/qr_code.jpg", "/img/share.png", "/img/arrow-right.svg",
    "/img/icons/evileye.png", "/media/social-media-icons/twitter.jpg", "/_next/image?url=%2Fassets%2Fhafen-logo.png&w=64&q=75",
    "/img/facebook2.svg", "/img/close_small.png", "/img/weixin.jpg", "/buttons/fr/share-medium.png",
])  # fmt: skip
def test_a_button_a_logo_or_a_code_to_scan_is_called_so(address: str) -> None:
    assert is_called_sign(address)


@pytest.mark.parametrize("address", [
    "/fotos/market-share-by-line.png", "/fotos/back-to-school.jpg", "/fotos/top-10.jpg", "/fotos/1*yT7ZvCkdtQR-5CFYPyLe3g.png",
    "/iconic/hafen.jpg", "/fotos/960x540.jpg", "/fotos/small_2.jpg", "/bild?name=kran.jpg&w=640", "/fotos/1.jpg",
    "/fotos/", "/fotos/kran.jpg!w640", "/fotos/kran", "/17-print.jpg/462x260/kran.jpg",
])  # fmt: skip
def test_a_picture_is_called_no_sign(address: str) -> None:
    assert not is_called_sign(address)
    assert not is_called_blank(address)


@pytest.mark.parametrize(("address", "blank"), [
    ("/img/placeholder-wide.jpg", True), ("/img/1x1.gif", True), ("/img/netz-blank.png", True),
    ("/img/transparent_h-3.gif", True), ("/img/loading-truck.jpg", False), ("/img/pixel-9-back.jpg", False),
    ("/img/kran_1x1_144.jpg", False),
    ("/img/11x11.png", False),
])  # fmt: skip
def test_a_picture_that_holds_the_place_of_another_is_called_so(address: str, blank: bool) -> None:
    assert is_called_blank(address) is blank


def test_a_picture_in_the_page_itself_is_called_nothing() -> None:
    inside = f"data:image/png;base64,{'A/' * 600}logo.png"
    assert not is_called_sign(inside)
    assert not is_called_blank(inside)
