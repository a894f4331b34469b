"""Files of notes: who reads them, what a browser is told of them, and that none is lost or left."""

import os
import tracemalloc
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tests.web.factories import NOW, TODAY, grant, hr, person
from tests.web.growth.factories import WHEN, note, seller, signed_in
from tests.web.growth.uploads import HTML, PDF, SVG, XML, docx, png
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.growth import actions
from trellis_web.growth.actions import files as on_disk
from trellis_web.growth.actions.files import Attachment, attach_files, delete_file, sweep_files
from trellis_web.growth.models import EvidenceFile, EvidenceNote
from trellis_web.growth.queries.files import path_of
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
PLAIN = Attachment("notes.txt", "text/plain", b"What Ana said.")


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """The folder of this test."""
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return tmp_path / "evidence"


@pytest.fixture
def manager() -> Person:
    return person("Tom Reyes")


@pytest.fixture
def maya(manager: Person) -> Person:
    return seller(manager=manager)


def attach(to: EvidenceNote, *files: Attachment) -> list[EvidenceFile]:
    return attach_files(note=to, files=files or [PLAIN], by=to.person, **WHEN)


def upload(to: EvidenceNote, content: bytes, name: str = "a.pdf", by: Person | None = None) -> Any:
    data = {"attachments": [SimpleUploadedFile(name, content)]}
    return signed_in(by or to.person).post(f"/evidence/{to.pk}/files", data)


def download(file: EvidenceFile, by: Person) -> Any:
    return signed_in(by).get(f"/evidence/files/{file.pk}")


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def test_a_file_comes_back_byte_by_byte_as_an_attachment(maya: Person, folder: Path) -> None:
    written = note(maya)
    assert upload(written, PDF, "Übersicht.pdf").status_code == 302
    file = written.files.get()
    assert names(folder) == [file.pk.hex]
    answer = download(file, maya)
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store, private"


def test_a_file_is_read_by_whoever_reads_the_note_and_by_nobody_else(
    maya: Person, manager: Person
) -> None:
    private, shared = note(maya), note(maya, shared=True)
    hidden, open_ = attach(private)[0], attach(shared)[0]
    auditor, peer = person(), person()
    grant(auditor, "auditor")
    assert [download(open_, each).status_code for each in (maya, manager, hr())] == [200] * 3
    assert [download(hidden, each).status_code for each in (manager, hr(), peer)] == [404] * 3
    assert [download(open_, each).status_code for each in (auditor, peer)] == [404] * 2


def test_an_asked_colleague_reads_the_files_of_that_note_until_the_answer(maya: Person) -> None:
    asked_about, other = note(maya), note(maya)
    mine, others = attach(asked_about)[0], attach(other)[0]
    ana = person("Ana Duarte")
    asked = actions.ask_confirmation(note=asked_about, colleague=ana, by=maya, **WHEN)
    assert [download(each, ana).status_code for each in (mine, others)] == [200, 404]
    actions.decline_confirmation(confirmation=asked, by=ana, **WHEN)
    assert download(mine, ana).status_code == 404


def test_a_file_is_gone_for_the_manager_as_soon_as_the_note_is_private(
    maya: Person, manager: Person
) -> None:
    shared = note(maya, shared=True)
    file = attach(shared)[0]
    actions.unshare_evidence(note=shared, by=maya, **WHEN)
    assert download(file, manager).status_code == 404


def test_only_the_author_attaches_and_deletes(maya: Person, manager: Person) -> None:
    shared = note(maya, shared=True)
    file = attach(shared)[0]
    assert upload(shared, PDF, by=manager).status_code == 403
    answer = signed_in(manager).post(f"/evidence/files/{file.pk}/deletion")
    assert (answer.status_code, shared.files.count()) == (403, 1)
    assert upload(note(maya), PDF, by=manager).status_code == 404


def test_the_address_of_a_file_without_content_is_missing(maya: Person) -> None:
    file = attach(note(maya))[0]
    path_of(file.pk).unlink()
    assert download(file, maya).status_code == 404
    assert signed_in(maya).get(f"/evidence/files/{uuid4()}").status_code == 404


@pytest.mark.parametrize("content", [HTML, SVG, XML, b"MZ\0\0", b""])
def test_what_is_refused_leaves_nothing_behind(maya: Person, content: bytes, folder: Path) -> None:
    written = note(maya)
    answer = upload(written, content, "harmless.pdf")
    assert answer.status_code == 422
    assert "harmless.pdf" in answer.content.decode()
    assert (written.files.count(), names(folder)) == (0, [])


