"""STR210: the tops of both tracks are paid in different bands."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.framework.resolve import level_of
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks:
  - id: ic
    title: Engineer
    levels:
      - {id: L1, rank: 1}
      - {id: L2, rank: 2}
      - {id: L3, rank: 3, band: C}
  - id: m
    title: Manager
    kind: management
    levels:
      - {id: M3, rank: 3, band: D}
"""
AFTER = """\
tracks:
  - id: ic
    title: Engineer
    levels:
      - {id: L1, rank: 1}
      - {id: L2, rank: 2}
      - {id: L3, rank: 3, band: D}
  - id: m
    title: Manager
    kind: management
    levels:
      - {id: M3, rank: 3, band: D}
"""


def find(outline: Outline) -> Iterator[Spot]:
    """The top levels of both tracks when they share a rank and not a band."""
    individual, management = outline.levels("individual"), outline.levels("management")
    if not individual or not management:
        return
    path, top = max(individual, key=lambda pair: pair[1].rank)
    _, other = max(management, key=lambda pair: pair[1].rank)
    differ = top.band and other.band and top.band != other.band
    if differ and top.rank == other.rank and not _is_said(outline, {top.id, other.id}):
        words = {"individual": top.id, "band": top.band, "management": other.id}
        yield Spot(path, {**words, "other": other.band, "rank": top.rank})


def _is_said(outline: Outline, pair: set[str]) -> bool:
    """True when the file says that these two are not equal."""
    return any(
        not each.equal and {level_of(each.a), level_of(each.b)} == pair
        for each in outline.framework.equivalences
    )


RULE = StructureRule(
    code="STR210",
    severity=Severity.INFO,
    title="Tops in different bands",
    message=(
        "{individual} is in band {band}, {management} in band {other}, though both are the "
        "top at rank {rank}."
    ),
    why=(
        "Two tracks are equal when they are paid equally. Otherwise everybody learns which "
        "one counts."
    ),
    before=BEFORE,
    after=AFTER,
    fix=("Give both the same band, or list the pair under equivalences with 'equal: false'."),
    find=find,
)
