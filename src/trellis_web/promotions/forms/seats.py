"""How many places a level has, and by which rule they are given."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.people.models import Person
from trellis_web.promotions.forms.fields import NamingForm, day, someone, words

Choices = Iterable[tuple[int | str, Any]]


class SeatForm(NamingForm):
    """One plan."""

    level = forms.ChoiceField(label=_("Level"))
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int, required=False, empty_value=None)
    seats = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=0,
        max_value=10_000,
        help_text=_("Empty: as many as meet the criteria."),
    )
    rule = words(
        _("The rule by which places are given"),
        help_text=_("Everyone reads this sentence."),
        error_messages={"required": _("Write the rule in a sentence: everyone reads it.")},
    )
    decided_on = day(_("Next decided on"), required=False)
    owner = someone(_("Who looks after it"), required=False)

    def __init__(self, *args: Any, levels: Choices, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["level"]).choices = list(levels)
        every = ("", _("The whole organisation"))
        cast("forms.ChoiceField", self.fields["unit"]).choices = [every, *units]

    def clean_owner(self) -> Person | None:
        """Whom people ask."""
        return self.named("owner")
