"""Prints the body of a story as an editor would have pasted it: many habits of markup, the same words."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tests.replica.model import Piece, Story

FLAVOURS = (
    "p",
    "p_indent",
    "nbsp_indent",
    "upper",
    "unclosed",
    "br",
    "br_indent",
    "div",
    "word",
    "section",
    "cells",
    "justified",
    "br_in_p",
    "bare_first",
    "spaced",
    "wrapped_divs",
)
_EDITORS = (
    "<div class=TRS_Editor>{}</div>",
    '<div class="TRS_UEDITOR trs_paper_default trs_web">{}</div>',
    '<div class="trs_editor_view TRS_UEDITOR trs_paper_default">{}</div>',
    '<div class="Custom_UnionStyle">{}</div>',
    '<div class="TRS_PreAppend">{}</div>',
    '<div class="TRS_Editor"><div class="TRS_UEDITOR">{}</div></div>',
    "{}",
)
_HOLDERS = (
    '<div id="Zoom">{}</div>',
    '<div id="zoom" class="content">{}</div>',
    '<div class="xl_cont">{}</div>',
    "<div id=font_area>{}</div>",
    '<div class="article-body">{}</div>',
    "<!--startprint-->{}<!--endprint-->",
    '<div class="UCAP-CONTENT">{}</div>',
    '<div style="line-height:24px; padding:10px;">{}</div>',
)
_OLD_HOLDERS = (
    '<div id="Zoom2">{}</div>',
    '<span id="BodyLabel">{}</span>',
    '<font id="zoom" class="p14">{}</font>',
    '<div class="neirong">{}</div>',
    '<table width="100%" border="0" cellpadding="6"><tr><td class="wz14" id="content">{}</td></tr></table>',
    "{}",
)
_BLANK = re.compile(" ")
_LEAK = (
    '<style type="text/css">.TRS_Editor P{margin-top:0;margin-bottom:1em;line-height:2;font-family:宋体;font-size:12pt;}'
    ".TRS_Editor DIV{margin-top:0;line-height:2;font-size:12pt;}.TRS_Editor TD{line-height:1.5;}</style>"
)


@dataclass(frozen=True, slots=True)
class Habit:
    """How one body is printed: a flavour, how often inline markup is used, and quirks that are on or off."""

    flavour: str
    inline: float = 0.2
    blanks: bool = False
    leak: int = 0
    trs: bool = True
    entity: bool = False
    lines: bool = False
    hard: bool = False
    zero: bool = False


def draw_habit(rng: random.Random, trs: bool) -> Habit:
    """A habit for one article of a newsroom whose editor is TRS or older."""
    return Habit(
        flavour=rng.choice(FLAVOURS),
        inline=rng.choice((0.0, 0.15, 0.5)),
        blanks=rng.random() < 0.2,
        leak=rng.choice((0, 0, 1, 2)) if trs else 0,
        trs=trs,
        entity=rng.random() < 0.3,
        lines=rng.random() < 0.25,
        hard=rng.random() < 0.06,
        zero=rng.random() < 0.08,
    )


def print_body(story: Story, habit: Habit, rng: random.Random) -> str:
    """The body without what stands around it: the pieces in order, in the holder and editors of the habit."""
    pictures: list[Piece] = []
    pieces = list(story.pieces)
    while habit.trs and pieces and pieces[0].kind == "figure" and rng.random() < 0.3:
        pictures.append(pieces.pop(0))
    blocks = [_print_piece(piece, habit, rng) for piece in _group_items(pieces)]
    inner = _JOINTS[habit.flavour](blocks, rng)
    if habit.flavour == "cells":
        inner = (
            "<table width=95% align=center><tbody>"
            + "".join(f"<tr><td>{block}</td></tr>\n" for block in blocks)
            + "</tbody></table>"
        )
    inner = _LEAK * habit.leak + inner
    editors = rng.sample(_EDITORS, rng.randint(1, 3)) if habit.trs else []
    for editor in editors:
        inner = editor.replace("{}", inner)
    outside = "".join(_figure(piece, habit, rng) for piece in pictures)
    holder = rng.choice(_HOLDERS if habit.trs else _OLD_HOLDERS)
    return holder.replace("{}", outside + "\n" + inner + "\n")


def _group_items(pieces: list[Piece]) -> list[Piece | list[Piece]]:
    grouped: list[Piece | list[Piece]] = []
    for piece in pieces:
        last = grouped[-1] if grouped else None
        if piece.kind == "item" and isinstance(last, list):
            last.append(piece)
        else:
            grouped.append([piece] if piece.kind == "item" else piece)
    return grouped


def _print_piece(piece: Piece | list[Piece], habit: Habit, rng: random.Random) -> str:
    if isinstance(piece, list):
        tag = "ol" if piece[0].ordered else "ul"
        close = "" if habit.flavour in ("upper", "unclosed") else "</li>"
        return f"<{tag}>" + "".join(f"<li>{_inline(each, habit, rng)}{close}\n" for each in piece) + f"</{tag}>"
    if piece.kind == "table":
        return _table(piece, rng)
    if piece.kind == "figure":
        return _figure(piece, habit, rng)
    text = _inline(piece, habit, rng)
    if piece.kind == "heading":
        text = rng.choice(
            (f"<strong>{text}</strong>", f"<b>{text}</b>", text, f"<u>{text}</u>", f'<font color="#cc0000">{text}</font>')
        )
    if piece.split_at:
        left, right = _inline_halves(piece, habit)
        opening, closing = _around(habit, rng)
        glue = "<br>" if habit.flavour in ("br", "br_indent", "br_in_p", "cells") else f"{closing}\n{opening}"
        return f"{opening}{left}{glue}{right}{closing}"
    opening, closing = _around(habit, rng)
    return f"{opening}{text}{closing}"


def _inline_halves(piece: Piece, habit: Habit) -> tuple[str, str]:
    at = piece.split_at or 0
    return _escape(piece.text[:at].rstrip(), habit), _escape(piece.text[at:].lstrip(), habit)


def _inline(piece: Piece, habit: Habit, rng: random.Random) -> str:
    """The words of a piece with links and, now and then, a phrase in bold, a font or a span."""
    if piece.link:
        anchor, address = piece.link
        left, _, right = piece.text.partition(anchor)
        link = f'<a href="{escape(address)}" target="_blank">{escape(anchor)}</a>'
        return _escape(left, habit) + link + _escape(right, habit)
    words = piece.text.split(" ")
    if rng.random() < habit.inline / 3 and len(piece.text) > 30:
        return _parted_word(piece.text, habit, rng)
    if rng.random() >= habit.inline or len(words) < 12:
        return _blanks(_escape(piece.text, habit), habit, rng)
    start = rng.randint(2, len(words) - 6)
    wrap = rng.choice(
        ("<strong>{}</strong>", "<font face=Arial>{}</font>", '<span style="color:#333">{}</span>', "<em>{}</em>", "<B>{}</B>")
    )
    left, middle, right = (
        _escape(" ".join(part), habit) for part in (words[:start], words[start : start + 3], words[start + 3 :])
    )
    return f"{left} {wrap.replace('{}', middle)} {right}"


def _parted_word(text: str, habit: Habit, rng: random.Random) -> str:
    """A span that begins or ends inside a word, as office programs leave them."""
    at = rng.randint(3, len(text) - 12)
    parts = (text[:at], text[at : at + rng.randint(2, 8)])
    left, middle = (_escape(part, habit) for part in parts)
    rest = _escape(text[len(parts[0]) + len(parts[1]) :], habit)
    return f'{left}<span lang="EN-US" style="mso-bidi-font-size:10.5pt">{middle}</span>{rest}'


def _escape(text: str, habit: Habit) -> str:
    if habit.lines and text.isascii():
        text = _BLANK.sub(lambda blank: "\n" if blank.start() % 7 == 0 else " ", text)
    text = escape(text, quote=False)
    if habit.zero:
        text = text.replace(", ", ",&#8203; ").replace("，", "，&#8203;")
    if habit.hard:
        text = text.replace(" ", "&nbsp;")
    if habit.entity:
        text = text.replace("“", "&ldquo;").replace("”", "&rdquo;").replace("’", "&rsquo;")
    return text


def _blanks(text: str, habit: Habit, rng: random.Random) -> str:
    """Double some of the blanks behind full stops: editors hit the bar twice."""
    if not habit.blanks:
        return text
    return text.replace(". ", rng.choice((".  ", ". &nbsp;", ".&nbsp; ")))


def _around(habit: Habit, rng: random.Random) -> tuple[str, str]:
    pairs: dict[str, tuple[str, str]] = {
        "p": ("<p>", "</p>"),
        "p_indent": ("<p>　　", "</p>"),
        "nbsp_indent": ("<p>&nbsp;&nbsp;&nbsp; &nbsp;", "</p>"),
        "upper": ("<P align=justify><FONT face=宋体 size=3>", "</FONT></P>"),
        "unclosed": ("<p>", ""),
        "br": ("", ""),
        "br_indent": ("　　", ""),
        "div": ("<div>", "</div>" + rng.choice(("", "<div>&nbsp;</div>"))),
        "word": (
            '<p class="MsoNormal" style="text-indent:24pt;mso-char-indent-count:2.0"><span lang="EN-US" style="font-family:'
            "'Times New Roman'\">",
            "<o:p></o:p></span></p>",
        ),
        "section": ('<section style="margin:0 8px"><section><span style="font-size:16px">', "</span></section></section>"),
        "cells": ("", ""),
        "br_in_p": ("　　", ""),
        "bare_first": ("<p>", "</p>"),
        "spaced": ("<p>", "</p>\n<p>&nbsp;</p>"),
        "wrapped_divs": ('<div class="rich"><div dir="ltr">', "</div></div>"),
        "justified": ('<p style="TEXT-ALIGN: justify; TEXT-INDENT: 2em"><span style="FONT-SIZE: 12pt">', "</span></p>"),
    }
    return pairs[habit.flavour]


def _table(piece: Piece, rng: random.Random) -> str:
    cell = rng.choice(("<td>{}</td>", '<td align="center"><p>{}</p></td>', '<td style="border:1px solid"><span>{}</span></td>'))
    rows = ["<tr>" + "".join(cell.replace("{}", escape(each)) for each in row) + "</tr>" for row in piece.rows]
    if rng.random() < 0.3:
        rows[0] = rows[0].replace("<td", "<th").replace("</td", "</th")
    return '<table border="1" cellspacing="0">\n' + "\n".join(rows) + "\n</table>"


def _figure(piece: Piece, habit: Habit, rng: random.Random) -> str:
    picture = piece.picture
    if picture is None:
        return ""
    image = f'<img src="{picture.name}" alt="{escape(picture.alt)}" border="0">'
    if habit.flavour == "upper":
        image = f'<IMG alt="{escape(picture.alt)}" oldsrc="{picture.name[2:]}" src="{picture.name}" border=0>'
    if picture.caption is None:
        return rng.choice(
            (f'<p align="center">{image}</p>', f"<center>{image}</center>", f'<div style="text-align:center">{image}</div>')
        )
    caption = escape(picture.caption, quote=False)
    forms = (
        f'<p align="center">{image}</p>\n<p align="center">{caption}</p>',
        f"<center>{image}</center>\n<p align=center><font size=2>{caption}</font></p>",
        f"<figure>{image}<figcaption>{caption}</figcaption></figure>",
        f'<table align="center"><tr><td>{image}</td></tr><tr><td align="center">{caption}</td></tr></table>',
        f'<p style="text-align:center">{image}<br>{caption}</p>',
    )
    return rng.choice(forms)


def _lines(blocks: list[str], _: random.Random) -> str:
    return "\n".join(blocks)


def _breaks(blocks: list[str], rng: random.Random) -> str:
    return rng.choice(("<br>\n<br>\n", "<BR><BR>", "<br/>&nbsp;<br/>\n")).join(blocks)


def _single_breaks(blocks: list[str], rng: random.Random) -> str:
    return rng.choice(("<br>\n", "<BR>", "<br />\r\n")).join(blocks)


_JOINTS: dict[str, Callable[[list[str], random.Random], str]] = dict.fromkeys(FLAVOURS, _lines)
_JOINTS["br"] = _breaks
_JOINTS["br_indent"] = _single_breaks


def _one_paragraph(blocks: list[str], _: random.Random) -> str:
    return "<p>" + "<br>\n".join(blocks) + "</p>"


def _bare_first(blocks: list[str], _: random.Random) -> str:
    first = blocks[0].removeprefix("<p>").removesuffix("</p>") if blocks[0].count("<p>") == 1 else blocks[0]
    return "\n".join([first, *blocks[1:]])


_JOINTS["br_in_p"] = _one_paragraph
_JOINTS["bare_first"] = _bare_first
