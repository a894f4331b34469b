"""OBS115: several behaviours in one sentence."""

from trellis.findings import Severity
from trellis.lint.rule import StatementRule
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span

VERBS = ("behaviour", "vague_verb", "mental", "claim")


def find(sentence: Sentence) -> list[Span]:
    """Each further verb in the form of the first one that raters could judge apart.

    After a full stop that is any verb. After a joining word it is one that neither finishes what
    went before ("tests it and records the result") nor points back to it ("and reviews them").
    """
    if not sentence.words or not _is_verb(sentence, 0):
        return []
    breaks = set(sentence.breaks())
    starts = sorted({*_after_joiners(sentence), *breaks})
    return [
        (index, index + 1)
        for index in starts
        if _begins(sentence, index) and (index in breaks or _stands_alone(sentence, index))
    ]


def _begins(sentence: Sentence, index: int) -> bool:
    """Whether a verb stands here, in the form of the first, with something that it is done to."""
    return (
        _is_verb(sentence, index)
        and _form(sentence, index) == _form(sentence, 0)
        and index + 1 < len(sentence.words)
        and not sentence.means(index + 1, "preposition")
    )


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """Whether the part that begins here can be judged without the part before it."""
    points_back = any(start > index for start, _ in sentence.spans("pointing_back"))
    return not points_back and not sentence.means(index, "finishing")


def _after_joiners(sentence: Sentence) -> list[int]:
    return [end for _, end in sentence.spans("joiner") if end < len(sentence.words)]


def _is_verb(sentence: Sentence, index: int) -> bool:
    return any(sentence.means(index, meaning) for meaning in VERBS)


def _form(sentence: Sentence, index: int) -> str:
    """The ending that makes the form: "writes" and "mentors" have the same one."""
    word, base = sentence.words[index], sentence.bases[index]
    return "" if word == base else word[-1]


RULE = StatementRule(
    code="OBS115",
    severity=Severity.INFO,
    title="Several behaviours",
    message="“{words}” begins another behaviour.",
    why=(
        "When two raters agree on one half and not on the other, both give a number and "
        "neither says what it means."
    ),
    before="Writes the design and mentors two colleagues.",
    after="Writes the design of each change before building it.",
    fix="Split it into one sentence for each behaviour.",
    find=find,
    needs=VERBS,
)
