"""What people send to import a framework: a file or a text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 10 * 1024 * 1024


class ImportForm(forms.Form):
    """One file, or pasted text; `family` and `title` override what the file says."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("YAML, Markdown with front matter, CSV or XLSX; at most 10 MB."),
    )
    pasted = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("A framework file, or a table copied from a spreadsheet."),
    )
    title = forms.CharField(
        label=_("Name of the job family"),
        required=False,
        max_length=200,
        help_text=_("Leave empty to use the name in the file."),
    )

    def clean_file(self) -> UploadedFile | None:
        """At most 10 MB."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MAX_BYTES:
            raise ValidationError(_("This file is larger than 10 MB. Leave out what is no text."))
        return file

    def clean(self) -> dict[str, Any]:
        """Exactly one source."""
        cleaned = super().clean() or {}
        given = [each for each in (cleaned.get("file"), cleaned.get("pasted", "").strip()) if each]
        if not self.errors and len(given) != 1:
            raise ValidationError(_("Choose a file or paste the text: one of the two."))
        return cleaned

    def source(self) -> tuple[bytes, str]:
        """The bytes and what to call them."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file:
            return file.read(), file.name or "file"
        return self.cleaned_data["pasted"].replace("\r\n", "\n").encode(), gettext("pasted text")

    def naming(self) -> dict[str, str]:
        """The id and the title that were chosen; empty strings where the file decides."""
        title = self.cleaned_data["title"].strip()
        return {"title": title, "family": slugify(title)}
