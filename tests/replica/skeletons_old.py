"""Skeletons of the years of tables, as (page, wrappers of the slots, whether cells become tables)."""

_NESTED = """<html><head>@head@</head>
<body bgcolor="#FFFFFF" leftmargin="0" topmargin="0" marginwidth="0">
<table width="980" border="0" align="center" cellpadding="0" cellspacing="0"><tr><td>@top@</td></tr></table>
<table width="980" border="0" align="center" cellpadding="0" cellspacing="0">
  <tr>
    <td width="210" valign="top" bgcolor="#F4F4F4"><img src="/images/spacer.gif" width="1" height="8"><br>@side@</td>
    <td valign="top"><table width="100%" border="0" cellspacing="0" cellpadding="4">
@column@
    </table></td>
  </tr>
</table>
@foot@
</body></html>
"""

_UPPER = """<HTML><HEAD>@head@</HEAD>
<BODY leftMargin=0 topMargin=0><A name=top></A>@top@
<TABLE cellSpacing=0 cellPadding=0 width=776 align=center border=0><TBODY>
<TR><TD vAlign=top width=180 bgColor=#e7e7e7>@side@
<TD vAlign=top><TABLE width="96%" border=0><TBODY>
@column@
</TBODY></TABLE></TD></TR></TBODY></TABLE>
@foot@</BODY></HTML>
"""

_ONE_TABLE = """<html>
<head>@head@</head>
<body><table width="1000" id="article" align="center" border="0">
<tr><td colspan="2">@top@</td></tr>
@column@
<tr><td colspan="2" class="td_0">@side@</td></tr>
<tr><td colspan="2">@foot@</td></tr></table></body></html>
"""

_STACK = """<html><head>@head@</head><body><center>@top@</center>
<!-- begin -->
@column@
<!-- end -->
<table width="760" align="center"><tr><td>@side@</td></tr></table>
@foot@</body></html>
"""

_DEFINITION = """<html><head>@head@</head>
<body><form name="form1" method="post" action="" id="form1"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKMTY5MzE0" />
@top@
<div id="content"><dl class="news_detail">@column@</dl><div class="sub">@side@</div></div>
@foot@</form></body></html>
"""

# Everything in one cell, parted by rules and line breaks alone.
_ONE_CELL = """<html><head>@head@</head><body topmargin=5>
<table width=760 align=center bgcolor=#ffffff><tr><td>@top@</td></tr>
<tr><td class=main>@column@</td></tr>
<tr><td>@side@</td></tr><tr><td>@foot@</td></tr></table>
</body></html>
"""

# The content column has no element of its own: its blocks are children of the body, between menu and footer.
_BARE = """<html>
<head>@head@</head>
<body>
@top@
<hr size="1" noshade>
@column@
<hr size="1" noshade>
@side@
@foot@
</body>
</html>
"""

_FRAMES = """<html><head>@head@</head><body background="/images/bg.gif">
<table width="100%" height="100%"><tr><td align="center" valign="top">
<table width="778" bgcolor="#FFFFFF"><tr><td colspan="3">@top@</td></tr>
<tr><td width="12" background="/images/l.gif">&nbsp;</td><td>
  <table width="100%"><tr><td height="24">@lead@</td></tr>
  <tr><td><table width="100%"><tr><td height="10"></td></tr>@column@</table></td></tr>
  <tr><td>@after@</td></tr></table>
</td><td width="160" valign="top">@side@</td></tr></table>
</td></tr></table>@foot@</body></html>
"""

OLD: dict[str, tuple[str, dict[str, str], bool]] = {
    "nested_tables": (
        _NESTED,
        {
            "crumb": '<tr><td height="28" background="/images/bar.gif">@@</td></tr>',
            "title": '<tr><td height="46" align="center" class="bt18">@@</td></tr>',
            "body": '<tr><td class="p14" valign="top">@@</td></tr>',
            "": "<tr><td align=center>@@</td></tr>",
        },
        True,
    ),
    "upper_case": (
        _UPPER,
        {"body": "<TR><TD>@@", "after": "<TR><TD>@@", "": "<TR><TD align=middle><FONT size=2>@@</FONT>"},
        True,
    ),
    "one_table": (_ONE_TABLE, {"": '<tr><td colspan="2" class="td_@n@">@@</td></tr>'}, False),
    "table_stack": (
        _STACK,
        {"": '<table width="760" border="0" align="center"><tr><td></td></tr><tr><td>@@</td></tr></table>'},
        True,
    ),
    "definition": (
        _DEFINITION,
        {"title": "<dt>@@</dt>", "subtitle": "<dt>@@</dt>", "": '<dd class="@role@">@@</dd>'},
        False,
    ),
    "one_cell": (
        _ONE_CELL,
        {
            "crumb": "@@<hr size=1>",
            "title": "<center>@@</center>",
            "body": "<br>@@",
            "after": "<hr>@@",
            "": "<center>@@</center>",
        },
        False,
    ),
    "bare": (
        _BARE,
        {"body": "@@", "after": "@@", "title": '<p align="center">@@</p>', "list": "@@", "": '<p class="s">@@</p>'},
        False,
    ),
    "frames": (
        _FRAMES,
        {"crumb": '<img src="/images/arrow.gif"> @@', "after": "@@", "": '<tr><td align="center">@@</td></tr>'},
        True,
    ),
}
