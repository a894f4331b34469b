"""Sentences that can be translated: a template and what goes into it, never glued strings."""

from dataclasses import dataclass, field
from decimal import Decimal

Number = int | Decimal
Value = str | Number


@dataclass(frozen=True, slots=True)
class Sentence:
    """One English template with named arguments.

    With `plural` the number `n` picks the form; a reader in another language looks `template`
    and `plural` up in its catalogue (gettext or ngettext) and formats that with `args`.
    """

    template: str
    args: dict[str, Value] = field(default_factory=dict)
    plural: str | None = None
    n: int = 1

    def __str__(self) -> str:
        template = self.template if self.plural is None or self.n == 1 else self.plural
        return template.format(**self.args)


def say(template: str, /, **args: Value) -> Sentence:
    """A sentence that reads the same for every number."""
    return Sentence(template, args)


def say_n(one: str, many: str, /, n: int, **args: Value) -> Sentence:
    """A sentence with a singular and a plural; `n` is also an argument of it."""
    return Sentence(one, {"n": n, **args}, many, n)


def verbatim(text: str) -> Sentence:
    """Published words as they stand, without the full stop, so that more can follow."""
    return Sentence("{text}", {"text": text.strip().rstrip(".")})


def plain(number: Decimal) -> Number:
    """A number as people write it: 100 and 3.5, not 1E+2 and 3.50."""
    return int(number) if number == number.to_integral_value() else number.normalize()
