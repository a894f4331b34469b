"""What is typed about who is in the room."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from trellis_web.calibration.forms.people import NamedPersonField, PeopleForm
from trellis_web.calibration.models import Member
from trellis_web.reviews.models import Participant

Part = Member.Part
PARTS = [(part.value, part.label) for part in Part]


class MemberForm(PeopleForm):
    """Somebody who takes part."""

    person = NamedPersonField(label=_("Who"), help_text=_("Full name or e-mail address."))
    part = forms.ChoiceField(label=_("As"), choices=PARTS, initial=Part.MEMBER)


class FacilitationForm(PeopleForm):
    """Who facilitates from now on."""

    to = NamedPersonField(
        label=_("Who facilitates from now on"), help_text=_("Full name or e-mail address.")
    )
    reason = forms.CharField(label=_("Why"), max_length=500)


class ConflictForm(forms.Form):
    """Of whom one does not speak, and why."""

    participant = forms.ChoiceField(label=_("About whom"))
    conflict_reason = forms.CharField(
        label=_("Why you leave this to the others"),
        max_length=500,
        help_text=_("For example that you are related. The room reads it."),
    )

    def __init__(self, *args: Any, people: "QuerySet[Participant]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        names = [(key, each.person.name) for key, each in self.people.items()]
        self.fields["participant"].choices = names  # type: ignore[attr-defined]

    def clean_participant(self) -> Participant:
        """The participant who was chosen."""
        return self.people[self.cleaned_data["participant"]]
