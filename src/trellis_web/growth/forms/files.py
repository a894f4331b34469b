"""Files that people attach to a note."""

from typing import Any, NoReturn

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from trellis_web.growth.actions.files import Attachment
from trellis_web.growth.rules.files import MOST_BYTES, MOST_FILES, SUFFIXES, media_type_of


class SeveralFilesInput(forms.FileInput):
    """A control in which several files are chosen at once."""

    allow_multiple_selected = True


class AttachmentsField(forms.FileField):
    """Several files, each looked at by its content; gives `Attachment`s."""

    default_error_messages = {
        "required": _("Choose a file."),
        "empty": _("“%(name)s” is empty."),
        "too_large": _("“%(name)s” is larger than 10 MB. Attach a smaller one, or add a link."),
        "too_many": _("Choose at most %(most)d files."),
        "kind": _(
            "“%(name)s” is of a kind that is not kept. Attach a PDF, a PNG or JPEG picture, plain"
            " text, or an office document without macros (DOCX, XLSX, PPTX, ODT, ODS, ODP)."
        ),
    }

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files. A content is read only once its size is known to be small enough."""
        given = data if isinstance(data, list | tuple) else [data]
        files = [each for each in given if each]
        if not files:
            self._refuse("required")
        if len(files) > MOST_FILES:
            self._refuse("too_many", most=MOST_FILES)
        return [self._attachment(each) for each in files]

    def _attachment(self, file: UploadedFile) -> Attachment:
        name = (file.name or "")[:200]
        if not file.size:
            self._refuse("empty", name=name)
        if file.size > MOST_BYTES:
            self._refuse("too_large", name=name)
        content = file.read()
        kind = media_type_of(content)
        if kind is None:
            self._refuse("kind", name=name)
        return Attachment(file.name or "", kind, content)

    def _refuse(self, code: str, **params: Any) -> NoReturn:
        raise forms.ValidationError(self.error_messages[code], code=code, params=params)


class FilesForm(forms.Form):
    """Files for a note."""

    attachments = AttachmentsField(
        label=_("Add files"),
        widget=SeveralFilesInput(
            attrs={
                "multiple": True,
                "accept": ",".join(ending for endings in SUFFIXES.values() for ending in endings),
            }
        ),
        help_text=_(
            "PDF, PNG, JPEG, plain text or office documents; 10 MB each, 5 in a note. Whoever can"
            " read the note can download them."
        ),
    )
