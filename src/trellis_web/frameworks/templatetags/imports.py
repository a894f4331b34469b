"""How the preview of an import is coloured."""

from django import template

register = template.Library()

TINTS = {
    "names": "imp-names",
    "competency": "imp-names",
    "level": "imp-head",
    "rank": "imp-head",
    "cells": "imp-cells",
    "statement": "imp-cells",
    "summary": "imp-cells",
    "aside": "imp-aside",
}


@register.filter
def tint(role: str) -> str:
    """The class of a cell in a column of that role."""
    return TINTS.get(role, "")
