"""Tracks and moves as graphs that other programs draw: valid, escaped, always the same."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given

from tests.core.strategies import frameworks
from trellis.framework.graph import graph, to_dot, to_mermaid
from trellis.framework.model import Framework

FRAMEWORK = Framework.model_validate(
    {
        "id": "eng",
        "title": "Engineering",
        "tracks": [
            {
                "id": "ic",
                "title": 'Makers "of" [things]',
                "levels": [
                    {"id": "L1", "rank": 1, "titles": ["Engineer; end"]},
                    {"id": "L2", "rank": 2, "titles": ["Senior <b>#1</b>\n| `x`"]},
                ],
            },
            {"id": "lead", "title": "Lead", "levels": [{"id": "end", "rank": 2}]},
        ],
        "moves": [
            {"id": "up", "from": "ic/L1", "to": "ic/L2"},
            {"id": "over", "kind": "crossover", "from": "ic/L2", "to": "lead/end"},
            {"id": "out", "kind": "lateral", "from": "ic/L2", "to": "sales/ic/S2", "title": "a\\N"},
        ],
    }
)


def test_mermaid_has_a_group_for_each_track_and_an_arrow_for_each_move() -> None:
    assert to_mermaid(FRAMEWORK).decode() == (
        "flowchart LR\n"
        '  subgraph t0["Makers #34;of#34; #91;things#93;"]\n'
        '    n0["L1: Engineer#59; end"]\n'
        '    n1["L2: Senior #60;b#62;#35;1#60;/b#62; #124; #96;x#96;"]\n'
        "  end\n"
        '  subgraph t1["Lead"]\n'
        '    n2["end"]\n'
        "  end\n"
        '  n3(["sales/ic/S2"])\n'
        '  n0 -->|"promotion"| n1\n'
        '  n1 ==>|"crossover"| n2\n'
        '  n1 -.->|"a#92;N"| n3\n'
    )


def test_dot_has_a_cluster_for_each_track_and_an_edge_for_each_move() -> None:
    assert to_dot(FRAMEWORK).decode() == (
        'digraph "eng" {\n  rankdir=LR;\n  node [shape=box];\n'
        "  subgraph cluster_0 {\n"
        '    label="Makers \\"of\\" [things]";\n'
        '    n0 [label="L1: Engineer; end"];\n'
        '    n1 [label="L2: Senior <b>#1</b> | `x`"];\n'
        "  }\n"
        "  subgraph cluster_1 {\n"
        '    label="Lead";\n'
        '    n2 [label="end"];\n'
        "  }\n"
        '  n3 [label="sales/ic/S2", style=rounded];\n'
        '  n0 -> n1 [label="promotion", style=solid];\n'
        '  n1 -> n2 [label="crossover", style=bold];\n'
        '  n1 -> n3 [label="a\\\\N", style=dashed];\n'
        "}\n"
    )


MERMAID_LINE = re.compile(
    r'flowchart LR|  end|  subgraph t\d+\["[^"]*"\]|    n\d+\["[^"]*"\]|  n\d+\(\["[^"]*"\]\)'
    r'|  n\d+ (-->|==>|-\.->)\|"[^"]*"\| n\d+'
)
STRING = r'"(?:[^"\\]|\\[\\"])*"'
DOT_LINE = re.compile(
    rf"digraph {STRING} {{|  rankdir=LR;|  node \[shape=box\];|  subgraph cluster_\d+ {{|  ?}}|}}"
    rf"|    label={STRING};|    n\d+ \[label={STRING}\];|  n\d+ \[label={STRING}, style=rounded\];"
    rf"|  n\d+ -> n\d+ \[label={STRING}, style=\w+\];"
)


@pytest.mark.parametrize(("write", "line"), [(to_mermaid, MERMAID_LINE), (to_dot, DOT_LINE)])
@given(framework=frameworks())
def test_no_text_of_a_framework_breaks_out_of_its_quotes(
    framework: Framework, write: Callable[[Framework], bytes], line: re.Pattern[str]
) -> None:
    text = write(framework).decode()
    assert [each for each in text[:-1].split("\n") if not line.fullmatch(each)] == []
    assert write(framework).decode() == text


@given(frameworks())
def test_every_level_is_a_node_and_every_move_an_arrow(framework: Framework) -> None:
    drawn = graph(framework)
    nodes = [name for _, names in drawn.groups for name in names]
    assert len(nodes) == len({*nodes}) == len(list(framework.levels()))
    assert [move for _, _, move in drawn.arrows] == list(framework.moves)
    assert {end for arrow in drawn.arrows for end in arrow[:2]} <= {*nodes, *drawn.outside}
