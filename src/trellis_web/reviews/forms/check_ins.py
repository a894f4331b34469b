"""What two people type in a check-in: one small form for each competency."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.reviews.models import Next
from trellis_web.reviews.rules.check_ins import Asked, Seen


class SeenForm(forms.Form):
    """An observation of the next level, and why."""

    next = forms.ChoiceField(
        label=_("At the next level"),
        required=False,
        choices=[("", _("Nothing to say")), *Next.choices],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("What shows it"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, asked: Asked, stored: Seen) -> None:
        first = {"next": stored.next, "why": stored.why}
        super().__init__(data, prefix=asked.competency, initial=first)

    @property
    def seen(self) -> Seen:
        """What a valid form says."""
        return Seen(self.cleaned_data["next"], self.cleaned_data["why"].strip())


class NoteForm(forms.Form):
    """What the two agreed on."""

    note = forms.CharField(
        label=_("What you agreed on (optional)"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
