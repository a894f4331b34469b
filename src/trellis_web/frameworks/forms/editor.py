"""What people send from the editor: a cell with its sentences, steps of the outline, authors."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trellis.framework.edit import Sentence
from trellis.framework.model import Statement
from trellis_web.frameworks.actions.cells import WRITTEN, CellText
from trellis_web.frameworks.queries.editor import OpenCell

LONGEST = 2_000
"""Characters of one sentence: a paste of a page is a paste into the wrong place."""
MOST = 60
"""Sentences of one cell; the longest published one has 32."""
CHOICES: dict[str, Promise] = {
    WRITTEN: _("Sentences"),
    "as_below": _("As the level below"),
    "not_expected": _("Not expected"),
    "todo": _("Still to write"),
}
TOO_LONG = _(
    "This has %(show_value)s characters, and one sentence has at most %(limit_value)s."
    " Put each sentence into a field of its own, or import a file."
)


class SentenceForm(forms.Form):
    """One sentence; without an id it is new."""

    id = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Sentence"),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_starred = forms.BooleanField(label=_("Starred"), required=False)
    is_removed = forms.BooleanField(label=_("Remove"), required=False)
    examples = forms.CharField(
        label=_("Examples, one a line"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, languages: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for language in languages:
            self.fields[f"text-{language}"] = forms.CharField(
                label=language,
                required=False,
                max_length=LONGEST,
                error_messages={"max_length": TOO_LONG},
                widget=forms.Textarea(attrs={"rows": 2, "lang": language}),
            )
            self.fields[f"current-{language}"] = forms.BooleanField(
                label=_("Still says the same"), required=False
            )

    def clean(self) -> dict[str, Any]:
        """A sentence that stands in the draft is removed on purpose, never by an empty field."""
        sent = super().clean() or {}
        is_empty = "text" not in self.errors and not sent.get("text")
        if is_empty and sent.get("id") and not sent.get("is_removed"):
            self.add_error("text", _("This sentence is empty now. Write it, or tick “Remove”."))
        return sent

    def sentence(self) -> Sentence | None:
        """The sentence; None for an empty field, and for one that is taken out."""
        sent = self.cleaned_data
        if not sent.get("text") or sent["is_removed"]:
            return None
        lines = (line.strip() for line in sent["examples"].splitlines())
        return Sentence(
            text=" ".join(sent["text"].split()),
            id=sent["id"],
            is_starred=sent["is_starred"],
            examples=tuple(line for line in lines if line),
            texts={each: sent[f"text-{each}"] for each in self.languages},
            current=frozenset(each for each in self.languages if sent[f"current-{each}"]),
        )


class CellForm(forms.Form):
    """What a cell is, and the digest of the cell that the writer had opened."""

    digest = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    theirs = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    keep = forms.ChoiceField(
        required=False, choices=[(each, each) for each in ("mine", "theirs", "both")]
    )
    choice = forms.ChoiceField(
        label=_("What this level asks for"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, cell: OpenCell, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["choice"]
        field.choices = _choices(cell)
        if not cell.editing.may_outline:
            writers = {cell.choice, WRITTEN, "todo"}
            field.widget.choices = [each for each in field.choices if each[0] in writers]


def _choices(cell: OpenCell) -> list[tuple[str, Promise | str]]:
    """What the cell can be: one of its steps, where it has steps, or sentences of its own."""
    own: dict[str, Promise | str] = {WRITTEN: CHOICES[WRITTEN]}
    steps: dict[str, Promise | str] = {step: step for step in cell.competency.steps}
    statuses = {value: label for value, label in CHOICES.items() if value != WRITTEN}
    return list(((steps or own) | statuses).items())


def sentence_forms(data: Any, cell: OpenCell) -> Any:
    """The sentences of the cell and one empty field; bound to `data` where something was sent."""
    made = forms.formset_factory(SentenceForm, extra=1, max_num=MOST, absolute_max=MOST)
    return made(
        data,
        prefix="s",
        initial=None if data else [_initial(each) for each in cell.statements],
        form_kwargs={"languages": cell.editing.languages},
    )


def _initial(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "text": statement.text,
        "is_starred": statement.star,
        "examples": "\n".join(statement.examples),
    } | {f"text-{language}": text for language, text in statement.texts.items()}


def wanted_of(cell: OpenCell, form: CellForm, sentences: Any) -> CellText:
    """What was sent, as the action takes it."""
    written = (each.sentence() for each in sentences)
    return CellText(
        cell.competency.id,
        cell.level.id,
        form.cleaned_data["choice"],
        tuple(each for each in written if each is not None),
    )


class SilenceForm(forms.Form):
    """Why a rule is left out at one sentence."""

    reason = forms.CharField(max_length=500)


class PartForm(forms.Form):
    """A new part of the outline, or other words for one."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    part = forms.CharField(label=_("Short name, such as L4"), max_length=100, required=False)
    track = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)
    scope = forms.CharField(label=_("Scope"), max_length=500, required=False)
    summary = forms.CharField(label=_("In a sentence"), max_length=500, required=False)
    kind = forms.CharField(max_length=20, required=False)


class PlaceForm(forms.Form):
    """Where a part goes."""

    to = forms.IntegerField(min_value=0, max_value=10_000)


class IncludesForm(forms.Form):
    """The families whose competencies are included, and what of them is left out here."""

    include = forms.MultipleChoiceField(
        label=_("Included families"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hide = forms.MultipleChoiceField(
        label=_("Left out here"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        families: Sequence[tuple[str, str]],
        competencies: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["include"]
        hidden: Any = self.fields["hide"]
        chosen.choices, hidden.choices = families, competencies


class AuthorForm(forms.Form):
    """Somebody, and their part in the framework. An empty part ends it."""

    ROLES = (
        ("owner", _("Owner: decides what is published")),
        ("writer", _("Writer: writes sentences and signs them")),
        ("co_author", _("Co-author: comments and suggests")),
    )

    email = forms.CharField(label=_("E-mail of a colleague"), max_length=254)
    role = forms.ChoiceField(
        label=_("Part"), required=False, initial="writer", choices=[*ROLES, ("", _("No part"))]
    )
