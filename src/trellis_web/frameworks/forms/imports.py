"""What people send to import a framework: a file or a text, and what it is called."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trellis_web.frameworks.models import Family

MAX_BYTES = 10 * 1024 * 1024
_CELL = re.compile(r"cell-(\d{1,4})-(\d{1,7})-(\d{1,5})")


class NamingForm(forms.Form):
    """Which job family a file is for: one that is there, or a new one."""

    title = forms.CharField(
        label=_("Name of the job family"),
        required=False,
        max_length=200,
        help_text=_("Leave empty to use the name in the file."),
    )
    into = forms.ModelChoiceField(
        label=_("Or update a job family that is there"),
        queryset=Family.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("No, it is a new one"),
    )

    def __init__(self, *args: Any, families: "QuerySet[Family]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = families  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """Without outer spaces, and with something that an id can be made of."""
        title: str = self.cleaned_data["title"].strip()
        if title and not slugify(title):
            raise ValidationError(_("Use at least one Latin letter or digit in the name."))
        return title

    def naming(self) -> dict[str, str]:
        """The title, and the id of the family that is there; empty where the file decides."""
        into: Family | None = self.cleaned_data["into"]
        if into:
            return {"title": into.title, "into": into.slug}
        return {"title": self.cleaned_data["title"], "into": ""}


class ImportForm(NamingForm):
    """One file, or pasted text."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("XLSX, CSV, Markdown, YAML or JSON; at most 10 MB."),
    )
    pasted = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("A framework file, or a table copied from a spreadsheet."),
    )

    field_order = ("file", "pasted", "title", "into")

    def clean_file(self) -> UploadedFile | None:
        """At most 10 MB."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MAX_BYTES:
            raise ValidationError(_("This file is larger than 10 MB. Leave out what is no text."))
        return file

    def clean_pasted(self) -> str:
        """At most 10 MB; nothing in place of spaces alone."""
        text: str = self.cleaned_data["pasted"]
        if len(text.encode(errors="replace")) > MAX_BYTES:
            raise ValidationError(_("This text is larger than 10 MB. Paste it in parts."))
        return text if text.strip() else ""

    def clean(self) -> dict[str, Any]:
        """Exactly one source."""
        cleaned = super().clean() or {}
        given = [each for each in (cleaned.get("file"), cleaned.get("pasted")) if each]
        if not self.errors and len(given) != 1:
            raise ValidationError(_("Choose a file or paste the text: one of the two."))
        return cleaned

    def source(self) -> tuple[bytes, str]:
        """The bytes and what to call them."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file:
            return file.read(), file.name or "file"
        text = self.cleaned_data["pasted"].replace("\r\n", "\n")
        return text.encode(errors="replace"), gettext("pasted text")


class PresetForm(forms.Form):
    """A name for what the columns hold."""

    name = forms.CharField(label=_("Keep these columns as"), max_length=100)


class PairForm(forms.Form):
    """Two names that are one competency (`first` stays), or `apart` again."""

    first = forms.CharField(max_length=300, required=False)
    second = forms.CharField(max_length=300, required=False)
    apart = forms.CharField(max_length=300, required=False)


class DraftedForm(forms.Form):
    """The tick that leaves bad rows out, and for each family the revision that was compared."""

    without_bad_rows = forms.BooleanField(required=False)
    revision = forms.RegexField(r"^[A-Za-z0-9._+-]{1,100}=\d{1,9}$", required=False)

    def revisions(self) -> dict[str, int]:
        """The revision of the draft of each family, by its id."""
        sent = self.data.getlist("revision") if hasattr(self.data, "getlist") else []
        pairs = (each.rpartition("=") for each in sent)
        return {id_: int(number) for id_, _, number in pairs if number.isdecimal()}


def corrected_cells(sent: "dict[str, Any]") -> dict[tuple[int, int, int], str]:
    """The texts of fields named `cell-SHEET-ROW-COLUMN`; what has another name is left alone."""
    found = ((_CELL.fullmatch(name), text) for name, text in sent.items())
    return {
        (int(at[1]), int(at[2]), int(at[3])): str(text).replace("\r\n", "\n")
        for at, text in found
        if at
    }
