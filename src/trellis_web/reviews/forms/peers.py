"""What people send about colleagues: whom to ask, why not, and the anonymous form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from trellis_web.reviews.forms.sheets import UNSEEN, RatingForm
from trellis_web.reviews.rules import Answer, Question


class PeerForm(forms.Form):
    """Whom to ask."""

    peer = forms.IntegerField(min_value=1, max_value=2**62)


class ReasonForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        error_messages={"required": _("Give a reason in one sentence.")},
    )


class RevisionForm(forms.Form):
    """Which state of the form the page showed."""

    revision = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)


def ballot_forms(
    questions: Mapping[str, Question],
    scale: tuple[str, ...],
    answers: Mapping[str, Answer],
    data: QueryDict | None = None,
) -> dict[str, RatingForm]:
    """One form per question: with what was sent, or with what is stored."""
    return {
        slug: RatingForm(question, scale, data, initial=_initial(answers.get(slug, Answer())))
        for slug, question in questions.items()
    }


def _initial(answer: Answer) -> dict[str, Any]:
    score = UNSEEN if answer.is_unseen else str(answer.score or "")
    step = UNSEEN if answer.is_unseen else answer.step
    return {"score": score, "step": step, "next": answer.next, "reason": answer.reason}
