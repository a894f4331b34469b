"""What is typed to change a rating."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from trellis_web.calibration.queries.cells import Panel
from trellis_web.calibration.rules import Mark
from trellis_web.calibration.rules.marks import LONGEST
from trellis_web.reviews.models import Next


class RatingForm(forms.Form):
    """A rating, the sentence that it rests on, and both reasons. `turn`: what the page has seen."""

    turn = forms.IntegerField(min_value=0, max_value=32_767, widget=forms.HiddenInput)
    score = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        choices=[(n, str(n)) for n in range(1, 6)],
        widget=forms.RadioSelect,
    )
    step = forms.ChoiceField(label=_("Step"), required=False)
    next = forms.ChoiceField(required=False, choices=Next.choices)
    statement = forms.ChoiceField(
        label=_("The sentence it rests on"),
        error_messages={
            "required": _("Choose the sentence of the framework that the change rests on.")
        },
    )
    reason = forms.CharField(
        label=_("Reason for the room"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in the room why the rating changes.")},
    )
    employee_reason = forms.CharField(
        label=_("What the person will read"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what the person will read about it.")},
    )
    looked_at = forms.TypedMultipleChoiceField(
        label=_("Looked at"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, panel: Panel, data: Any = None, *, to: int | None = None) -> None:
        self.panel, spot = panel, panel.spot
        stored = {"score": to or spot.mark.score, "step": spot.mark.step, "next": spot.mark.next}
        super().__init__(data, initial=stored | {"turn": spot.turn}, auto_id="panel-%s")
        question = spot.question
        choices: dict[str, Iterable[tuple[Any, Any]]] = {
            "step": [(step, step.capitalize()) for step in question.competency.steps],
            "statement": [("", _("Choose a sentence")), *_cut(spot.wordings)],
            "looked_at": [(note.pk, Truncator(note.text).words(14)) for note in panel.notes],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        if to:
            self.fields["reason"].widget.attrs["data-focus"] = True

    @cached_property
    def wish(self) -> Mark:
        """The rating that was chosen."""
        cleaned = self.cleaned_data
        return Mark(cleaned["score"], cleaned["step"], cleaned["next"])


class UndoingForm(forms.Form):
    """Why a change is taken back."""

    reason = forms.CharField(
        label=_("Why it is taken back"),
        max_length=LONGEST,
        error_messages={"required": _("Say in the room why the change is taken back.")},
    )


def _cut(wordings: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Sentences short enough for a list; the whole of each stands above it."""
    return ((key, Truncator(text).chars(90)) for key, text in wordings.items())
