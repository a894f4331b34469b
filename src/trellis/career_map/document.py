"""Maps as an SVG file of its own: with its colours, on white paper, for a wall or a slide."""

import re
from collections.abc import Iterable

_TONES = (
    "#0B6660", "#A8480A", "#6D28D9", "#C2207A", "#1D5FA6", "#5B6B00", "#8A4B2A", "#4B5563",
)  # fmt: skip
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STYLE = (
    "text{font:600 12.5px Figtree,system-ui,sans-serif;fill:#1C2126}.mid{text-anchor:middle}"
    ".band{fill:#F2EFE8}.rank,.lanenote,.note{font-weight:450;font-size:11.5px;fill:#5A5F66}"
    ".code{font-size:13px;font-weight:700}.ln,.way,.ring{fill:none}.ln{stroke-width:5}"
    ".st{fill:#fff;stroke-width:4}.way{stroke:#1C2126;stroke-width:2.5}.head{fill:#1C2126}"
    ".lateral,.stub{stroke-dasharray:1 6;stroke-linecap:round}.return{stroke-dasharray:6 5}"
    ".trail{stroke:#F5B82E;stroke-width:13;stroke-opacity:.45}.ring{stroke-dasharray:4 4}"
    ".tag rect{fill:#fff;stroke:#857E72}.tag text{font-size:11.5px}"
    ".flag rect,.flag path,.me .st{fill:#F5B82E}.me .st{stroke:#3A2A00}.ring{stroke:#0B6660}"
    ".held .code{fill:#fff}"
) + "".join(
    f".ln.t{at},.t{at} .st{{stroke:{tone}}}.t{at}.held .st{{fill:{tone}}}"
    for at, tone in enumerate(_TONES)
)


def document(maps: Iterable[tuple[float, str]], width: float, height: float) -> str:
    """A file with maps, each at its distance from the top; `width` and `height` hold them all."""
    drawn = "".join(f'<g transform="translate(0 {top:g})">{image}</g>' for top, image in maps)
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}" height="{height:g}"><style>{_STYLE}</style>'
        f'<rect width="100%" height="100%" fill="#fff"/>{drawn}</svg>\n'
    )
    return _UNFIT.sub("", text)
