"""What people type when they ask for feedback, and when they give it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    """Whom to ask, and what besides the statement."""

    colleague = forms.IntegerField(
        min_value=1,
        max_value=2**62,
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose a colleague first.")},
    )
    question = forms.CharField(
        label=_("Your question (optional)"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example which piece of work you mean."),
    )


class FeedbackForm(forms.Form):
    """What the colleague saw."""

    text = forms.CharField(
        label=_("What did you see?"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you saw: what was done, and with what effect.")},
    )


class RefusalForm(forms.Form):
    """Why the colleague does not answer."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        error_messages={"required": _("Give a reason in one sentence.")},
    )
