"""What people send while writing together: comments, suggestions, answers, parts, signatures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis.framework.resolve import ResolvedFramework
from trellis_web.frameworks.rules import LONGEST
from trellis_web.people.models import Person

TOO_LONG = {
    "max_length": _(
        "This has %(show_value)s characters; at most %(limit_value)s are kept. Shorten it."
    )
}


def _area(name: str, label: Any, rows: int, **more: Any) -> forms.CharField:
    """A text of some lines, as long as `LONGEST` allows."""
    return forms.CharField(
        label=label,
        max_length=LONGEST[name],
        error_messages=TOO_LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )


class CommentForm(forms.Form):
    """A comment, or an answer to one."""

    text = _area("comment", _("Comment"), 2)


class SuggestionForm(forms.Form):
    """Other sentences for a cell, and why."""

    text = _area("text", _("The sentences as you would have them"), 4, help_text=_("One a line."))
    reason = _area("reason", _("Why (optional)"), 2, required=False)


class RejectionForm(forms.Form):
    """Why a suggestion stays out."""

    answer = _area(
        "answer", _("Why not"), 2, help_text=_("The author of the suggestion reads this.")
    )


class AcceptanceForm(forms.Form):
    """The digest of the cell as the decider saw it."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class AssignmentForm(forms.Form):
    """Who writes what until when."""

    author = forms.ChoiceField(label=_("Author"))
    competency = forms.ChoiceField(label=_("Competency"))
    first_level = forms.ChoiceField(label=_("From level"), required=False)
    last_level = forms.ChoiceField(label=_("To level"), required=False)
    due_on = forms.DateField(label=_("Due"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(
        self, *args: Any, framework: ResolvedFramework, authors: list[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.authors = {str(person.pk): person for person in authors}
        levels = [(level.id, f"{level.id} {level.title}") for level in framework.levels.values()]
        self._offer("author", [(key, person.name) for key, person in self.authors.items()])
        self._offer("competency", [(each.id, each.title) for each in framework.competencies])
        self._offer("first_level", [("", _("the first")), *levels])
        self._offer("last_level", [("", _("the last")), *levels])

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def values(self) -> dict[str, Any]:
        """What was chosen, with the person who is to write."""
        return self.cleaned_data | {"author": self.authors[self.cleaned_data["author"]]}


class SignedParts(forms.MultipleChoiceField):
    """Any parts; whether they are those of the draft is decided while signing."""

    def valid_value(self, value: str) -> bool:
        """A digest, a space, a name."""
        return len(value) <= 200 and " " in value


class SignatureForm(forms.Form):
    """The parts that somebody signs, each as `digest name`, so that it is known what they read."""

    part = SignedParts()

    def seen(self) -> dict[str, str]:
        """The digest of each signed part by its name."""
        pairs = (value.partition(" ") for value in self.cleaned_data["part"])
        return {name: digest for digest, _space, name in pairs}
