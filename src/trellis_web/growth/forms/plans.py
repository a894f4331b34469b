"""What people type about their plans and talks."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.growth.models import PlanAction, PlanActionTag
from trellis_web.growth.queries.colleagues import colleagues
from trellis_web.growth.queries.tags import Tags
from trellis_web.growth.rules.evidence import Tag
from trellis_web.growth.rules.plans import Task
from trellis_web.people.models import Person

LONGEST = 500
KINDS = {PlanActionTag.Kind.COMPETENCY, PlanActionTag.Kind.STATEMENT}


class TaskFields(forms.Form):
    """What every action says."""

    text = forms.CharField(
        label=_("What is to be done"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in one sentence what is to be done.")},
    )
    kind = forms.ChoiceField(
        label=_("How it helps"), choices=PlanAction.Kind.choices, initial=PlanAction.Kind.WORK
    )
    due_on = forms.DateField(
        label=_("By"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Give a day by which it is done.")},
    )


class ProposalForm(TaskFields):
    """An action that is proposed for one competency; nothing of it counts unless it is taken."""

    take = forms.BooleanField(label=_("Take it into the plan"), required=False, initial=True)

    def __init__(
        self, *args: Any, name: str, tag: Tag, is_opportunity: bool, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.name, self.tag, self.is_opportunity, self.today = name, tag, is_opportunity, today
        if self.is_bound and not self.data.get(self.add_prefix("take")):
            for field in self.fields.values():
                field.required = False

    def clean_due_on(self) -> date | None:
        """A day to come."""
        return _to_come(self.cleaned_data["due_on"], self.today)

    @property
    def task(self) -> Task | None:
        """The action, of a valid form that was taken."""
        said = self.cleaned_data
        if not said["take"]:
            return None
        return Task(
            said["text"],
            said["kind"],
            said["due_on"],
            is_managers=self.is_opportunity,
            is_opportunity=self.is_opportunity,
            tags=(self.tag,),
        )


class ActionForm(TaskFields):
    """One action. `mentor` is found by name or e-mail address."""

    mentor = forms.CharField(
        label=_("With whom"),
        required=False,
        max_length=254,
        help_text=_("Name or e-mail address of a mentor, if there is one."),
    )

    def __init__(self, *args: Any, actor: Person, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.today = actor, today

    def clean_due_on(self) -> date | None:
        """A day to come; the stored one may have passed."""
        day: date | None = self.cleaned_data["due_on"]
        return day if day == self.initial.get("due_on") else _to_come(day, self.today)

    def clean_mentor(self) -> Person | None:
        """The one person who is meant."""
        words: str = self.cleaned_data["mentor"].replace("\0", "").strip()
        found = colleagues(words, to=self.actor, without=(), today=self.today)
        named = [each for each in found if each.name.casefold() == words.casefold()] or found
        if words and len(named) != 1:
            raise forms.ValidationError(
                _("Nobody, or more than one person, is called “%(words)s”. Use the e-mail address.")
                % {"words": words}
            )
        return Person.objects.get(pk=named[0].pk) if words else None


class NewActionForm(ActionForm):
    """One more action, with who does it and what it is about."""

    is_managers = forms.BooleanField(label=_("The manager does it"), required=False)
    about = forms.ChoiceField(label=_("What it is about"), required=False)

    def __init__(self, *args: Any, offered: Tags, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (title, [(str(tag), offered.names[tag]) for tag in tags if tag.kind in KINDS])
            for title, tags in offered.groups
        ]
        about = cast("forms.ChoiceField", self.fields["about"])
        about.choices = [("", _("Nothing in particular")), *(each for each in choices if each[1])]

    @property
    def task(self) -> Task:
        """The action, of a valid form."""
        said = self.cleaned_data
        about = (Tag.parse(said["about"]),) if said["about"] else ()
        names = ("text", "kind", "due_on", "is_managers", "mentor")
        return Task(**{name: said[name] for name in names}, tags=about)


class DroppingForm(forms.Form):
    """Why an action is not going to be done."""

    reason = forms.CharField(
        label=_("Why it is dropped"),
        max_length=LONGEST,
        error_messages={"required": _("Say why: both of you read it later.")},
    )


class TalkForm(forms.Form):
    """When the two talked."""

    held_on = forms.DateField(
        label=_("We talked on"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_held_on(self) -> date:
        """Today or earlier."""
        day: date = self.cleaned_data["held_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come. Give the day you talked."))
        return day


def _to_come(day: date | None, today: date) -> date | None:
    if day and day < today:
        raise forms.ValidationError(_("This day has passed. Give one that is still to come."))
    return day
