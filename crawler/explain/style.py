"""The style sheet of an explanation, on top of that of all pages: lines by their fate, fields side by side."""

CSS = """
:root{--read:#5b3fa3;--readbg:#efeafb}
@media(prefers-color-scheme:dark){:root{--read:#c3aefc;--readbg:#2a2145}}
html{scroll-padding-top:3.2rem}
main{max-width:78rem}
h1 bdi{overflow-wrap:anywhere}
.where{font-size:.875rem}
nav{position:sticky;top:0;z-index:1;background:var(--bg);border-bottom:1px solid var(--edge);margin:0 -1rem 1rem;
padding:.5rem 1rem;display:flex;gap:1rem;overflow-x:auto;white-space:nowrap;font-size:.9rem}
.steps{margin:.4rem 0 0;padding-left:1.2rem}.steps li{margin:.15rem 0}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:0 2rem}
.signs{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;font-size:.875rem;margin:.3rem 0}
.signs dt{color:var(--soft)}.signs dd{margin:0;font-variant-numeric:tabular-nums}
.trial{border-top:1px solid var(--edge);padding:.6rem 0}.trial:first-of-type{border-top:0}
.trial b{overflow-wrap:anywhere}
.yes{color:var(--good)}.no{color:var(--bad)}
.anchors{list-style:none;margin:.3rem 0 0;padding:0;font-size:.9rem}
.anchors li{display:grid;grid-template-columns:1.2rem 8rem 1fr;gap:.3rem;padding:.1rem 0}
.field{display:grid;grid-template-columns:8rem 1fr 1fr;gap:.2rem 1rem;border-top:1px solid var(--edge);padding:.5rem 0}
.field>*{min-width:0}
.field.single{grid-template-columns:8rem 1fr}
.field .name{font-weight:600}
.field .value{overflow-wrap:anywhere}
.field.head{border:0;color:var(--soft);font-size:.8rem;padding:0 0 .3rem}
.field.differs>.rival{background:var(--warnbg);border-radius:.3rem;padding:0 .4rem}
.none{color:var(--soft)}
.how{display:block;color:var(--soft);font-size:.8rem;margin-top:.15rem}
.how .against{color:var(--warn)}
.legend .text{background:var(--good)}.legend .field_{background:var(--read)}.legend .part{background:var(--warn)}
.toggle{margin-right:.4rem;width:1.05rem;height:1.05rem;vertical-align:-.15rem;accent-color:var(--link)}
.toggle+label{cursor:pointer;font-weight:600}
.toggle:checked~.lines .dropped{display:none}
.lines{list-style:none;margin:.6rem 0 0;padding:0}
.lines>li{display:grid;grid-template-columns:3.4rem minmax(0,1fr) minmax(0,21rem);gap:.1rem .8rem;padding:.3rem .5rem;
border-left:.3rem solid var(--edge);border-bottom:1px solid var(--edge)}
.lines>li:target{outline:2px solid var(--link);outline-offset:-2px}
.lines .text{border-left-color:var(--good);background:var(--goodbg)}
.lines .field_{border-left-color:var(--read);background:var(--readbg)}
.lines .part{border-left-color:var(--warn);background:var(--warnbg)}
.lines .dropped .said{color:var(--soft);font-size:.875rem;display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical;
overflow:hidden}
.lines .at{font-size:.8rem;text-decoration:none;font-variant-numeric:tabular-nums;white-space:nowrap}
.lines .fate{display:block;font-size:.68rem;color:var(--soft);text-transform:uppercase;letter-spacing:.02em}
.lines .why{font-size:.8rem;color:var(--soft)}
.lines .why b{color:var(--ink)}
.lines .why summary{font-size:.8rem}
.lines .place{display:block;font-size:.72rem;color:var(--soft);font-family:ui-monospace,monospace;margin-top:.15rem}
.meter{display:inline-block;position:relative;width:3.2rem;height:.4rem;border-radius:.2rem;background:var(--edge);
margin-right:.45rem;vertical-align:.08rem}
.meter i{display:block;height:100%;border-radius:.2rem;background:var(--l2)}
.meter u{position:absolute;top:-.15rem;bottom:-.15rem;width:2px;background:var(--ink)}
.score{white-space:nowrap;margin-right:.5rem}
.prose{white-space:pre-wrap;max-width:46rem}
.prose p{margin:0 0 .8rem}
@media(max-width:46rem){
.field{grid-template-columns:1fr}.field.head{display:none}
.field .rival::before{content:attr(data-by) ": ";color:var(--soft);font-size:.8rem}
.lines>li{grid-template-columns:3.4rem minmax(0,1fr);padding:.25rem .4rem}
.lines>li>:first-child{grid-row:1/span 2}.field.single{grid-template-columns:1fr}.lines .why{grid-column:2}
.anchors li{grid-template-columns:1.2rem 6rem 1fr}
.two{grid-template-columns:1fr}}
@media print{nav,.toggle,.toggle+label{display:none}}
"""
