"""The answers of a panel as figures. Read once, by the action that closes it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trellis.framework.resolve import ResolvedFramework
from trellis.stats import CANNOT_TELL
from trellis.stats.estimates import Matrix
from trellis_web.validation.models import Panel, Panelist, Placing, Proposal, Rating, Vignette
from trellis_web.validation.queries.asked import pairs, questions
from trellis_web.validation.rules.figures import FEWEST, as_table, figures
from trellis_web.validation.rules.order import tally

GROUPS = ("all", *Panelist.Group.values)
FEWEST_MAPPED = 5
"""People who must have been mapped before the numbers per level are shown."""


def count_answers(panel: Panel) -> int:
    """How many answers of every kind the panel holds."""
    models = (Rating, Placing, Proposal)
    return sum(model.objects.filter(panelist__panel=panel).count() for model in models)


def results_of(panel: Panel, framework: ResolvedFramework) -> dict[str, Any]:
    """Everything that is kept: figures by group and sentence, sorted pairs, levels of the team."""
    panelists = list(panel.panelists.all())
    asked = {
        each.statement.id: {
            "competency": each.competency.id,
            "title": each.competency.title,
            "level": each.level,
            "text": each.statement.text,
        }
        for level in dict.fromkeys(panel.vignettes.values_list("level", flat=True))
        for each in questions(framework, level)
    }
    tables = {group: _tables(panel, asked, _of(panelists, group)) for group in GROUPS}
    return {
        "statements": asked,
        "figures": _without_leftovers(tables),
        "invited": {group: len(_of(panelists, group)) for group in GROUPS},
        "answered": {group: _answered(panel, _of(panelists, group)) for group in GROUPS},
        "vignettes": panel.vignettes.count(),
        "order": _order(panel, framework),
        "team": _team(panel, framework),
    }


def _without_leftovers(tables: Mapping[str, Mapping[str, Matrix]]) -> dict[str, Any]:
    """Figures by group; groups apart only where each can be shown, or one follows from the other.

    All minus the managers are the seniors: with two of them, that would be what these two said.
    """
    found = {group: figures(table) for group, table in tables.items()}
    apart = [group for group in GROUPS[1:] if tables[group]]
    for name in found["all"]:
        asked = [group for group in apart if name in tables[group]]
        if not all(name in found[group] for group in asked):
            for group in asked:
                found[group].pop(name, None)
    return {
        group: {name: each.as_dict() for name, each in table.items()}
        for group, table in found.items()
    }


def _of(panelists: Sequence[Panelist], group: str) -> list[int]:
    return [each.pk for each in panelists if group in ("all", each.group)]


def _tables(panel: Panel, statements: Iterable[str], panelists: Sequence[int]) -> dict[str, Matrix]:
    """By sentence: a row per panelist, a column per vignette of a level that asks it."""
    rows = Rating.objects.filter(panelist__in=panelists)
    said: dict[str, dict[tuple[int, int], float]] = {}
    for panelist, vignette, name, score in rows.values_list(
        "panelist", "vignette", "statement", "score"
    ):
        said.setdefault(name, {})[panelist, vignette] = CANNOT_TELL if score is None else score
    columns = list(Vignette.objects.filter(panel=panel).values_list("pk", flat=True))
    return {
        name: as_table([[given.get((row, column)) for column in columns] for row in panelists])
        for name in statements
        if (given := said.get(name))
    }


def _answered(panel: Panel, panelists: Sequence[int]) -> int:
    return Rating.objects.filter(panelist__in=panelists).values("panelist").distinct().count()


def _order(panel: Panel, framework: ResolvedFramework) -> list[dict[str, Any]]:
    found = []
    for pair in pairs(panel, framework):
        said: dict[int, dict[str, str]] = {}
        rows = Placing.objects.filter(panelist__panel=panel, pair=pair.key)
        for panelist, name, level in rows.values_list("panelist", "statement", "level"):
            said.setdefault(panelist, {})[name] = level
        counted = tally(pair, list(said.values())) if len(said) >= FEWEST else None
        if counted:
            found.append(counted.as_dict())
    return found


def _team(panel: Panel, framework: ResolvedFramework) -> dict[str, int]:
    """People per level; nothing when so few were mapped that one could be meant."""
    rows = Proposal.objects.filter(panelist__panel=panel)
    last = dict(rows.order_by("pk").values_list("person", "level"))
    counts = Counter(last.values())
    enough = len(last) >= FEWEST_MAPPED
    return {level: counts[level] for level in framework.levels} if enough else {}
