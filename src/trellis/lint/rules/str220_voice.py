"""STR220: sentences in different persons or forms."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.outline import Outline, Placed
from trellis.lint.rule import Spot, StructureRule
from trellis.lint.sentence import Sentence

BEFORE = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}]}]
competencies:
  - id: a
    title: Design
    levels:
      L1:
        - {id: a1, text: Writes a design.}
        - {id: a2, text: Tests a design.}
        - {id: a3, text: Shares a design.}
        - {id: a4, text: Reads a design.}
        - {id: a5, text: You explain a design.}
        - {id: a6, text: You review a design.}
        - {id: a7, text: You present a design.}
"""
AFTER = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}]}]
competencies:
  - id: a
    title: Design
    levels:
      L1:
        - {id: a1, text: Writes a design.}
        - {id: a2, text: Tests a design.}
        - {id: a3, text: Shares a design.}
        - {id: a4, text: Reads a design.}
        - {id: a5, text: Explains a design.}
"""

FEWEST = 3
"""So many sentences must have a form before it counts as one."""
FORMS = ("I write", "you write", "write", "writing", "writes")


def find(outline: Outline) -> Iterator[Spot]:
    """The first sentence of each form that is not the usual one."""
    by_form: dict[str, list[Placed]] = {}
    for placed, sentence in outline.sentences:
        form = _form(sentence)
        if form:
            by_form.setdefault(form, []).append(placed)
    if not by_form:
        return
    usual = max(by_form, key=lambda form: len(by_form[form]))
    for form in FORMS:
        placed_there = by_form.get(form, [])
        if form != usual and len(placed_there) >= FEWEST:
            first = placed_there[0]
            words = {"count": len(placed_there), "form": form, "usual": usual}
            yield Spot(first.path, {**words, "text": first.statement.text})


def _form(sentence: Sentence) -> str | None:
    """The form of the first word; None when it is no verb that the pack knows."""
    if not sentence.words:
        return None
    word, base = sentence.words[0], sentence.bases[0]
    if sentence.means(0, "pronoun_first"):
        return "I write"
    if sentence.means(0, "pronoun_second"):
        return "you write"
    if not sentence.means(0, "behaviour") and not sentence.means(0, "vague_verb"):
        return None
    if word == base:
        return "write"
    if word.endswith("ing"):
        return "writing"
    return "writes" if word.endswith("s") else None


RULE = StructureRule(
    code="STR220",
    severity=Severity.INFO,
    title="Mixed person and voice",
    message=("{count} sentences are written as “{form}”, most others as “{usual}”; here: “{text}”"),
    why=(
        "Mixed forms come from many authors and read like it. Readers look for a meaning "
        "behind a difference that has none."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Write all sentences in one form, such as “Writes …”.",
    find=find,
)
