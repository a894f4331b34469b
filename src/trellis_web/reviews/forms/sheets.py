"""What authors send: answers, closing words, a reason to give a review back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from trellis_web.reviews.models import Next
from trellis_web.reviews.queries import Item
from trellis_web.reviews.rules import Answer, Question, Sent, SentText
from trellis_web.reviews.rules.merging import base_of, parts_of

UNSEEN = "unseen"
LONGEST = 10_000
TOO_LONG = _(
    "This has %(show_value)d characters, and 10,000 fit. Shorten it; until then it is not saved."
)


class Words(forms.CharField):
    """A long text. A line ends the same whichever way it was sent, so that lengths agree."""

    def __init__(self, rows: int, **kwargs: Any) -> None:
        kwargs |= {"required": False, "max_length": LONGEST}
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(error_messages={"max_length": TOO_LONG}, **kwargs)
        self.widget.attrs.pop("maxlength", None)  # The browser would cut what is pasted.

    def to_python(self, value: Any) -> str:
        """The text with plain line ends."""
        return super().to_python(value.replace("\r\n", "\n") if value else value) or ""


class Keys(forms.MultipleChoiceField):
    """Keys of notes; which of them may be cited is decided where they are stored."""

    def valid_value(self, value: str) -> bool:
        """Whether it can be a key at all."""
        return value.isascii() and value.isdigit() and len(value) < 19


class RatingForm(forms.Form):
    """One answer. Its fields are prefixed with the id of the competency."""

    score = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    step = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    next = forms.ChoiceField(required=False, widget=forms.RadioSelect, choices=Next.choices)
    reason = Words(3, label=_("Why"))
    cites = Keys(required=False)
    base = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(
        self,
        question: Question,
        scale: tuple[str, ...],
        data: QueryDict | None = None,
        initial: dict[str, Any] | None = None,
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
        """Whether this answer was sent at all, and differs from what the page showed."""
        return self.add_prefix("reason") in self.data and self.changed_data not in ([], ["base"])

    @property
    def sent(self) -> Sent:
        """The answer that was sent; only of a valid form."""
        said = self.cleaned_data
        score, step = said.get("score", ""), said.get("step", "")
        is_unseen = UNSEEN in (score, step)
        answer = Answer(
            score=int(score) if score and not is_unseen else None,
            step="" if is_unseen else step,
            next=said.get("next", ""),
            is_unseen=is_unseen,
            reason=said["reason"],
        )
        return Sent(answer, frozenset(map(int, said["cites"])), said["base"] or NOTHING)


NOTHING = base_of(parts_of(Answer(), ()))
"""The base of a page that says none: it is taken to have shown an empty answer."""


def initial_of(item: Item) -> dict[str, Any]:
    """An answer, or the proposal in place of one, as the values of the form."""
    answer = item.shown
    score = UNSEEN if answer.is_unseen else str(answer.score or "")
    step = UNSEEN if answer.is_unseen else answer.step
    said = {"score": score, "step": step, "next": answer.next, "reason": answer.reason}
    return said | {"cites": [str(key) for key in sorted(item.said.cites)], "base": item.base}


class SheetForm(forms.Form):
    """What a sheet holds beside its answers."""

    summary = Words(4, label=_("In a few sentences"))
    base = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def add_prefix(self, field_name: str) -> str:
        """The base stands beside those of the answers, under the name of its text."""
        return "summary-base" if field_name == "base" else field_name

    @property
    def sent(self) -> SentText | None:
        """The closing words that were sent; None when the page did not send any."""
        if "summary" not in self.data:
            return None
        said = self.cleaned_data
        return SentText(said["summary"], said["base"] or base_of({"text": ""}))


def rating_forms(items: Mapping[str, Item], data: QueryDict | None = None) -> dict[str, RatingForm]:
    """One form per question: with what was sent, or with what is stored or proposed."""
    return {
        slug: RatingForm(item.question, item.scale, data, initial=initial_of(item))
        for slug, item in items.items()
    }


class ReopeningForm(forms.Form):
    """Why a review goes back to its author."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The author reads it, and it is kept with the review."),
    )
