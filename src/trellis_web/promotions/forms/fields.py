"""Fields that several forms share."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from trellis_web.access.queries import visible
from trellis_web.people.models import Person

LONGEST = 4_000


def day(label: Any, **options: Any) -> forms.DateField:
    """A day, chosen from the calendar of the browser."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def words(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    """Sentences."""
    options.setdefault("max_length", LONGEST)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def reason(label: Any, **options: Any) -> forms.CharField:
    """Why, which nobody may leave out."""
    missing = {"required": _("Say why: it is part of the record.")}
    return words(label, error_messages=missing, **options)


def someone(label: Any, **options: Any) -> forms.CharField:
    """A person, by name or e-mail address; a `NamingForm` looks them up."""
    options.setdefault("help_text", _("Name or e-mail address."))
    missing = {"required": _("Name somebody.")}
    return forms.CharField(label=label, max_length=254, error_messages=missing, **options)


class ChangedForm(forms.Form):
    """What somebody sends who has read a case: `changed` is its count of changes at that time."""

    changed = forms.IntegerField(
        min_value=0,
        max_value=2**31,
        widget=forms.HiddenInput,
        error_messages={"required": _("Open the page again, then send this once more.")},
    )


class NamingForm(forms.Form):
    """A form in which people are named."""

    def __init__(self, *args: Any, actor: Person, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.today = actor, today

    def named(self, field: str) -> Person | None:
        """The one active person who is meant; None where nobody is named."""
        said: str = self.cleaned_data[field].replace("\0", "").strip()
        if not said:
            return None
        people = visible(Person, to=self.actor, today=self.today)
        active = people.filter(deactivated_at__isnull=True)
        exact = Q(name__iexact=said) | Q(email__iexact=said)
        found = active.filter(exact)[:2] or active.filter(name__icontains=said)[:2]
        if len(found) != 1:
            problem = _t("Nobody, or more than one person, is called “%(words)s”.")
            raise forms.ValidationError(problem % {"words": said})
        return found[0]
