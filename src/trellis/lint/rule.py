"""What a rule is: a code, words for people, an example, and a pure function that finds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from trellis.findings import Severity
from trellis.framework.source import Path
from trellis.lint.outline import Outline
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a framework: the path to it, and what is put into the message."""

    path: Path
    words: Mapping[str, object] = field(default_factory=dict)


FindSpots = Callable[[Outline], Iterable[Spot]]
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
    def uri(self) -> str:
        """The name of the rule for other programs, as a URI."""
        return f"urn:trellis:lint:{self.code}"


@dataclass(frozen=True, kw_only=True)
class StatementRule(Rule):
    """A rule about one sentence. `find` gives the spans of words that it is about.

    A sentence without any of the meanings in `needs` is not shown to it; empty: it sees them all.
    """

    find: FindWords
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StructureRule(Rule):
    """A rule about a whole framework. Examples are YAML, without `schema`, `id` and `title`."""

    find: FindSpots


def listed(*meanings: str) -> FindWords:
    """Finds every phrase of these meanings."""
    return lambda sentence: sentence.spans(*meanings)
