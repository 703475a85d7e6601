"""The table of kinds of characters says of every character what the character is."""

from crawler.extract.block_model.features import _kind, kinds_of_characters

UNSPACED = (*range(0x0E01, 0x0F00), *range(0x1000, 0x10A0), *range(0x1780, 0x1800))  # Thai and Lao, Burmese, Khmer
WIDE = (*UNSPACED, *range(0x3040, 0x3100), *range(0x3400, 0xA000))  # and Han and kana


def test_stretches_that_are_not_looked_at_singly_are_of_one_kind() -> None:
    table = kinds_of_characters()
    assert set(table[list(WIDE)].tolist()) == {4}
    others = sorted(set(range(65536)).difference(WIDE))
    assert table[others].tolist() == [_kind(chr(code)) for code in others]
    assert [int(table[ord(char)]) for char in "aA7 .,x한年あ|€"] == [1, 2, 3, 5, 6, 7, 1, 1, 4, 4, 9, 8]
