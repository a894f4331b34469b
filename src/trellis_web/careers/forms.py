"""What people type about a way back."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.careers.queries.landings import WayBack


class ReturnForm(forms.Form):
    """Which way back, from which day, and a word to the person."""

    move = forms.ChoiceField(label=_("Way back"), widget=forms.RadioSelect)
    effective_on = forms.DateField(
        label=_("From which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A day in the past is possible, but none before the present position began."),
    )
    note = forms.CharField(
        label=_("A word to the person (optional)"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it with the offer."),
    )

    def __init__(self, data: Any, *, ways: Iterable[WayBack], today: date) -> None:
        super().__init__(data, initial={"effective_on": today})
        choices = [(way.move.id, f"{way.level.id} {way.level.title}") for way in ways]
        cast("forms.ChoiceField", self.fields["move"]).choices = choices
        if choices:
            self.initial["move"] = choices[0][0]


class ReturnAnswerForm(forms.Form):
    """Agreed, or not."""

    answer = forms.ChoiceField(choices=[("agree", _("I agree")), ("decline", _("No"))])
