"""What people send about single sentences."""

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.frameworks.rules import LONGEST


class QuestionForm(forms.Form):
    """What somebody does not understand. They need not say it in words."""

    text = forms.CharField(
        label=_("What is unclear? (optional)"),
        required=False,
        max_length=LONGEST["question"],
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(forms.Form):
    """What is meant."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST["answer"],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