def test_a_file_of_more_than_ten_megabytes_is_refused(maya: Person) -> None:
    written = note(maya)
    answer = upload(written, PDF + bytes(10 * 1024 * 1024))
    assert answer.status_code == 422
    assert "larger than 10 MB" in answer.content.decode()


def test_several_files_come_together_or_not_at_all(maya: Person, folder: Path) -> None:
    written = note(maya)
    good, bad = SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.pdf", HTML)
    signed_in(maya).post(f"/evidence/{written.pk}/files", {"attachments": [good, bad]})
    assert (written.files.count(), names(folder)) == (0, [])
    attach(written, *[PLAIN] * 5)
    with pytest.raises(Denied, match="at most 5 files"):
        attach(written)


@pytest.mark.parametrize("bomb", [png(30_000, 30_000), docx(megabytes=1_000)], ids=["png", "docx"])
def test_a_bomb_is_a_small_file_and_nothing_more(maya: Person, bomb: bytes) -> None:
    written = note(maya)
    assert len(bomb) < 3_000_000
    tracemalloc.start()
    upload(written, bomb, "bomb")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert written.files.get().size == len(bomb)
    assert peak < 30_000_000


def test_a_hostile_name_is_kept_as_a_harmless_one(maya: Person) -> None:
    file = attach(note(maya), Attachment('../../x"\r\nSet-Cookie: a=b.html', "text/plain", b"x"))[0]
    answer = download(file, maya)
    assert "Set-Cookie" not in answer.headers
    assert answer["Content-Disposition"] == 'attachment; filename="x_Set-Cookie_ a=b.html.txt"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


def test_a_deleted_note_takes_its_files_with_it_once_that_holds(
    maya: Person, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    written = note(maya)
    attach(written)
    with django_capture_on_commit_callbacks() as ahead:
        actions.delete_evidence(note=written, by=maya, **WHEN)
    assert len(names(folder)) == 1
    for each in ahead:
        each()
    assert names(folder) == []


def test_a_deleted_file_is_gone_and_audited(
    maya: Person, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    file = attach(note(maya))[0]
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(file=file, by=maya, **WHEN)
    assert (names(folder), EvidenceFile.objects.count()) == ([], 0)
    assert Event.objects.latest("pk").tag == "evidence:file-deleted"


def test_files_of_confirmed_words_stay_as_they_are(maya: Person) -> None:
    written = note(maya)
    file = attach(written)[0]
    actions.ask_confirmation(note=written, colleague=person(), by=maya, **WHEN)
    for change in (lambda: attach(written), lambda: delete_file(file=file, by=maya, **WHEN)):
        with pytest.raises(Denied, match="asked to confirm"):
            change()


def test_what_belongs_to_no_note_is_swept_once_it_is_old(maya: Person, folder: Path) -> None:
    kept = attach(note(maya))[0]
    for name, days in (("old", 2), ("old.part", 2), ("young", 0), (kept.pk.hex, 2)):
        path = folder / name
        path.touch()
        moment = (NOW - timedelta(days=days)).timestamp()
        os.utime(path, (moment, moment))
    assert sweep_files(now=NOW) == 2
    assert names(folder) == sorted(["young", kept.pk.hex])
    assert Event.objects.latest("pk").payload["files"] == 2
    assert sweep_files(now=NOW) == 0


def test_without_a_folder_there_is_nothing_to_sweep() -> None:
    assert sweep_files(now=NOW) == 0


def test_a_full_disk_leaves_no_row_and_a_failed_row_leaves_a_file_to_sweep(
    maya: Person, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = note(maya)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"), transaction.atomic():
            attach(written)
    with monkeypatch.context() as patch:
        patch.setattr(on_disk, "record", lambda *_, **__: (_ for _ in ()).throw(DatabaseError))
        with pytest.raises(DatabaseError), transaction.atomic():
            attach(written)
    assert written.files.count() == 0
    assert sweep_files(now=NOW + timedelta(days=400)) == len(names(folder)) + 2


def test_a_file_is_seen_with_its_note_and_not_otherwise(maya: Person, manager: Person) -> None:
    private, shared = note(maya), note(maya, shared=True)
    for each in (private, shared):
        attach(each)
    for reader in (maya, manager, person()):
        notes = visible(EvidenceNote, to=reader, today=TODAY).values_list("pk", flat=True)
        files = visible(EvidenceFile, to=reader, today=TODAY).values_list("note", flat=True)
        assert set(notes) == set(files)
