"""Frameworks and facts in one line each, for the tests of the judge."""

import json
from typing import Any

from trellis.framework.model import Framework
from trellis.framework.resolve import ResolvedFramework, resolve
from trellis.readiness.facts import Facts
from trellis.readiness.judge import Judgement, judge

NAMES = "abcdefghijklmno"
STEPS = ("novice", "working", "practitioner", "expert")


def cycle(
    seq: int, scores: tuple[int | None, ...] = (), *, ratings: Any = None, **more: Any
) -> dict[str, Any]:
    """One cycle; `scores` go to the competencies a, b, c ... in turn."""
    given = {name: {"score": score} for name, score in zip(NAMES, scores, strict=False)}
    return {"seq": seq, "ratings": given if ratings is None else ratings, **more}


def framework(
    criteria: list[dict[str, Any]],
    *,
    competencies: int = 3,
    starred: str = "",
    decision: Any = "all",
    basis: str = "level",
    rated_by: str | None = None,
    to: str = "ic/NEXT",
) -> ResolvedFramework:
    """A family with the levels NOW and NEXT, competencies a, b, c ..., and one move, `move`.

    `starred` names the competencies whose first statement at NEXT has a star. With basis `step`
    NOW expects `working` and NEXT `practitioner`.
    """
    build = _by_level if basis == "level" else _by_step
    document = {
        "schema": "trellis/1",
        "id": "engineering",
        "title": "Engineering",
        "rating": {"basis": rated_by or basis},
        "tracks": [
            {
                "id": "ic",
                "title": "IC",
                "levels": [{"id": "NOW", "rank": 1}, {"id": "NEXT", "rank": 2}],
            }
        ],
        "competencies": [build(name, name in starred) for name in NAMES[:competencies]],
        "moves": [
            {"id": "move", "from": "ic/NOW", "to": to, "decision": decision, "criteria": criteria}
        ],
    }
    return resolve(Framework.model_validate(document))


def judged(criteria: list[dict[str, Any]], facts: dict[str, Any], **about: Any) -> Judgement:
    """The judgement of `framework(criteria, **about)` for facts as JSON has them."""
    return judge(framework(criteria, **about), "move", Facts.read(json.dumps(facts)))


def _by_level(name: str, star: bool) -> dict[str, Any]:
    after = [
        {"id": f"{name}-next", "text": "Does more.", "star": star},
        {"id": f"{name}-next-2", "text": "Does other things."},
    ]
    return {
        "id": name,
        "title": name,
        "levels": {"NOW": [{"id": f"{name}-now", "text": "Does it."}], "NEXT": after},
    }


def _by_step(name: str, _star: bool) -> dict[str, Any]:
    steps = {step: [{"id": f"{name}-{step}", "text": "Does it."}] for step in STEPS}
    return {
        "id": name,
        "title": name,
        "steps": steps,
        "expects": {"NOW": "working", "NEXT": "practitioner"},
    }
