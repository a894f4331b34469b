"""STR222: one title for two levels."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks:
  - id: ic
    title: Engineer
    levels: [{id: L1, rank: 1, titles: [Engineer]}, {id: L2, rank: 2, titles: [Engineer]}]
"""
AFTER = """\
tracks:
  - id: ic
    title: Engineer
    levels: [{id: L1, rank: 1, titles: [Engineer]}, {id: L2, rank: 2, titles: [Senior Engineer]}]
"""


def find(outline: Outline) -> Iterator[Spot]:
    """Levels with a title that another level before them has already."""
    first: dict[str, str] = {}
    for t, track in enumerate(outline.framework.tracks):
        for n, level in enumerate(track.levels):
            for title in level.titles:
                other = first.setdefault(title.casefold(), level.id)
                if other != level.id:
                    words = {"title": title, "level": other, "other": level.id}
                    yield Spot(("tracks", t, "levels", n), words)


RULE = StructureRule(
    code="STR222",
    severity=Severity.WARNING,
    title="Title at two levels",
    message="The title “{title}” stands at {level} and at {other}.",
    why=(
        "A title is what people outside see, and what an offer is compared with. One title "
        "for two levels hides the difference in pay, and makes import by title impossible."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Give each level a title of its own.",
    find=find,
)
