"""What people send about reviews: one answer per competency, a round, a reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from trellis_web.frameworks.models import Family
from trellis_web.reviews.models import Cycle, Exemption, Next
from trellis_web.reviews.rules import Answer, Question

UNSEEN = "unseen"
LONGEST = 10_000


class RatingForm(forms.Form):
    """One answer. Its fields are prefixed with the id of the competency."""

    score = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    step = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    next = forms.ChoiceField(required=False, widget=forms.RadioSelect, choices=Next.choices)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        question: Question,
        scale: tuple[str, ...],
        data: QueryDict | None = None,
        initial: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, prefix=question.slug, initial=initial)
        unseen = (UNSEEN, _("Not enough seen"))
        words = [(str(score), word) for score, word in enumerate(scale, start=1)]
        self._offer("score", [*words, unseen], is_asked=not question.is_stepped)
        steps = [(step, step.replace("-", " ").capitalize()) for step in question.competency.steps]
        self._offer("step", [*steps, unseen], is_asked=question.is_stepped)
        if not question.is_scored and not question.is_stepped:
            del self.fields["score"]
        if not question.asks_next:
            del self.fields["next"]

    def _offer(self, name: str, choices: list[tuple[str, Any]], *, is_asked: bool) -> None:
        if is_asked:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    @property
    def is_changed(self) -> bool:
        """Whether this answer was sent at all, and differs from what is stored."""
        return self.add_prefix("reason") in self.data and self.has_changed()

    @property
    def answer(self) -> Answer:
        """The answer that was sent; only of a valid form."""
        said = self.cleaned_data
        score, step = said.get("score", ""), said.get("step", "")
        is_unseen = UNSEEN in (score, step)
        return Answer(
            score=int(score) if score and not is_unseen else None,
            step="" if is_unseen else step,
            next=said.get("next", ""),
            is_unseen=is_unseen,
            reason=said["reason"],
        )


def initial_of(answer: Answer) -> dict[str, str]:
    """A stored answer as the values of the form."""
    score = UNSEEN if answer.is_unseen else str(answer.score or "")
    step = UNSEEN if answer.is_unseen else answer.step
    return {"score": score, "step": step, "next": answer.next, "reason": answer.reason}


class SheetForm(forms.Form):
    """What a sheet holds beside its answers."""

    summary = forms.CharField(
        label=_("In a few sentences"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    revision = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)


def rating_forms(
    questions: Mapping[str, Question],
    scale: tuple[str, ...],
    answers: Mapping[str, Answer],
    data: QueryDict | None = None,
) -> dict[str, RatingForm]:
    """One form per question: with what was sent, or with what is stored."""
    return {
        slug: RatingForm(question, scale, data, initial=initial_of(answers.get(slug, Answer())))
        for slug, question in questions.items()
    }


class CycleForm(forms.Form):
    """A new round."""

    title = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Cycle.Kind.choices,
        initial=Cycle.Kind.REVIEW,
        help_text=_(
            "A review gives ratings; a check-in only says what was seen of the next level."
        ),
    )
    from_on = forms.DateField(label=_("First day of the period"), widget=forms.DateInput)
    to_on = forms.DateField(label=_("Last day of the period"), widget=forms.DateInput)
    due_on = forms.DateField(label=_("Reviews are due on"), widget=forms.DateInput)
    families = forms.ModelMultipleChoiceField(
        label=_("Job families"), queryset=Family.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    seq = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_(
            "Leave empty for the next one. Leave a number out when a round was skipped: a run of"
            " results breaks there."
        ),
    )

    def __init__(self, *args: Any, families: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["families"].queryset = families  # type: ignore[attr-defined]
        for name in ("from_on", "to_on", "due_on"):
            self.fields[name].widget.input_type = "date"

    def clean(self) -> dict[str, Any]:
        """The period ends after it starts."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if first and last and last <= first:
            self.add_error("to_on", ValidationError(_("The period must end after it starts.")))
        return cleaned


class ExemptionForm(forms.Form):
    """Who is left out of a round or away during it, and why."""

    person = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    kind = forms.ChoiceField(choices=Exemption.Kind.choices)
    reason = forms.CharField(label=_("Reason"), max_length=500)


class ReopeningForm(forms.Form):
    """Why a review goes back to its author."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The author reads it, and it is kept with the review."),
    )


class ReleaseForm(forms.Form):
    """The confirmation that people without a review get no result."""

    is_confirmed = forms.BooleanField(
        required=False, label=_("Release without them: they get no result in this round.")
    )

    def __init__(self, *args: Any, has_missing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_missing:
            self.fields["is_confirmed"].required = True
            self.fields["is_confirmed"].error_messages["required"] = _(
                "Some reviews are missing. Wait for them, or confirm that these people get no"
                " result."
            )
        else:
            del self.fields["is_confirmed"]
