"""What administrators type about webhooks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.webhooks.rules import TOLD


class HookForm(forms.Form):
    """A program that is told of events."""

    title = forms.CharField(label=_("Name"), max_length=100)
    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")
    tags = forms.MultipleChoiceField(
        label=_("What is it told of?"),
        choices=[(tag, tag) for tag in TOLD],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one event.")},
    )
