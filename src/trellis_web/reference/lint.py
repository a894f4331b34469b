"""The page about the linter: every rule with its reason, an example and the way around it."""

from collections.abc import Iterable

from trellis.lint.rule import Rule, StatementRule
from trellis.lint.rules import STATEMENT_RULES, STRUCTURE_RULES
from trellis_web.reference.markdown import code, page, table

SILENCE = """\
```yaml
lint:
  off:
    OBS106: We rate by the quarter, so a frequency is enough.
  silence:
    - {code: STR203, at: mentoring/L2, reason: Agreed to leave open until May.}
```"""


def lint() -> str:
    """Every rule of the linter."""
    return page(
        "Lint rules",
        "What `trellis lint` notices in sentences and structures, why, and how to silence it.",
        "Rules explain; nothing here blocks a publication except an error. English word lists are"
        " used where `language:` is `en` or a region of it; they are silent elsewhere.",
        f"## How to silence a rule\n\nOff in the whole file, or at one place, always with a reason:"
        f"\n\n{SILENCE}\n\n`at` is the id of a statement, `competency/level`, or the id of a"
        " competency, level, track, move or framework. Words that `glossary:` defines do not fire"
        " OBS105.",
        f"## All rules\n\n{_contents((*STATEMENT_RULES, *STRUCTURE_RULES))}",
        *(_rule(rule) for rule in (*STATEMENT_RULES, *STRUCTURE_RULES)),
    )


def _contents(rules: Iterable[Rule]) -> str:
    rows = ([code(rule.code), rule.title, rule.severity.value] for rule in rules)
    return table(("Code", "Flags", "Severity"), rows)


def _rule(rule: Rule) -> str:
    parts = [f"## {rule.code} {rule.title}", rule.why, f"**Fix:** {rule.fix}"]
    if isinstance(rule, StatementRule):
        parts.append(f"- Before: “{rule.before}”\n- After: “{rule.after}”")
    else:
        parts += [f"Before:\n\n{_yaml(rule.before)}", f"After:\n\n{_yaml(rule.after)}"]
    return "\n\n".join(parts)


def _yaml(text: str) -> str:
    return f"```yaml\n{text.strip()}\n```"
