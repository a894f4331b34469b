"""What is typed to set up a session, and to sign it."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from trellis_web.calibration.forms.people import NamedPersonField, PeopleForm
from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries import resolved
from trellis_web.people.models import Unit
from trellis_web.reviews.models import Cycle


class SessionForm(PeopleForm):
    """What a session is about, and who facilitates it."""

    title = forms.CharField(label=_("Name"), max_length=200)
    cycle = forms.ModelChoiceField(
        label=_("Round"),
        queryset=Cycle._default_manager.none(),
        empty_label=None,
        help_text=_("Rounds that are open."),
    )
    family = forms.ModelChoiceField(
        label=_("Job family"), queryset=Family._default_manager.none(), empty_label=None
    )
    levels = forms.CharField(
        label=_("Only these levels"),
        required=False,
        max_length=1_000,
        help_text=_("Their short names with commas, for example IC2, IC3. Leave empty for all."),
    )
    unit = forms.ModelChoiceField(
        label=_("Only this unit"),
        queryset=Unit._default_manager.none(),
        required=False,
        empty_label=_("all units"),
    )
    facilitator = NamedPersonField(
        label=_("Who facilitates"), help_text=_("Full name or e-mail address.")
    )
    held_on = forms.DateField(
        label=_("Day of the session"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    shows_guide = forms.BooleanField(
        label=_("Draw the last round of this family beside the distribution"),
        required=False,
        help_text=_("A guide for talking. Nothing is ever forced into it."),
    )

    def __init__(
        self,
        *args: Any,
        cycles: "QuerySet[Cycle]",
        families: "QuerySet[Family]",
        units: "QuerySet[Unit]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("cycle", cycles), ("family", families), ("unit", units)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The levels belong to the family."""
        cleaned = super().clean() or {}
        named = [word for each in re.split(r"[,;\s]+", cleaned.get("levels", "")) if (word := each)]
        cleaned["levels"] = list(dict.fromkeys(named))
        family = cleaned.get("family")
        known = resolved(family.current).levels if family and family.current else {}
        unknown = [level for level in cleaned["levels"] if level not in known]
        if family and unknown:
            words = _("%(family)s has no level %(level)s. Its levels are %(known)s.")
            params = {"family": family.title, "level": unknown[0], "known": ", ".join(known)}
            self.add_error("levels", forms.ValidationError(words, params=params))
        return cleaned


class ClosingForm(forms.Form):
    """A last word for the record; it is signed with the log."""

    note = forms.CharField(
        label=_("A note for the record (optional)"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example what the room wants to word more clearly in the framework."),
    )
