"""What an author sends: one answer per competency, the closing words, a reason to write again."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from trellis_web.reviews.models import Next
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


class ReopeningForm(forms.Form):
    """Why a review goes back to its author."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The author reads it, and it is kept with the review."),
    )
