"""The decision, an override, an objection."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis.readiness.criteria import State
from trellis_web.people.models import Person
from trellis_web.promotions.forms.fields import (
    ChangedForm,
    NamingForm,
    day,
    reason,
    someone,
    words,
)
from trellis_web.promotions.models import Outcome
from trellis_web.promotions.queries.criteria import Standing
from trellis_web.promotions.rules.verdicts import Verdict, Weighed
from trellis_web.promotions.rules.wording import WORDS

FALLING = (State.NOT_MET, State.NOT_EVIDENCED, State.NO_OPPORTUNITY)
"""What a committee can find of its own; that something is met is shown in the case first."""


class DecisionForm(ChangedForm, NamingForm):
    """What was decided, word for word as the person reads it, with each criterion."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Outcome.PROMOTED, _("Promoted")),
            (Outcome.NOT_YET, _("Not yet")),
            (Outcome.NO_SEAT, _("Criteria met, no place yet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was decided.")},
    )
    text = words(
        _("The decision in words"),
        rows=6,
        max_length=10_000,
        help_text=_("The person reads exactly this, and nothing else from the room."),
        error_messages={"required": _("Write what was decided and why.")},
    )
    effective_on = day(_("From when"), required=False)
    title = forms.CharField(
        label=_("Job title"),
        required=False,
        max_length=200,
        help_text=_("Empty: the title of the level."),
    )
    recheck_on = day(_("Looked at again on"), required=False)
    owner = someone(_("Who looks after the place"), required=False)

    def __init__(self, *args: Any, standings: Sequence[Standing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standings = standings
        for n, each in enumerate(standings):
            if not each.is_computed and not each.is_waived:
                states = dict.fromkeys((each.state, *FALLING))
                self.fields[f"state-{n}"] = forms.ChoiceField(
                    label=_("How it stands"),
                    choices=[(state.value, WORDS[state]) for state in states],
                    initial=each.state.value,
                )
            self.fields[f"reason-{n}"] = words(
                _("Why, where more is to be said"), rows=2, required=False
            )

    def clean_owner(self) -> Person | None:
        """Whom the person asks about the place."""
        return self.named("owner")

    def criteria(self) -> Iterator[tuple[Standing, list[forms.BoundField]]]:
        """Each criterion with its fields."""
        for n, each in enumerate(self.standings):
            names = (f"state-{n}", f"reason-{n}")
            yield each, [self[name] for name in names if name in self.fields]

    def verdict(self) -> Verdict:
        """What a valid form says."""
        data = self.cleaned_data
        weighed = {
            each.criterion: Weighed(data.get(f"state-{n}", each.state.value), data[f"reason-{n}"])
            for n, each in enumerate(self.standings)
        }
        names = ("outcome", "text", "effective_on", "recheck_on", "owner", "title")
        return Verdict(**{name: data[name] for name in names}, criteria=weighed)


class OverrideForm(forms.Form):
    """Why somebody should be promoted with a criterion unmet."""

    reason = reason(
        _("Why the promotion is right although a criterion is not met"),
        help_text=_("Somebody else has to agree. Every report says that it was an override."),
    )


class AnswerForm(forms.Form):
    """Agreeing to what somebody else asked, or not."""

    answer = forms.ChoiceField(choices=[("yes", ""), ("no", "")])

    @property
    def is_yes(self) -> bool:
        """Whether a valid form agrees."""
        return bool(self.cleaned_data["answer"] == "yes")


class AppealForm(forms.Form):
    """What the person objects to."""

    text = words(
        _("What should be looked at again, and why"),
        rows=6,
        max_length=10_000,
        error_messages={"required": _("Say what should be looked at again.")},
    )
