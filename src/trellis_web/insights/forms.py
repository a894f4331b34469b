"""What is sent to the readiness board."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """A note on a card."""

    text = forms.CharField(
        label=_("Note"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a word or two; an empty note helps nobody.")},
    )
