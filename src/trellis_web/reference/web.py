"""Pages about the web: permissions, the audit trail, personal data, addresses."""

from collections.abc import Iterator
from dataclasses import fields
from importlib import resources
from inspect import getdoc
from typing import Any

import yaml
from django.urls import URLPattern, URLResolver, get_resolver

from trellis_web.access.rules import Permission, roles
from trellis_web.audit.events import payloads
from trellis_web.reference.markdown import code, page, table
from trellis_web.webhooks.rules import TOLD

CLASSES = ("public", "internal", "personal", "sensitive")
ANCHORS = str.maketrans("", "", "^$")
"""What begins and ends a pattern, and is no part of an address."""


def permissions() -> str:
    """Roles and what each of them permits."""
    relations = {"employee": "everybody", "manager": "whoever leads somebody today"}
    held = ([code(role), relations.get(role, "whom it is given to")] for role in roles())
    rows = (
        [code(each), *("yes" if each in permitted else "" for permitted in roles().values())]
        for each in Permission
    )
    return page(
        "Permissions",
        "Which role permits what. The program reads the same file, `policies/roles.yaml`.",
        table(("Role", "Held by"), held),
        table(("Permission", *(code(role) for role in roles())), rows),
        "A role that is given for a unit holds for the people in that unit only.",
    )


def audit() -> str:
    """Every tag of the audit trail."""
    rows = (
        [
            code(tag),
            getdoc(payload) or "",
            code(*(field.name for field in fields(payload))),  # type: ignore[arg-type]
            code(*TOLD[tag], "subject") if tag in TOLD else "",
        ]
        for tag, payload in sorted(payloads.items())
    )
    return page(
        "The audit trail",
        "Every event that the trail can hold. Each also has its moment, the actor and the subject."
        " The last column has the keys that a webhook is told; of the others it is told nothing.",
        table(("Tag", "What happened", "Holds", "Told to webhooks"), rows),
    )


def processing() -> str:
    """What is stored about people, how private it is, and for how long."""
    text = resources.files("trellis_web.policies").joinpath("retention.yaml").read_text("utf-8")
    policy = yaml.safe_load(text)
    return page(
        "Personal data",
        "Every field that is stored, how private it is, how long it is kept, and why.",
        f"## How long\n\n{table(('Rule', 'Kept', 'Why'), _terms(policy['rules']))}",
        f"## What\n\n{table(('Table', 'Rule', *CLASSES), _models(policy['models']))}",
    )


def _terms(rules: dict[str, Any]) -> Iterator[list[str]]:
    for name, rule in sorted(rules.items()):
        months, after = rule["months"], rule["after"]
        term = f"{months} months after {after}" if months else f"until {after}"
        yield [code(name), term if after else "always", rule["why"]]


def _models(models: dict[str, Any]) -> Iterator[list[str]]:
    for name, entry in sorted(models.items()):
        yield [code(name), code(entry["keep"]), *(code(*entry.get(each, ())) for each in CLASSES)]


def addresses() -> str:
    """Every address with its name and who may open it."""
    rows = (
        [code(f"/{route.translate(ANCHORS)}"), code(pattern.name or ""), _who(pattern)]
        for route, pattern in sorted(_patterns(get_resolver().url_patterns, ""), key=_route)
    )
    return page(
        "Addresses",
        "Every address, its name in the program, and who may open it. What a person may not see"
        " answers as if it did not exist.",
        table(("Address", "Name", "Open to"), rows),
    )


def _patterns(patterns: list[Any], before: str) -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _patterns(each.url_patterns, route)
        else:
            yield route, each


def _route(found: tuple[str, URLPattern]) -> str:
    return found[0]


def _who(pattern: URLPattern) -> str:
    """The rule of our own views; those of allauth say only whether one must be signed in."""
    signed_in = getattr(pattern.callback, "login_required", True)
    rule = getattr(pattern.callback, "access_rule", "signed in" if signed_in else "public")
    return code(rule) if ":" in rule else {"public": "everybody"}.get(rule, "everybody signed in")
