"""The style sheet of all pages: light and dark, from a phone's width on, readable without colour."""

CSS = """
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1b2430;--soft:#5a6675;--edge:#dfe4ea;--link:#1257b0;
--good:#186a3b;--goodbg:#e3f4ea;--warn:#8a5300;--warnbg:#fdf1dc;--bad:#a61b1b;--badbg:#fce7e7;
--add:#e2f5e7;--addmark:#a6dfb6;--gone:#fde8e8;--gonemark:#f4b4b4;--l0:#e8ecf1;--l1:#a9d3f2;--l2:#4d9bd6;--l3:#17578f}
@media(prefers-color-scheme:dark){:root{--bg:#11161c;--card:#1a2129;--ink:#e6ebf1;--soft:#9aa7b5;--edge:#2e3843;
--link:#7db5f5;--good:#7fd6a0;--goodbg:#143222;--warn:#f0be6a;--warnbg:#38290d;--bad:#f59a9a;--badbg:#421a1a;
--add:#12331f;--addmark:#25673c;--gone:#3d1a1c;--gonemark:#7d2d31;--l0:#242d37;--l1:#1d4f78;--l2:#2f83c3;--l3:#8ecbff}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans",
"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
main{max-width:62rem;margin:0 auto;padding:1rem}
h1{font-size:1.35rem;line-height:1.25;margin:.2rem 0}
h2{font-size:1.05rem;margin:0 0 .6rem}
p{margin:.3rem 0}
a{color:var(--link)}
section,.banner{background:var(--card);border:1px solid var(--edge);border-radius:.6rem;padding:1rem;margin:0 0 1rem}
p+section,p+details{margin-top:1rem}
.banner{border-left-width:.5rem}
.banner .name{font-size:1.3rem;font-weight:700;text-transform:uppercase;letter-spacing:.03em}
.banner ul{margin:.4rem 0 0;padding-left:1.2rem}
.good{border-left-color:var(--good)}.good .name{color:var(--good)}
.warn{border-left-color:var(--warn)}.warn .name{color:var(--warn)}
.bad{border-left-color:var(--bad)}.bad .name{color:var(--bad)}
.note{background:var(--warnbg);border:1px solid var(--edge);border-radius:.4rem;padding:.4rem .7rem;margin:.5rem 0}
#glossary dt{font-weight:600;margin-top:.5rem}#glossary dd{margin:0;color:var(--soft)}
.banner .name+.soft{font-size:1rem;margin:.1rem 0 .5rem}
.soft{color:var(--soft);font-size:.875rem}
.flag,.event{display:inline-block;border-radius:.3rem;padding:.05rem .45rem;font-size:.8rem;border:1px solid var(--edge);
margin:.1rem .25rem .1rem 0;white-space:nowrap;max-width:100%;overflow:hidden;text-overflow:ellipsis;vertical-align:bottom}
.event.new,.event.restored{background:var(--goodbg);color:var(--good)}
.event.changed,.event.minor,.event.moved{background:var(--warnbg);color:var(--warn)}
.event.removed{background:var(--badbg);color:var(--bad)}
.figures{display:flex;flex-wrap:wrap;gap:.6rem;margin:0 0 1rem}
.figures div{background:var(--card);border:1px solid var(--edge);border-radius:.6rem;padding:.6rem .8rem;
flex:1 1 6.5rem;overflow-wrap:normal;font-size:.9rem}
.figures b{display:block;font-size:1.4rem;white-space:nowrap;font-variant-numeric:tabular-nums}
.release{border-top:1px solid var(--edge);padding:.6rem 0}
.release:first-of-type{border-top:0}
.release .title{font-weight:600}
details>summary{cursor:pointer;color:var(--soft);font-size:.875rem}
.diff{border:1px solid var(--edge);border-radius:.4rem;margin:.5rem 0;font-size:.9rem;overflow:hidden}
.diff>div{padding:.2rem .6rem .2rem 1.5rem;text-indent:-1rem;white-space:pre-wrap}
.diff .sign{display:inline-block;width:1rem;text-indent:0;color:var(--soft);user-select:none}
.diff .added{background:var(--add)}.diff .gone{background:var(--gone)}
.diff .hunk{color:var(--soft)}
.diff ins{background:var(--addmark);text-decoration:none;border-radius:.15rem}
.diff del{background:var(--gonemark);border-radius:.15rem}
/* Shades at the ends behind which there is more; what lies above them moves with the content and hides them at its ends. */
.scroll{overflow-x:auto;background:linear-gradient(to right,var(--card) 40%,transparent) left/3rem 100% no-repeat local,
linear-gradient(to left,var(--card) 40%,transparent) right/3rem 100% no-repeat local,
linear-gradient(to right,var(--soft),transparent) left/.5rem 100% no-repeat scroll,
linear-gradient(to left,var(--soft),transparent) right/.5rem 100% no-repeat scroll}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--edge);vertical-align:top}
th{color:var(--soft);font-weight:600;white-space:nowrap}
td{min-width:4.5rem}
td:first-child{min-width:9.5rem}
code{background:var(--bg);border-radius:.2rem;padding:0 .25rem}
.number{text-align:right;font-variant-numeric:tabular-nums}
.latest{direction:rtl}.latest svg{direction:ltr}.calendar{width:100%;min-width:40rem;height:auto}
.calendar text{font-size:9px;fill:var(--soft)}
.level0{fill:var(--l0)}.level1{fill:var(--l1)}.level2{fill:var(--l2)}.level3{fill:var(--l3)}
.chart{display:block;width:100%;min-width:36rem;height:auto}.chart text{font-size:11px;fill:var(--soft)}
.chart line{stroke:var(--edge)}.chart rect{fill:var(--c)}
.s0{--c:#2b6cb0}.s1{--c:#dd6b20}.s2{--c:#2f855a}.s3{--c:#805ad5}.s4{--c:#b7791f}.s5{--c:#c53030}.s6{--c:#319795}.s7{--c:#718096}
.s8{--c:#a0aec0}
.legend{display:flex;flex-wrap:wrap;gap:.3rem .9rem;font-size:.85rem;align-items:center;margin:0 0 .6rem}
.legend i{display:inline-block;width:.8rem;height:.8rem;border-radius:.2rem;margin-right:.35rem;vertical-align:-.08rem;
background:var(--c,var(--edge))}
.line polyline{fill:none;stroke:var(--l2);stroke-width:1.5}.line circle{fill:var(--l3)}
footer{color:var(--soft);font-size:.875rem;padding:0 0 2rem}
@media print{body{background:#fff}section,.banner{break-inside:avoid}}
"""
