"""Reading reviews: rounds, sheets to fill in, released results as facts."""

from trellis_web.reviews.queries.answers import answers_of, questions_for
from trellis_web.reviews.queries.dry_run import dry_runs
from trellis_web.reviews.queries.entrants import Entrant, entrants
from trellis_web.reviews.queries.facts import (
    as_rated,
    facts_of,
    facts_of_many,
    judgement_of,
    months_between,
)
from trellis_web.reviews.queries.launch import (
    LaunchProblem,
    launch_notes,
    launch_problems,
    problems_of,
)
from trellis_web.reviews.queries.progress import Progress, progress_of
from trellis_web.reviews.queries.results import ResultPage, ResultRow, result_page
from trellis_web.reviews.queries.sheets import Item, Sheet, blank_sheet, sheet_of

__all__ = [
    "Entrant",
    "Item",
    "LaunchProblem",
    "Progress",
    "ResultPage",
    "ResultRow",
    "Sheet",
    "answers_of",
    "as_rated",
    "blank_sheet",
    "dry_runs",
    "entrants",
    "facts_of",
    "facts_of_many",
    "judgement_of",
    "launch_notes",
    "launch_problems",
    "months_between",
    "problems_of",
    "progress_of",
    "questions_for",
    "result_page",
    "sheet_of",
]
