"""What a table cannot say, and the framework that it replaces did."""

from trellis.framework.check import problems
from trellis.framework.model import Framework


def carried(table: Framework, before: Framework) -> Framework:
    """The framework of a table with the glossary, the silences and the moves of the one before.

    A move stays when its levels and competencies are still there; a table that has moves of its
    own keeps those.
    """
    if table.moves or table.competencies == ():
        return table
    kept = table.model_copy(
        update={"glossary": table.glossary or before.glossary, "lint": before.lint}
    )
    moves = tuple(
        move
        for move in before.moves
        if not any(problems(kept.model_copy(update={"moves": (move,)})))
    )
    return kept.model_copy(update={"moves": moves})
