"""What people send about frameworks: a file, a text, a note."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trellis.framework.model import Level
from trellis_web.frameworks.queries.placements import Choices, TitleGroup

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


class FamilyForm(forms.Form):
    """The id of a family."""

    family = forms.CharField(max_length=100)


class DraftForm(forms.Form):
    """The text of a draft, and the revision that the writer had opened."""

    text = forms.CharField(
        label=_("Framework file"),
        strip=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 32, "spellcheck": "false", "class": "code"}),
    )
    revision = forms.IntegerField(min_value=1, max_value=10**9, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Browsers send line ends of their own."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class LevelsForm(forms.Form):
    """A title for each level of a draft."""

    revision = forms.IntegerField(min_value=1, max_value=10**9, widget=forms.HiddenInput)

    def __init__(self, *args: Any, levels: Sequence[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in levels:
            self.fields[f"title-{level.id}"] = forms.CharField(
                label=level.id,
                required=False,
                max_length=200,
                initial=next(iter(level.titles), ""),
            )

    def titles(self) -> dict[str, str]:
        """The title of each level by its id."""
        sent = self.cleaned_data.items()
        return {key.removeprefix("title-"): value for key, value in sent if key != "revision"}


class PublicationForm(forms.Form):
    """The note that every reader of the version sees."""

    note = forms.CharField(
        label=_("What changed, and why"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone in the family reads this sentence beside the new version."),
    )
    revision = forms.IntegerField(min_value=1, max_value=10**9, widget=forms.HiddenInput)


class TitlesForm(forms.Form):
    """The level that each job title stands for; an empty choice leaves people where they are."""

    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(
        self, *args: Any, groups: Sequence[TitleGroup], choices: Choices, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.fields["since"].initial = today
        for n, group in enumerate(groups):
            self.fields[f"place-{n}"] = forms.ChoiceField(
                choices=[("", _("Not yet")), *choices],
                initial=group.place,
                required=False,
                label=group.title or _("No title"),
            )

    def rows(self) -> list[tuple[TitleGroup, forms.BoundField]]:
        """Each title with its field."""
        return [(group, self[f"place-{n}"]) for n, group in enumerate(self.groups)]

    def places(self) -> dict[str, str]:
        """The chosen place of each title for which one was chosen."""
        chosen = {g.title: self.cleaned_data[f"place-{n}"] for n, g in enumerate(self.groups)}
        return {title: place for title, place in chosen.items() if place}


class PlacementForm(forms.Form):
    """Where one person stands."""

    place = forms.ChoiceField(label=_("Level"))
    title = forms.CharField(label=_("Job title, if it changes"), max_length=200, required=False)
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    level_since = forms.DateField(
        label=_("At this level since, if earlier"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    cause = forms.ChoiceField(
        label=_("Why"),
        choices=[
            ("levelling", _("first levelling")),
            ("correction", _("correction")),
            ("transfer", _("transfer")),
        ],
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = choices  # type: ignore[attr-defined]
