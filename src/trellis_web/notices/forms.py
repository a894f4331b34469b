"""What administrators type about the chat."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ChatRoomForm(forms.Form):
    """A room by its name and address."""

    title = forms.CharField(label=_("Name"), max_length=100)
    url = forms.URLField(
        label=_("Address for incoming messages"), max_length=500, assume_scheme="https"
    )
