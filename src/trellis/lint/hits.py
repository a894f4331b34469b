"""What the rules say about a sentence."""

from trellis.lint.rules import STATEMENT_RULES
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span


def found(sentence: Sentence) -> dict[str, list[Span]]:
    """The spans of words that each statement rule is about, by code; silent rules are left out."""
    known = sentence.meanings.keys()
    asked = (r for r in STATEMENT_RULES if not r.needs or not known.isdisjoint(r.needs))
    pairs = ((rule.code, list(rule.find(sentence))) for rule in asked)
    return {code: spans for code, spans in pairs if spans}
