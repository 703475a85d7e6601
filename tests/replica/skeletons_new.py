"""Skeletons of the years of style sheets, as (page, wrappers of the slots, whether cells become tables)."""

_DIVS = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head>@head@</head>
<body><div id="wrap">@top@
<div class="main"><div class="left">@side@</div><div class="right">
@column@
</div></div>
@foot@</div></body></html>
"""

_HTML5 = """<!DOCTYPE html>
<html lang="@language@">
<head>@head@</head>
<body>
<header>@top@</header>
<main>@lead@<article>
@column@
</article>@after@</main>
<aside>@side@</aside>
<footer>@foot@</footer>
</body></html>
"""

_FLOAT = """<!doctype html>
<html>
<head>@head@</head>
<body>
<!-- head -->
@top@
<!-- /head -->
<div style="float:right;width:240px">@side@</div>
<div style="float:left;width:720px">
<!-- content -->
@column@
<!-- /content -->
</div>
<div style="clear:both"></div>
@foot@
</body></html>
"""

_SOUP = """<html><head>@head@</head><body>@top@<div><div><div>
@column@
</div></div><div>@side@</div></div>@foot@</body></html>
"""

_GRID = """<!DOCTYPE html>
<html><head>@head@</head>
<body class="page-detail">
<!--[if lt IE 9]><script src="/js/html5shiv.js"></script><![endif]-->
<div class="container-fluid">@top@</div>
<div class="container">@lead@
<div class="row"><div class="col-md-9"><div class="detail">
@column@
</div></div><div class="col-md-3">@side@</div></div></div>
@foot@
</body></html>
"""

_CARDS = """<!DOCTYPE html>
<html lang="@language@"><head>@head@</head>
<body>@top@
<div class="banner"><img src="/images/banner_news.jpg" alt=""/></div>
<div class="w1200 clearfix">
<section class="card">@column@</section>
<section class="card">@after@</section>
<section class="card">@side@</section>
</div>
@foot@</body></html>
"""

# One wrapper inside the other, as page builders make them.
_DEEP = """<!DOCTYPE html>
<html><head>@head@</head><body><div class="root"><div class="page"><div class="layout">
<div class="region region-top"><div class="block">@top@</div></div>
<div class="region region-main"><div class="block"><div class="inner"><div class="view"><div class="view-content">
@column@
</div></div></div></div></div>
<div class="region region-side"><div class="block">@side@</div></div>
<div class="region region-foot"><div class="block">@foot@</div></div>
</div></div></div></body></html>
"""

# A list as the frame of the page.
_LISTED = """<!DOCTYPE html>
<html>
<head>@head@</head>
<body>@top@
<ul id="frame"><li class="col-a">@side@</li>
<li class="col-b"><div class="pos">@lead@</div>
@column@
</li></ul>
@foot@
</body>
</html>
"""

NEW: dict[str, tuple[str, dict[str, str], bool]] = {
    "flat_divs": (
        _DIVS,
        {
            "crumb": '<div class="dqwz">@@</div>',
            "title": '<div class="tit">@@</div>',
            "meta": '<div class="info">@@</div>',
            "body": '<div class="con">@@</div>',
            "": '<div class="ext">@@</div>',
        },
        False,
    ),
    "html5": (
        _HTML5,
        {"crumb": '<nav class="crumb">@@</nav>', "body": "<section>@@</section>", "": '<div class="@role@">@@</div>'},
        False,
    ),
    "float_columns": (_FLOAT, {"": '<div class="a@n@">\n@@\n</div>'}, False),
    "span_soup": (
        _SOUP,
        {
            "crumb": '<div style="color:#999"><span>@@</span></div>',
            "title": '<div style="font-size:20px;font-weight:bold;text-align:center"><span>@@</span></div>',
            "body": '<div style="font-size:14px;line-height:26px"><div>@@</div></div>',
            "after": "<div>@@</div>",
            "list": "<div>@@</div>",
            "": '<div style="font-size:12px;color:#666"><span>@@</span></div>',
        },
        False,
    ),
    "grid": (_GRID, {"crumb": '<div class="row breadcrumb-wrap">@@</div>', "": '<div class="detail-@role@">@@</div>'}, False),
    "cards": (
        _CARDS,
        {"title": '<div class="hd">@@</div>', "body": '<div class="bd">@@</div>', "": '<div class="ft">@@</div>'},
        False,
    ),
    "deep": (_DEEP, {"": '<div class="field"><div class="field-items"><div class="field-item">@@</div></div></div>'}, False),
    "listed": (_LISTED, {"crumb": "@@", "": '<div class="box-@n@">@@</div>'}, False),
}
