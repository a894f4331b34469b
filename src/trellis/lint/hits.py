"""What the rules and the anchors say about a sentence, as counts: the features of its grade."""

from trellis.lint.anchors import ANCHORS, spans
from trellis.lint.rules import STATEMENT_RULES
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span


def found(sentence: Sentence) -> dict[str, list[Span]]:
    """The spans of words that each statement rule is about, by code; silent rules are left out."""
    known = sentence.meanings.keys()
    asked = (r for r in STATEMENT_RULES if not r.needs or not known.isdisjoint(r.needs))
    pairs = ((rule.code, list(rule.find(sentence))) for rule in asked)
    return {code: spans for code, spans in pairs if spans}


def hits(sentence: Sentence, by_rule: dict[str, list[Span]] | None = None) -> dict[str, int]:
    """How often each rule and each anchor hits, by code or name; what does not hit is left out.

    `by_rule` spares the work when `found` has been asked before.
    """
    of_rules = found(sentence) if by_rule is None else by_rule
    counts = {code: len(spans) for code, spans in of_rules.items()}
    counts |= {name: len(spans(sentence, name)) for name in ANCHORS}
    return {name: count for name, count in counts.items() if count}
