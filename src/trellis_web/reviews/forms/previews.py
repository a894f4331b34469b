"""Whose form is looked at before a round is opened."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from trellis_web.reviews.models import Assessment, Cycle
from trellis_web.reviews.queries.entrants import Entrant


class PreviewForm(forms.Form):
    """A person in the round, and who writes about them."""

    person = forms.TypedChoiceField(label=_("About"), coerce=int)
    perspective = forms.ChoiceField(label=_("Written by"))

    def __init__(self, *args: Any, cycle: Cycle, offered: Sequence[Entrant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.person, each.name) for each in offered]
        asked = [
            (value, capfirst(label))
            for value, label in Assessment.Perspective.choices
            if value in cycle.perspectives
        ]
        self.fields["person"].choices = named  # type: ignore[attr-defined]
        self.fields["perspective"].choices = asked  # type: ignore[attr-defined]
