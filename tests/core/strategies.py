"""Random frameworks that hold together, for the rules that hold for every framework."""

from typing import Any

from hypothesis import strategies as st

from trellis.framework.model import Framework

slugs = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,6}", fullmatch=True)
TRICKY = ("yes", "null", "1", "1.5", "~", "- a", "a: b", "a #b", "=1+1", "two\nlines")
texts = st.one_of(
    st.text(min_size=1, max_size=30),
    st.text(alphabet="ab \n:#-'\"|>&*!%@`,[]{}=+\t\r~?", min_size=1, max_size=12),
    st.sampled_from(
        ["yes", "null", "1", "0x1f", "1.5", "~", "- a", "a: b", "a #b", "=1+1", "two\nlines"]
    ),
)


def _uniques(count: int) -> st.SearchStrategy[list[str]]:
    return st.lists(slugs, min_size=count, max_size=count, unique=True)


@st.composite
def frameworks(draw: st.DrawFn, moves: bool = True) -> Framework:
    """A framework with one or two tracks, cells of every kind, steps, and moves between levels."""
    levels = draw(st.lists(slugs, min_size=1, max_size=4, unique=True))
    tracks: list[dict[str, Any]] = _tracks(draw, levels)
    ids = iter(draw(_uniques(40)))
    competencies = [
        _competency(draw, id_, levels, [t["id"] for t in tracks], ids)
        for id_ in draw(st.lists(slugs, max_size=3, unique=True))
    ]
    values: dict[str, Any] = {
        "id": draw(slugs),
        "title": draw(texts),
        "tracks": tracks,
        "competencies": competencies,
    }
    values |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "language": st.sampled_from(["de", "en"]),
                "summary": texts,
                "glossary": st.dictionaries(texts, texts, max_size=2),
                "lint": st.sampled_from(
                    [
                        {"off": {"OBS106": "We rate by quarter."}},
                        {"silence": [{"code": "STR203", "at": "a/L1", "reason": "Not yet."}]},
                    ]
                ),
                "x-team": st.one_of(texts, st.integers()),
                "extra": st.just([{"place": "line 1", "value": {"a": [1, None, "x"]}}]),
                "rating": st.just({"basis": "step"}),
            },
        )
    )
    refs = [f"{track['id']}/{level['id']}" for track in tracks for level in track["levels"]]
    if moves:
        values["moves"] = draw(
            st.lists(_moves(refs), max_size=2, unique_by=lambda move: move["id"])
        )
    return Framework.model_validate(values)


def _tracks(draw: st.DrawFn, levels: list[str]) -> list[dict[str, Any]]:
    cut = draw(st.integers(0, len(levels)))
    parts = [part for part in (levels[:cut], levels[cut:]) if part]
    return [
        {
            "id": f"t{number}",
            "title": draw(texts),
            "kind": draw(st.sampled_from(["individual", "management"])),
            "levels": [
                {
                    "id": level,
                    "rank": draw(st.integers(0, 9)),
                    "titles": draw(st.lists(texts, max_size=2)),
                    "scope": draw(st.none() | texts),
                    "band": draw(st.none() | texts),
                }
                for level in part
            ],
        }
        for number, part in enumerate(parts)
    ]


def _competency(
    draw: st.DrawFn, id_: str, levels: list[str], tracks: list[str], ids: Any
) -> dict[str, Any]:
    def statements() -> list[dict[str, Any]]:
        return [
            {
                "id": next(ids),
                "text": draw(texts),
                "star": draw(st.booleans()),
                "examples": draw(st.lists(texts, max_size=2)),
                "texts": draw(st.sampled_from([{}, {"de": "x"}])),
            }
            for _ in range(draw(st.integers(0, 2)))
        ]

    values: dict[str, Any] = {
        "id": id_,
        "title": draw(texts),
        "kind": draw(st.sampled_from(["core", "functional"])),
        "tracks": draw(st.sampled_from([[], tracks[:1]])),
        "weight": draw(st.none() | st.just(0.5)),
    }
    some = draw(st.lists(st.sampled_from(levels), unique=True))
    if draw(st.booleans()):
        statuses = st.sampled_from(["as_below", "not_expected", "todo"])
        return values | {
            "levels": {
                level: draw(statuses) if draw(st.booleans()) else statements() for level in some
            }
        }
    expects = {level: draw(st.sampled_from(["able", "todo"])) for level in some}
    return values | {"steps": {"able": statements(), "expert": statements()}, "expects": expects}


def _moves(refs: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    criteria = st.sampled_from(
        [
            {"id": "avg", "average": {"min": 3.5}},
            {"id": "tenure", "months_in_level": {"min": 12}},
            {"id": "scope", "statement": "Has led."},
            {"any": [{"id": "a", "text": "A: b"}, {"id": "b", "floor": {"min": 3}}]},
            {
                "id": "q",
                "metric": {"name": "quota", "min": 99.25, "m": 1, "of": 2},
                "stage": "case",
            },
        ]
    )
    return st.fixed_dictionaries(
        {
            "id": slugs,
            "from": st.sampled_from(refs),
            "to": st.sampled_from(refs),
            "criteria": st.lists(criteria, max_size=3, unique_by=str),
            "decision": st.sampled_from(["all", "judgement"]),
        }
    )
