"""A backup gives back every row and file, and refuses to be anything but whole."""

import hashlib
import json
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web import factories as make
from trellis.findings import BadInput
from trellis_web.access.actions import grant_role
from trellis_web.audit.queries import broken_links
from trellis_web.backup import run
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
TEXTS = ("plain", "with\ttab, \\N, \\. and\nnew line", "Zoë — 日本語 🙂", "'; DROP TABLE x; --", "")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: LazySettings) -> Path:
    """An evidence folder of the test's own, with two files."""
    settings.EVIDENCE_DIR = tmp_path / "data" / "evidence"
    (settings.EVIDENCE_DIR / "ab").mkdir(parents=True)
    (settings.EVIDENCE_DIR / "ab" / "one").write_bytes(bytes(range(256)))
    (settings.EVIDENCE_DIR / "two").write_bytes(b"")
    return settings.EVIDENCE_DIR


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A backup of an organisation with awkward texts and an audited change."""
    hr = make.hr()
    for text in TEXTS:
        someone = make.person(text, level="L1", manager=hr)
    grant_role(someone, "auditor", by=hr, now=make.NOW, today=make.TODAY)
    Client().force_login(hr)
    target = tmp_path / "copy.trellis"
    run.back_up(target, now=make.NOW)
    return target


def rows() -> dict[str, list[Any]]:
    """Every row of every table but sessions, and where the numbers go on."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names()) - {"django_session"})
        found = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_row_and_every_file_comes_back(written: Path, folder: Path) -> None:
    before, kept = rows(), files(folder)
    Person.objects.filter(name="plain").update(name="changed")
    make.person("added later")
    (folder / "two").unlink()
    (folder / "later").write_text("x")
    run.restore(written, replace=True)
    assert rows() == before
    assert files(folder) == kept
    assert broken_links() == []


def test_numbers_go_on_where_they_were_so_that_none_is_given_twice(written: Path) -> None:
    last = Person.objects.order_by("-pk")[0].pk
    run.restore(written, replace=True)
    assert make.person().pk > last


def test_nobody_is_signed_in_after_a_restore(written: Path) -> None:
    assert Session.objects.exists()
    run.restore(written, replace=True)
    assert not Session.objects.exists()


def test_the_file_is_its_owners_only_and_holds_no_secret(
    written: Path, settings: LazySettings
) -> None:
    assert written.stat().st_mode & 0o777 == 0o600
    assert settings.SECRET_KEY.encode() not in written.read_bytes()


def test_the_manifest_says_what_is_inside(written: Path) -> None:
    with tarfile.open(written) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
    assert manifest["tables"]["people_person"] == Person.objects.count()
    assert manifest["audit"][1] == 1
    assert {"evidence/ab/one", "evidence/two"} <= manifest["members"].keys()
    assert ["people", "0001_initial"] in manifest["migrations"]


def test_a_backup_is_never_written_over(written: Path) -> None:
    before = written.read_bytes()
    with pytest.raises(BadInput, match="is there already"):
        run.back_up(written, now=make.NOW)
    assert written.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="cannot be written"):
        run.back_up(tmp_path / "file" / "copy", now=make.NOW)


def test_an_installation_with_people_is_not_replaced_without_being_asked(written: Path) -> None:
    before = rows()
    with pytest.raises(BadInput, match="has people already"):
        run.restore(written, replace=False)
    assert rows() == before


def sealed(content: bytes) -> bytes:
    """With a last line that fits: what somebody makes who wants to be believed."""
    return content + b"sha256:%s\n" % hashlib.sha256(content).hexdigest().encode()


def rebuilt(written: Path, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The archive with other members, sealed anew."""
    with tarfile.open(written) as tar:
        members = {each.name: tar.extractfile(each).read() for each in tar}  # type: ignore[union-attr]
    change(members)
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, BytesIO(content))
    return sealed(out.getvalue())


def with_manifest(**changed: Any) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        document = json.loads(members["manifest.json"])
        members["manifest.json"] = json.dumps(document | changed).encode()

    return change


def without(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        del members[name]

    return change


def escaping(members: dict[str, bytes]) -> None:
    members["../outside"] = b"x"


DAMAGED = "is no whole backup"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (without("evidence/ab/one"), DAMAGED),
        (without("manifest.json"), DAMAGED),
        (escaping, DAMAGED),
        (lambda members: members.update({"evidence/two": b"other"}), DAMAGED),
        (lambda members: members.update({"evidence/more": b"x"}), DAMAGED),
        (with_manifest(audit=["0" * 64, 1]), DAMAGED),
        (with_manifest(tables={}), DAMAGED),
        (with_manifest(surprise=1), DAMAGED),
        (with_manifest(program="99.0"), "made by a newer Trellis"),
        (with_manifest(format="trellis-backup/2"), "made by a newer Trellis"),
        (with_manifest(migrations=[["people", "0999_later"]]), "made by a newer Trellis"),
        (with_manifest(engine="oracle"), "is a backup of oracle"),
    ],
)
def test_a_rebuilt_archive_is_refused_and_nothing_is_changed(
    written: Path, folder: Path, change: Callable[[dict[str, bytes]], None], sentence: str
) -> None:
    make.person("added later")
    before, kept = rows(), files(folder)
    written.write_bytes(rebuilt(written, change))
    with pytest.raises(BadInput, match=sentence):
        run.restore(written, replace=True)
    assert (rows(), files(folder)) == (before, kept)
    assert not (folder.parent.parent / "outside").exists()


def test_the_rebuilding_of_the_tests_keeps_a_whole_archive_whole(written: Path) -> None:
    written.write_bytes(rebuilt(written, lambda members: None))
    run.restore(written, replace=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(data=st.data())
def test_a_flipped_bit_anywhere_is_refused(written: Path, data: st.DataObject) -> None:
    content = bytearray(written.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= 1 << data.draw(st.integers(0, 7))
    _refused(written, bytes(content))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.data())
def test_a_file_that_is_cut_off_or_goes_on_is_refused(written: Path, data: st.DataObject) -> None:
    content = written.read_bytes()
    cut = data.draw(st.integers(0, len(content) - 1))
    _refused(written, content[:cut])
    _refused(written, content + data.draw(st.binary(min_size=1, max_size=9)))


def _refused(written: Path, content: bytes) -> None:
    copy = written.with_name("touched")
    copy.write_bytes(content)
    with pytest.raises(BadInput, match=DAMAGED):
        run.restore(copy, replace=True)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        run.restore(tmp_path / "nothing", replace=True)


def test_a_restore_that_fails_half_way_leaves_everything_as_it_was(
    written: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.person("added later")
    before, kept = rows(), files(folder)

    def nothing_fits(*_: Any) -> Any:
        return ["another end of the chain", 7]

    monkeypatch.setattr("trellis_web.backup.postgresql._audit", nothing_fits)
    monkeypatch.setattr("trellis_web.backup.sqlite._content", nothing_fits)
    with pytest.raises(BadInput, match=DAMAGED):
        run.restore(written, replace=True)
    assert (rows(), files(folder)) == (before, kept)
    with transaction.atomic():
        make.person("and the database goes on")
