"""Asking for an endorsement or for support, and answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.people.models import Person
from trellis_web.promotions.forms.fields import NamingForm, day, someone, words
from trellis_web.promotions.models import Backer


class BackerForm(NamingForm):
    """Whom to ask for what, and until when."""

    part = forms.ChoiceField(label=_("What for"), choices=Backer.Part.choices)
    person = someone(_("Whom"))
    due_on = day(_("Answer by"))

    def clean_person(self) -> Person | None:
        """Somebody who is here."""
        return self.named("person")


class BackingForm(forms.Form):
    """What somebody says who was asked."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    text = words(
        _("What you saw, in at least three sentences"),
        rows=6,
        help_text=_("The person reads it. A refusal has its reason here."),
        error_messages={"required": _("Write what you saw, or why you refuse.")},
    )

    def __init__(self, *args: Any, part: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = _("I endorse it") if part == Backer.Part.ENDORSER else _("I support it")
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            (Backer.Answer.GIVEN, given),
            (Backer.Answer.REFUSED, _("I do not, for a reason")),
        ]
