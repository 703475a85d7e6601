"""Skeletons: ten ways to arrange the same page. Each takes a `Sheet` and returns a whole HTML document."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """One block of the content column: its role, and its inline HTML in one or more cells."""

    role: str
    cells: tuple[str, ...]

    @property
    def flat(self) -> str:
        """The cells as one run of inline HTML."""
        if len(self.cells) == 1:
            return self.cells[0]
        return "".join(f"<span>{cell}</span>" for cell in self.cells)

    @property
    def tabled(self) -> str:
        """The cells as the cells of a table of their own."""
        if len(self.cells) == 1:
            return self.cells[0]
        return "<table border=0><tr>" + "".join(f"<td nowrap>{cell}</td>" for cell in self.cells) + "</tr></table>"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it is arranged: what is in its head, furniture around the column, and the column's slots in order."""

    language: str
    head: str
    top: str
    side: str
    column: tuple[Slot, ...]
    foot: str


def _nested_tables(sheet: Sheet) -> str:
    looks = {
        "crumb": 'height="28" background="/images/bar.gif"',
        "title": 'height="46" align="center" class="bt18"',
        "body": 'class="p14" valign="top"',
    }
    rows = "\n".join(f"<tr><td {looks.get(slot.role, 'align=center')}>{slot.tabled}</td></tr>" for slot in sheet.column)
    side = f'<td width="210" valign="top" bgcolor="#F4F4F4">{sheet.side}</td>' if sheet.side else ""
    return (
        f'<html><head>{sheet.head}</head><body bgcolor="#FFFFFF" topmargin="0"><table width="980" align="center"><tr><td>{sheet.top}</td></tr>'
        f'</table><table width="980" align="center" cellpadding="0"><tr>{side}<td valign="top"><table width="100%">{rows}</table></td></tr>'
        f"</table>{sheet.foot}</body></html>"
    )


def _flat_divs(sheet: Sheet) -> str:
    names = {"crumb": "dqwz", "title": "tit", "subtitle": "ftit", "meta": "info", "tool": "gongju", "body": "con"}
    blocks = "\n".join(f'<div class="{names.get(slot.role, "ext")}">{slot.flat}</div>' for slot in sheet.column)
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head>{sheet.head}</head><body><div id="wrap">{sheet.top}\n<div class="main">'
        f'<div class="left">{sheet.side}</div><div class="right">{blocks}</div></div>\n{sheet.foot}</div></body></html>'
    )


def _html5(sheet: Sheet) -> str:
    crumbs = "".join(f'<nav class="crumb">{slot.flat}</nav>' for slot in sheet.column if slot.role == "crumb")
    blocks = "\n".join(
        f'<{"section" if slot.role == "body" else "div"} class="{slot.role}">{slot.flat}</{"section" if slot.role == "body" else "div"}>'
        for slot in sheet.column
        if slot.role not in ("crumb", "after")
    )
    after = "".join(slot.flat for slot in sheet.column if slot.role == "after")
    return (
        f'<!DOCTYPE html>\n<html lang="{sheet.language}">\n<head>{sheet.head}</head>\n<body>\n<header>{sheet.top}</header>\n<main>{crumbs}'
        f"<article>{blocks}</article>{after}</main><aside>{sheet.side}</aside>\n<footer>{sheet.foot}</footer>\n</body></html>"
    )


def _upper_case(sheet: Sheet) -> str:
    rows = "\n".join(
        f"<TR><TD{' align=middle' if slot.role != 'body' else ''}>"
        + (f"<FONT size=2>{slot.tabled}</FONT>" if slot.role != "body" else slot.tabled)
        for slot in sheet.column
    )
    return (
        f"<HTML><HEAD>{sheet.head}</HEAD>\n<BODY leftMargin=0 topMargin=0>{sheet.top}\n<TABLE cellSpacing=0 cellPadding=0 width=776 align=center border=0>"
        f'<TBODY><TR><TD vAlign=top width=180 bgColor=#e7e7e7>{sheet.side}</TD><TD vAlign=top><TABLE width="96%" border=0><TBODY>\n{rows}'
        f"</TBODY></TABLE></TD></TR></TBODY></TABLE>\n{sheet.foot}</BODY></HTML>"
    )


