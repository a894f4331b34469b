"""What HR types about people."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.people.models import Absence, Person, ReportingLine

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


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, with the calendar of the browser."""
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def _in_order(form: forms.Form, first: str, last: str) -> None:
    """Notes an error when `last` lies before `first`."""
    start, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if start and end and end < start:
        form.add_error(last, _("The last day must not lie before the first."))


class DetailsForm(forms.Form):
    """Worker type, time zone and first day."""

    worker_type = forms.ChoiceField(
        label=_("Worker type"),
        choices=[
            ("employee", _("employee")),
            ("contractor", _("contractor")),
            ("intern", _("intern")),
        ],
        help_text=_("A round may leave out contractors or interns."),
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=50,
        help_text=_("Such as Europe/Berlin. Deadlines end at midnight there."),
    )
    started_on = _day(_("First day"), required=False)

    def __init__(self, data: Any = None, *, person: Person) -> None:
        initial = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        offered: list[tuple[Any, Any]] = list(self.fields["worker_type"].choices)  # type: ignore[attr-defined]
        if person.worker_type not in dict(offered):
            offered.append((person.worker_type, person.worker_type))
        self.fields["worker_type"].choices = offered  # type: ignore[attr-defined]

    def clean_time_zone(self) -> str:
        """One that the calendar knows."""
        name: str = self.cleaned_data["time_zone"]
        if name not in available_timezones():
            raise forms.ValidationError(
                _("There is no time zone “%(name)s”. Write it as Europe/Berlin or UTC."),
                params={"name": name},
            )
        return name


class AbsenceForm(forms.Form):
    """Somebody is away."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Absence.Kind.choices)
    from_on = _day(_("First day away"))
    to_on = _day(
        _("Last day away"), required=False, help_text=_("Leave empty until further notice.")
    )

    def clean(self) -> dict[str, Any]:
        """The days are in order."""
        cleaned = super().clean() or {}
        _in_order(self, "from_on", "to_on")
        return cleaned


class SecondLineForm(forms.Form):
    """For whom a person also works."""

    manager = forms.ModelChoiceField(
        label=_("Second line to"), queryset=Person._default_manager.none()
    )
    since = _day(_("From"))
    last_on = _day(_("Last day"), required=False)

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["manager"].queryset = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days are in order."""
        cleaned = super().clean() or {}
        _in_order(self, "since", "last_on")
        return cleaned

    @property
    def until(self) -> date | None:
        """The day after the last one; only of a valid form."""
        last: date | None = self.cleaned_data["last_on"]
        return last + timedelta(days=1) if last else None


class StandInForm(SecondLineForm):
    """Who leads a manager's team for a while."""

    kind = forms.ChoiceField(
        label=_("As"),
        choices=[
            (ReportingLine.Kind.ACTING, _("acting manager: writes the reviews")),
            (ReportingLine.Kind.DELEGATE, _("delegate: reads what the manager reads")),
        ],
    )

    field_order = ("manager", "kind", "since", "last_on")

    def __init__(self, *args: Any, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["manager"].label = _("Who stands in")
        self.fields["last_on"].required = True
        if is_own:
            del self.fields["kind"]
