"""What HR types about people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.people.models import Person

MAX_UPLOAD = 10_000_000


class PeopleFileForm(forms.Form):
    """A file or pasted text; the second round carries the text and the digest of its preview."""

    file = forms.FileField(
        label=_("People file (CSV)"),
        required=False,
        help_text=_(
            "An export of BambooHR, Personio or Workday, or our own columns. At most 10 MB."
        ),
    )
    text = forms.CharField(label=_("Or paste the rows"), required=False, widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        """One source of rows, within the limit."""
        data: dict[str, Any] = super().clean() or {}
        upload = data.get("file")
        if upload is not None and upload.size > MAX_UPLOAD:
            raise forms.ValidationError(_("The file is larger than 10 MB. Split it."))
        if upload is None and not data.get("text"):
            raise forms.ValidationError(_("Choose a file, or paste its rows."))
        return data

    def content(self) -> tuple[bytes, str]:
        """The bytes and the name under which findings speak of them."""
        upload = self.cleaned_data["file"]
        if upload is not None:
            return upload.read(), upload.name
        return self.cleaned_data["text"].encode(), str(_("pasted rows"))


class ImportForm(forms.Form):
    """Carry out the plan that was previewed."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    without_bad_rows = forms.BooleanField(
        label=_("Import the good rows and leave out the others"), required=False
    )


class PersonForm(forms.Form):
    """A person added by hand."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"))

    def clean_email(self) -> str:
        """An address belongs to one person."""
        email: str = self.cleaned_data["email"].casefold()
        if Person._default_manager.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Somebody has this e-mail address already."))
        return email


class ManagerForm(forms.Form):
    """To whom a person reports."""

    manager = forms.ModelChoiceField(
        label=_("Manager"),
        queryset=Person._default_manager.none(),
        required=False,
        empty_label=_("nobody"),
    )
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["manager"].queryset = choices  # type: ignore[attr-defined]
