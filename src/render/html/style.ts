/** The page's whole style: colors by the reader's preference, one column on a phone, everything open in print. */
export const STYLE = `:root{color-scheme:light dark;--ink:#1f2328;--quiet:#59636e;--page:#fff;--card:#f6f8fa;--line:#d1d9e0;--link:#0550ae;--red:#b42318;--amber:#8a5a00;--green:#1a7f37;--gray:#59636e}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--quiet:#9aa4af;--page:#0d1117;--card:#161b22;--line:#30363d;--link:#79b8ff;--red:#ff8a80;--amber:#e3b341;--green:#56d364;--gray:#9aa4af}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.25rem}
h1{font-size:1.3rem;line-height:1.4;margin:.25rem 0 .75rem}
h2{font-size:1.1rem;margin:2rem 0 .5rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;line-height:1.45;margin:0 0 .25rem}
p{margin:.25rem 0}
a{color:var(--link)}
code,pre{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--card);border-radius:4px}
code{padding:.1em .3em;overflow-wrap:anywhere}
pre{padding:.75rem;margin:.5rem 0 0;overflow-x:auto;border:1px solid var(--line)}
h1,h3,p,li,dd,td{overflow-wrap:break-word}
.title,.quiet{color:var(--quiet);font-size:.875rem}
.badge{display:inline-block;border:1px solid currentColor;border-radius:4px;padding:0 .4em;font-size:.8rem;font-weight:600;line-height:1.5;white-space:nowrap;color:var(--gray)}
.badge.error,.badge.breaking{color:var(--red)}
.badge.warning,.badge.risky,.badge.incomplete{color:var(--amber)}
.badge.clean{color:var(--green)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
td code{overflow-wrap:break-word}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line)}
th{color:var(--quiet);font-size:.8rem;font-weight:600}
details{margin:.5rem 0;border:1px solid var(--line);border-radius:6px}
summary{cursor:pointer;padding:.5rem .75rem;font-weight:600}
details>ul{margin:.25rem 0 .75rem}
article{padding:.75rem;border-top:1px solid var(--line)}
dl{display:grid;grid-template-columns:4rem 1fr;gap:.15rem .5rem;margin:.35rem 0 0;align-items:baseline}
dt{color:var(--quiet);font-size:.875rem}
dd{margin:0;min-width:0}
ul{padding-left:1.25rem}
.steps{display:flex;gap:.75rem;overflow-x:auto;align-items:flex-start}
.step{flex:1 0 12rem;min-width:0;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.6rem .75rem}
.step h3{font-size:.875rem;color:var(--quiet)}
.step ul{list-style:none;margin:.25rem 0 0;padding:0}
.step li{padding:.15rem 0}
.step code{background:none;padding:0}
footer{margin:2rem 0 1rem;padding-top:.75rem;border-top:1px solid var(--line)}
@media (max-width:40rem){main{padding:.9rem}.steps{flex-direction:column}.step{flex:none;width:100%}thead{display:none}tr{display:block;border-bottom:1px solid var(--line);padding:.4rem 0}td{display:inline;border:0;padding:0 .35rem 0 0}td:nth-child(n+3){display:block;padding:.15rem 0}td:empty{display:none}td[data-label]::before{content:attr(data-label) " ";color:var(--quiet);font-size:.875rem}dl{grid-template-columns:3.2rem 1fr}}
@media print{:root{--ink:#000;--quiet:#444;--page:#fff;--card:#fff;--line:#bbb;--link:#000;--red:#900;--amber:#640;--green:#040;--gray:#444}main{max-width:none;padding:0}article,tr,.step{break-inside:avoid}h2,h3,summary{break-after:avoid}.steps{flex-wrap:wrap}details::details-content{content-visibility:visible;height:auto}}`;
