"""Committees, their members, and what a member says before the discussion."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.people.models import Person
from trellis_web.promotions.forms.fields import NamingForm, reason, someone
from trellis_web.promotions.models import Committee, Vote
from trellis_web.promotions.rules.telling import MOST_DAYS


class CommitteeForm(forms.Form):
    """A new committee."""

    title = forms.CharField(label=_("Name"), max_length=200)
    families = forms.TypedMultipleChoiceField(
        label=_("For which job families"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: for all of them."),
    )
    unit = forms.TypedChoiceField(
        label=_("For which unit"), coerce=int, required=False, empty_value=None
    )
    hears_appeals = forms.BooleanField(label=_("Hears objections"), required=False)

    def __init__(
        self,
        *args: Any,
        families: Iterable[tuple[int, str]],
        units: Iterable[tuple[int | str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["families"]).choices = list(families)
        every = ("", _("The whole organisation"))
        cast("forms.ChoiceField", self.fields["unit"]).choices = [every, *units]


class MemberForm(NamingForm):
    """Somebody who joins."""

    person = someone(_("Who joins"))
    is_chair = forms.BooleanField(
        label=_("Chairs it"), required=False, help_text=_("Opens discussions and decides.")
    )

    def clean_person(self) -> Person | None:
        """Somebody who is here."""
        return self.named("person")


class TellingForm(forms.Form):
    """Within how many days decisions are told in person."""

    days = forms.IntegerField(
        label=_("A decision is told in person first: at most so many days"),
        min_value=0,
        max_value=MOST_DAYS,
        help_text=_("0: the person reads it at once. It counts for decisions from now on."),
    )


class AssignmentForm(forms.Form):
    """The committee that decides a case or hears an objection."""

    committee = forms.ModelChoiceField(
        label=_("Committee"),
        queryset=Committee.objects.none(),
        error_messages={"required": _("Choose a committee.")},
    )

    def __init__(self, *args: Any, committees: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Committee]", self.fields["committee"]).queryset = committees


class VoteForm(forms.Form):
    """What a member thinks alone."""

    choice = forms.ChoiceField(
        label=_("What you think"),
        choices=[(Vote.Choice.PROMOTE, _("Promote")), (Vote.Choice.NOT_YET, _("Not yet"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    reason = reason(_("Why, by criterion and evidence"), rows=5)


class RecusalForm(forms.Form):
    """Why a member takes no part."""

    reason = reason(_("Why you take no part"), rows=2, max_length=500)
