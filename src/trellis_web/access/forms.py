"""What administrators type about roles, and everybody about tokens."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import LONGEST_TOKEN_DAYS, Scope, grantable
from trellis_web.people.models import Unit


class GrantForm(forms.Form):
    """A role for a person."""

    role = forms.ChoiceField(label=_("Role"))
    unit = forms.ModelChoiceField(
        label=_("Only for the unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("whole organisation"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role, role.replace("_", " ")) for role in grantable()
        ]
        self.fields["unit"].queryset = Unit.objects.all()  # type: ignore[attr-defined]


class TokenForm(forms.Form):
    """A token for a program of one's own."""

    name = forms.CharField(
        label=_("Which program is it for?"),
        max_length=100,
        error_messages={"required": _("Give the token a name, so that you know it again.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may the program do?"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that the program may do.")},
    )
    days = forms.IntegerField(
        label=_("Days that it is good for"),
        min_value=1,
        max_value=LONGEST_TOKEN_DAYS,
        initial=90,
    )


class ReasonForm(forms.Form):
    """Why somebody two lines up needs to read about a person."""

    reason = forms.CharField(
        label=_("Why do you need to read this today?"),
        min_length=20,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it word for word. Your access ends tonight."),
    )
