"""What people send when they publish: a note, and what became of the statements."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.frameworks.queries.questions import Question

FATE = "fate-"
FORM = "publication"
"""The id of the form: its questions stand elsewhere on the page."""


class PublicationForm(forms.Form):
    """The note that every reader of the version sees; and for each question one answer.

    The proposal is chosen at first, so that publishing accepts it. A question that was not sent
    is accepted too.
    """

    note = forms.CharField(
        label=_("What changed, and why"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone in the family reads this sentence beside the new version."),
    )
    revision = forms.IntegerField(min_value=1, max_value=10**9, widget=forms.HiddenInput)

    def __init__(self, *args: Any, questions: Sequence[Question] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for each in questions:
            self.fields[f"{FATE}{each.key}"] = forms.ChoiceField(
                label=_("What became of it"),
                choices=each.options,
                required=False,
                widget=forms.Select(attrs={"form": FORM}),
            )

    def asked(self) -> list[tuple[Question, forms.BoundField]]:
        """Questions that want a look, each with its field."""
        return [(q, self[f"{FATE}{q.key}"]) for q in self.questions if not q.is_plain]

    def plain(self) -> list[tuple[Question, forms.BoundField]]:
        """Sentences that were only reworded, each with its field."""
        return [(q, self[f"{FATE}{q.key}"]) for q in self.questions if q.is_plain]

    def choices(self) -> dict[str, str]:
        """What was chosen otherwise than proposed, by the first old id."""
        sent = {k.removeprefix(FATE): v for k, v in self.cleaned_data.items() if k[:5] == FATE}
        return {key: value for key, value in sent.items() if value}
