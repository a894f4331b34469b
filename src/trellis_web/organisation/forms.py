"""What HR sends to switch a feature."""

from django import forms
from django.utils.translation import gettext_lazy as _

CHOICES = [("on", _("on")), ("off", _("off"))]


class SwitchForm(forms.Form):
    """Which way, and why."""

    to = forms.ChoiceField(choices=CHOICES)
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)
