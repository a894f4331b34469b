"""Making an export: one file about oneself, and one event."""

from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction

from trellis.export import kept_key, signed
from trellis.export.to_pdf import to_pdf
from trellis_web.audit.actions import record
from trellis_web.exports.events import ExportMade
from trellis_web.exports.queries import document_of
from trellis_web.people.models import Person


class Kind(StrEnum):
    """JSON is signed and for programs, PDF is to read and to print."""

    JSON = "json"
    PDF = "pdf"


def key_path() -> Path:
    """Where the key pair is kept, apart from everything that is served."""
    return Path(settings.DATA_DIR) / "export-key.pem"


@transaction.atomic
def make_export(*, kind: Kind, by: Person, now: datetime) -> bytes:
    """The file about `by`. Raises `BadInput` for what is too much for a PDF."""
    document = document_of(by, now=now)
    file = to_pdf(document) if kind is Kind.PDF else signed(document, kept_key(key_path()))
    record(ExportMade(kind.value, sha256(file).hexdigest()), by=by, subject=by, at=now)
    return file
