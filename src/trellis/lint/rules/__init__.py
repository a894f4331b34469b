"""The rules, one file each; every file says `RULE`."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from trellis.lint.rule import Rule, StatementRule, StructureRule


def _found() -> Iterator[Rule]:
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        yield import_module(f"{__name__}.{module.name}").RULE


RULES: tuple[Rule, ...] = tuple(_found())
STATEMENT_RULES = tuple(rule for rule in RULES if isinstance(rule, StatementRule))
STRUCTURE_RULES = tuple(rule for rule in RULES if isinstance(rule, StructureRule))
