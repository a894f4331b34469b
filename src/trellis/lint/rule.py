"""What a rule is: a code, words for people, an example, and a pure function that finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from trellis.findings import Severity
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span

FindWords = Callable[[Sentence], Iterable[Span]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The part that people read.

    `message` is what the finding says (`{words}` and other names are put in), `fix` what to do
    next, `why` the reason; `before` fires and `after` does not, which a test proves.
    """

    code: str
    severity: Severity
    title: str
    message: str
    why: str
    before: str
    after: str
    fix: str

    @property
    def anchor(self) -> str:
        """Where the rule stands on the reference page."""
        return self.code.lower()


@dataclass(frozen=True, kw_only=True)
class StatementRule(Rule):
    """A rule about one sentence. `find` gives the spans of words that it is about."""

    find: FindWords


def listed(*meanings: str) -> FindWords:
    """Finds every phrase of these meanings."""
    return lambda sentence: sentence.spans(*meanings)
