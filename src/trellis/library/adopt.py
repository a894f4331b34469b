"""Taking a competency of one framework into another, and naming a move between two of them."""

from trellis.framework.edit_outline import slug_of
from trellis.framework.model import CellStatus, Competency, Framework, Move, Statement
from trellis.framework.resolve import resolve
from trellis.library.sizes import individual


def adopted(framework: Framework, source: Framework, competency: str) -> Framework:
    """The framework with a competency of another one behind its own.

    Its sentences come to the individual level of the same rank; a level that the other one has no
    words for is still to write. Ids of sentences that are used here already get a number.
    Raises `KeyError` when the other framework has no such competency.
    """
    view = resolve(source)
    theirs = view.competency[competency]
    ranks = {level.rank: level.id for level in individual(source).levels}
    used = {statement.id for statement in framework.statements()}
    home = individual(framework)
    cells: dict[str, tuple[Statement, ...] | CellStatus] = {}
    for level in sorted(home.levels, key=lambda level: level.rank):
        found = view.cell(competency, ranks.get(level.rank, "")).statements
        cells[level.id] = tuple(_own(each, used) for each in found) or CellStatus.TODO
    taken = Competency(
        id=slug_of(theirs.id, {each.id for each in framework.competencies}),
        title=theirs.title,
        kind=theirs.kind,
        summary=theirs.summary,
        tracks=(home.id,),
        levels=cells,
    )
    return framework.model_copy(update={"competencies": (*framework.competencies, taken)})


def lateral(framework: Framework, level: str, target: Framework, to: str) -> Move:
    """A move from a level to one of another family: what carries over, and what is missing.

    Carried are the competencies that both ask for, gaps those that only the target level expects.
    """
    there = resolve(target)
    here = {competency.id for competency in framework.competencies}
    expected = there.expected(to)
    return Move.model_validate(
        {
            "id": slug_of(f"{level}-{target.id}-{to}", {move.id for move in framework.moves}),
            "kind": "lateral",
            "from": f"{individual(framework).id}/{level}",
            "to": f"{target.id}/{there.tracks[to].id}/{to}",
            "criteria": [
                {"id": "avg", "average": {"min": 3}},
                {"id": "manager", "endorsement": {"by": "manager", "count": 1}},
            ],
            "carries": [each for each in expected if each in here],
            "gaps": [each for each in expected if each not in here],
        }
    )


def _own(statement: Statement, used: set[str]) -> Statement:
    id_, number = statement.id, 2
    while id_ in used:
        id_, number = f"{statement.id}-{number}", number + 1
    used.add(id_)
    return statement.model_copy(update={"id": id_})
