"""What somebody takes along: who signed it can be checked without the program."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from trellis.cli import app
from trellis.export import canonical, kept_key, public_pem, signed, verified
from trellis.export.to_pdf import to_pdf
from trellis.findings import BadInput

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = public_pem(KEY)
DOCUMENT = {
    "schema": "trellis-export/1",
    "person": {"name": "Maya Okafor"},
    "organisation": "Northfield",
    "made_on": "2026-11-22T10:42:00+00:00",
    "results": [{"round": "Half-year", "ratings": [{"competency": "Design", "score": 3}]}],
}
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def code(file: bytes, key: bytes = PUBLIC) -> str:
    with pytest.raises(BadInput) as refused:
        verified(file, key)
    return refused.value.findings[0].code


@given(st.dictionaries(TEXT, VALUES, max_size=5))
def test_whatever_was_signed_is_verified_and_comes_back(document: dict[str, Any]) -> None:
    assert verified(signed(document, KEY), PUBLIC) == document


@given(st.dictionaries(TEXT, VALUES, max_size=5), st.randoms())
def test_the_order_of_keys_and_the_spaces_do_not_matter(document: dict[str, Any], r: Any) -> None:
    keys = list(document)
    r.shuffle(keys)
    assert canonical({key: document[key] for key in keys}) == canonical(document)
    packed = json.dumps(json.loads(signed(document, KEY)))
    assert verified(packed.encode(), PUBLIC) == document


def test_a_changed_score_is_noticed() -> None:
    assert code(signed(DOCUMENT, KEY).replace(b'"score": 3', b'"score": 4')) == "export-changed"


def test_another_key_is_told_apart_from_a_change() -> None:
    other = public_pem(Ed25519PrivateKey.generate())
    assert code(signed(DOCUMENT, KEY), other) == "export-other-key"


def test_a_key_that_stands_twice_is_refused() -> None:
    twice = signed(DOCUMENT, KEY).replace(b'"score": 3', b'"score": 4, "score": 3')
    assert code(twice) == "export-unreadable"


@pytest.mark.parametrize(
    "file",
    [b"", b"{}", b"[1]", b"\xff", b'{"document": 1.5}', b"[" * 100_000, b'{"a": "\\ud800"}'],
)
def test_anything_else_is_no_export(file: bytes) -> None:
    assert code(file) == "export-unreadable"


def test_a_private_key_is_no_public_one(tmp_path: Path) -> None:
    kept_key(tmp_path / "key.pem")
    assert code(signed(DOCUMENT, KEY), (tmp_path / "key.pem").read_bytes()) == "export-key-wrong"


def test_the_key_is_made_once_and_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    with ThreadPoolExecutor(8) as pool:
        made = {public_pem(key) for key in pool.map(kept_key, [path] * 16)}
    assert len(made) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["key.pem"]


def test_a_broken_key_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_text("not a key")
    with pytest.raises(BadInput):
        kept_key(path)
    assert path.read_text() == "not a key"


def test_the_command_says_who_and_when(tmp_path: Path) -> None:
    file, key = tmp_path / "mine.json", tmp_path / "key.pem"
    file.write_bytes(signed(DOCUMENT, KEY))
    key.write_bytes(PUBLIC)
    said = CliRunner().invoke(app, ["verify-export", str(file), "--key", str(key)])
    assert said.exit_code == 0
    assert "about Maya Okafor, made on 2026-11-22" in said.stdout
    file.write_bytes(file.read_bytes().replace(b"Maya", b"Mara"))
    again = CliRunner().invoke(app, ["verify-export", str(file), "--key", str(key)])
    assert again.exit_code == 2
    assert "was changed after it was signed" in again.stderr


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x")',
        '#import "/etc/passwd": *',
        "$x",
        "*bold",
        "<b>html</b>",
        "[a](b)",
        "= head\n#x",
    ],
)
def test_the_pdf_shows_code_as_text(hostile: str) -> None:
    about = {"person": {"name": hostile}, "evidence": [{"text": hostile, hostile: hostile}]}
    assert to_pdf(DOCUMENT | about).startswith(b"%PDF")