def _one_table(sheet: Sheet) -> str:
    rows = "\n".join(f'<tr><td colspan="2" class="td_{i}">{slot.flat}</td></tr>' for i, slot in enumerate(sheet.column, 1))
    side = f'<tr><td colspan="2">{sheet.side}</td></tr>' if sheet.side else ""
    return (
        f'<html>\n<head>{sheet.head}</head>\n<body><table width="1000" id="article" align="center">\n<tr><td colspan="2">{sheet.top}</td></tr>\n'
        f'{rows}\n{side}<tr><td colspan="2">{sheet.foot}</td></tr></table></body></html>'
    )


def _float_columns(sheet: Sheet) -> str:
    blocks = "\n".join(f'<div class="{slot.role}_{len(slot.role)}">\n{slot.flat}\n</div>' for slot in sheet.column)
    return (
        f"<!doctype html>\n<html>\n<head>{sheet.head}</head>\n<body>\n<!-- head -->\n{sheet.top}\n<!-- /head -->\n"
        f'<div style="float:right;width:240px">{sheet.side}</div>\n<div style="float:left;width:720px">\n<!-- content -->{blocks}\n<!-- /content --></div>\n'
        f'<div style="clear:both"></div>{sheet.foot}\n</body></html>'
    )


def _span_soup(sheet: Sheet) -> str:
    sizes = {
        "title": "font-size:20px;font-weight:bold;text-align:center",
        "body": "font-size:14px;line-height:26px",
        "crumb": "color:#999",
    }
    blocks = "".join(
        f'<div style="{sizes.get(slot.role, "font-size:12px;color:#666")}"><div>{slot.flat if slot.role in ("body", "after") else "<span>" + slot.flat + "</span>"}'
        "</div></div>"
        for slot in sheet.column
    )
    return f"<html><head>{sheet.head}</head><body>{sheet.top}<div><div><div>{blocks}</div></div><div>{sheet.side}</div></div>{sheet.foot}</body></html>"


def _definition(sheet: Sheet) -> str:
    rows = "\n".join(
        f"<dt>{slot.flat}</dt>" if slot.role in ("title", "subtitle") else f'<dd class="{slot.role}">{slot.flat}</dd>'
        for slot in sheet.column
    )
    return (
        f'<html><head>{sheet.head}</head><body><form name="form1" method="post" action="" id="form1"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUK">'
        f'{sheet.top}<div id="content"><dl class="news_detail">{rows}</dl><div class="sub">{sheet.side}</div></div>{sheet.foot}</form></body></html>'
    )


def _table_stack(sheet: Sheet) -> str:
    tables = "\n".join(
        f'<table width="760" border="0" align="center"><tr><td></td></tr><tr><td>{slot.tabled}</td></tr></table>'
        for slot in sheet.column
    )
    return (
        f'<html><head>{sheet.head}</head><body><center>{sheet.top}</center>{tables}\n<table width="760" align="center"><tr><td>{sheet.side}</td></tr></table>'
        f"{sheet.foot}</body></html>"
    )


def _grid(sheet: Sheet) -> str:
    crumbs = "".join(f'<div class="row breadcrumb-wrap">{slot.flat}</div>' for slot in sheet.column if slot.role == "crumb")
    blocks = "\n".join(f'<div class="detail-{slot.role}">{slot.flat}</div>' for slot in sheet.column if slot.role != "crumb")
    return (
        f'<!DOCTYPE html><html><head>{sheet.head}</head><body class="page-detail"><div class="container-fluid">{sheet.top}</div><div class="container">{crumbs}'
        f'<div class="row"><div class="col-md-9"><div class="detail">{blocks}</div></div><div class="col-md-3">{sheet.side}</div></div></div>{sheet.foot}</body></html>'
    )


SKELETONS: dict[str, Callable[[Sheet], str]] = {
    "nested_tables": _nested_tables,
    "flat_divs": _flat_divs,
    "html5": _html5,
    "upper_case": _upper_case,
    "one_table": _one_table,
    "float_columns": _float_columns,
    "span_soup": _span_soup,
    "definition": _definition,
    "table_stack": _table_stack,
    "grid": _grid,
}
