"""What people type about their evidence. Each form gives what an action takes."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trellis_web.growth.queries.tags import Tags
from trellis_web.growth.rules.evidence import ENDORSEMENT_MINIMUM, Tag

TEXT = 4_000


class TagsField(forms.MultipleChoiceField):
    """Several `kind:family:key`; gives `Tag`s."""

    def clean(self, value: Any) -> list[Tag]:
        """The tags, each once."""
        return [Tag.parse(each) for each in dict.fromkeys(super().clean(value))]


@dataclass(frozen=True, slots=True)
class Choice:
    """A tag that can be ticked."""

    value: str
    name: str
    is_chosen: bool


class EvidenceForm(forms.Form):
    """One note. Only the words are asked for."""

    text = forms.CharField(
        label=_("What did you do, and what changed because of it?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write one sentence on what you did.")},
    )
    happened_on = forms.DateField(
        label=_("When"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Today, if you leave it empty."),
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("To the document, ticket or change. Readers need their own access to it."),
    )
    is_ongoing = forms.BooleanField(
        label=_("Still going on"),
        required=False,
        help_text=_("Then it does not grow old."),
    )
    tags = TagsField(label=_("What it shows"), required=False)

    def __init__(self, *args: Any, offered: Tags, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered, self.today = offered, today
        cast("TagsField", self.fields["tags"]).choices = [
            (str(tag), name) for tag, name in offered.names.items()
        ]

    @property
    def sentence(self) -> str:
        """The first thing that is wrong."""
        return next((str(each) for errors in self.errors.values() for each in errors), "")

    @property
    def groups(self) -> list[tuple[str, list[Choice]]]:
        """What is chosen or suggested by the words, then the offered tags, under headings."""
        first = {choice.value for choice in self.suggested}
        groups = [
            (str(title), [self._choice(tag) for tag in tags if str(tag) not in first])
            for title, tags in self.offered.groups
        ]
        groups = [(gettext("Chosen, or suggested by your words"), self.suggested), *groups]
        return [(title, choices) for title, choices in groups if choices]

    @property
    def suggested(self) -> list[Choice]:
        """The chosen tags, and those that the words seem to speak about."""
        chosen = self._chosen
        near = self.offered.suggested(str(self["text"].value() or ""))
        picked = [tag for tag in self.offered.names if str(tag) in chosen]
        return [self._choice(tag) for tag in dict.fromkeys((*picked, *near))]

    @property
    def _chosen(self) -> set[str]:
        return set(self["tags"].value() or ())

    def _choice(self, tag: Tag) -> Choice:
        return Choice(str(tag), self.offered.names[tag], str(tag) in self._chosen)

    def clean_happened_on(self) -> date:
        """Today when empty; never a day to come."""
        day: date = self.cleaned_data["happened_on"] or self.today
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come. Give the day it happened."))
        return day


class ColleagueForm(forms.Form):
    """Whom to ask."""

    colleague = forms.IntegerField(min_value=1, max_value=2**62)


class CommentForm(forms.Form):
    """A few words with an answer."""

    comment = forms.CharField(
        label=_("Your words (optional)"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class EndorsementForm(forms.Form):
    """Why the manager backs the move."""

    text = forms.CharField(
        label=_("Why do you endorse this move?"),
        min_length=ENDORSEMENT_MINIMUM,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Three sentences are enough: what they did, where you saw it, and why you expect it to"
            " last. They can read it."
        ),
        error_messages={
            "required": _("Write why you endorse this move: about three sentences."),
            "min_length": _(
                "This is too short to give a reason. Write about three sentences: at least"
                " %(limit_value)d characters."
            ),
        },
    )


class MetricFileForm(forms.Form):
    """A file of figures."""

    file = forms.FileField(
        label=_("CSV file"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": _("Choose a CSV file."), "empty": _("This file is empty.")},
    )


class MetricImportForm(forms.Form):
    """The text that was previewed, and whether rows with problems are left out."""

    text = forms.CharField(strip=False, max_length=8_000_000, widget=forms.HiddenInput)
    without_bad_rows = forms.BooleanField(
        label=_("Leave out the rows with problems"), required=False
    )
