"""How long a review takes. One formula, so that every page says the same."""

MINUTES_FOR_ONE = 3
"""To choose a rating and say what was seen of the next level, with an example at the ends of the
scale. An assumption of this program, not a measurement: three sentences of ten words at 20 words a
minute, and as long again to read the statements."""
MINUTES_FOR_ONE_OF_DELTA = 1
"""To read what was said last and to leave or change it. The same kind of assumption."""
MINUTES_FOR_THE_SUMMARY = 3
MOST_SHEETS = 12
"""More reviews than these are a warning: they take a manager most of a working day."""


def minutes_for(competencies: int, *, is_delta: bool) -> int:
    """Minutes for one review of so many competencies, with its closing words."""
    one = MINUTES_FOR_ONE_OF_DELTA if is_delta else MINUTES_FOR_ONE
    return competencies * one + MINUTES_FOR_THE_SUMMARY
