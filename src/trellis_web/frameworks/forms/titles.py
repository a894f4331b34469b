"""What HR sends about a title."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TitleDecisionForm(forms.Form):
    """Whether a title may stay; a refusal says why."""

    title = forms.CharField(max_length=200, widget=forms.HiddenInput)
    decision = forms.ChoiceField(choices=[("approve", _("approve")), ("refuse", _("refuse"))])
    reason = forms.CharField(label=_("Why (for a refusal)"), max_length=500, required=False)
