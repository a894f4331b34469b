"""Reading reviews: rounds, sheets to fill in, released results as facts."""

from trellis_web.reviews.queries.dry_run import dry_runs
from trellis_web.reviews.queries.facts import (
    as_rated,
    facts_of,
    facts_of_many,
    judgement_of,
    months_between,
)
from trellis_web.reviews.queries.launch import Entrant, LaunchProblem, entrants, launch_problems
from trellis_web.reviews.queries.progress import Progress, Row, progress_of
from trellis_web.reviews.queries.results import ResultPage, ResultRow, result_page
from trellis_web.reviews.queries.sheets import Item, Sheet, answers_of, questions_for, sheet_of

__all__ = [
    "Entrant",
    "Item",
    "LaunchProblem",
    "Progress",
    "ResultPage",
    "ResultRow",
    "Row",
    "Sheet",
    "answers_of",
    "as_rated",
    "dry_runs",
    "entrants",
    "facts_of",
    "facts_of_many",
    "judgement_of",
    "launch_problems",
    "months_between",
    "progress_of",
    "questions_for",
    "result_page",
    "sheet_of",
]
