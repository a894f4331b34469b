"""Whether both careers of each framework lead equally far, for those who write or pay."""

from collections.abc import Iterator
from dataclasses import dataclass

from trellis.framework.parity import Answer, Parity
from trellis_web.careers.queries.published import Published
from trellis_web.frameworks.queries.moves import say


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit of one family: each question with its answer in words."""

    family: str
    title: str
    is_comparable: bool
    checks: list[tuple[Answer, str]]

    @property
    def is_even(self) -> bool:
        """Whether every question is answered with yes."""
        return all(answer is Answer.YES for answer, _ in self.checks)


def audits(known: Published) -> list[Audit]:
    """Every family with both careers first, then those with one."""
    return sorted(_audits(known), key=lambda audit: not audit.is_comparable)


def _audits(known: Published) -> Iterator[Audit]:
    for slug, framework in known.frameworks.items():
        parity = Parity(framework.framework)
        checks = [(check.answer, say(check.says)) for check in parity.checks]
        yield Audit(slug, known.title(slug), parity.is_comparable, checks)
