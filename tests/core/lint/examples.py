"""Frameworks for tests of the linter: short YAML without its head."""

from trellis.findings import Finding
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis.lint.run import lint

HEAD = "schema: trellis/1\nid: family\ntitle: Family\n"
CORE = """\
schema: trellis/1
id: core
title: Core
competencies:
  - {id: feedback, title: Feedback, kind: core, summary: How feedback is given.}
"""


def framework(text: str) -> Framework:
    return load((HEAD + text).encode(), "family.yaml")


def core(name: str) -> Framework:
    """The only block there is."""
    return load(CORE.encode(), f"{name}.yaml")


def found(text: str, code: str) -> list[Finding]:
    """What one rule finds in a framework."""
    return [finding for finding in lint(framework(text), core) if finding.code == code]
