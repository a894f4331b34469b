"""What changes readiness: a publication, pushed facts, the calendar."""

from trellis_web.readiness.actions.compilation import compile_version
from trellis_web.readiness.actions.facts import push_criterion_facts, push_move_facts
from trellis_web.readiness.actions.stored import refresh, refresh_due

__all__ = [
    "compile_version",
    "push_criterion_facts",
    "push_move_facts",
    "refresh",
    "refresh_due",
]
