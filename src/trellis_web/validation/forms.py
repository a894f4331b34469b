"""What is sent about a panel, and by its panelists."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from trellis.framework.model import Level, Statement
from trellis.library.vignettes import Example
from trellis_web.people.models import Person
from trellis_web.validation.models import Panelist
from trellis_web.validation.queries.asked import Question

CANNOT_TELL = "cannot"
LONGEST = 4000


class PanelForm(forms.Form):
    """What a new panel asks beside the ratings."""

    asks_order = forms.BooleanField(
        label=_("Sort sentences of neighbouring levels without seeing which level they are from"),
        required=False,
        initial=True,
    )
    asks_team = forms.BooleanField(
        label=_("Let managers say at which level each of their own reports is today"),
        required=False,
    )


class PanelistForm(forms.Form):
    """Somebody to ask."""

    person = forms.ModelChoiceField(
        label=_("Person"), queryset=Person.objects.none(), empty_label=_("Choose a person")
    )
    group = forms.ChoiceField(
        label=_("Asked as"),
        choices=[
            (Panelist.Group.MANAGER, _("manager")),
            (Panelist.Group.SENIOR, _("senior individual contributor")),
        ],
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class LevelForm(forms.Form):
    """At which level of the draft something is rated."""

    level = forms.ChoiceField(label=_("Rated against the sentences of"))

    def __init__(self, *args: Any, levels: Sequence[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (each.id, f"{each.id}, {each.title}") for each in levels
        ]


class ExampleForm(LevelForm):
    """A description from the library."""

    example = forms.ChoiceField(label=_("Description from the library"))

    def __init__(self, *args: Any, examples: Sequence[Example], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["example"].choices = [  # type: ignore[attr-defined]
            (each.id, f"{each.title}: {each.text[:60].rsplit(' ', 1)[0]} …") for each in examples
        ]


class TextForm(LevelForm):
    """A description of one's own."""

    title = forms.CharField(label=_("Invented name"), max_length=200)
    text = forms.CharField(
        label=_("What they did in half a year"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "60 to 120 words of what was done. Leave things out: that one cannot tell"
            " from a text is an answer too."
        ),
    )


class SubjectForm(LevelForm):
    """A real person, rated only by panelists to whom they report."""

    subject = forms.ModelChoiceField(
        label=_("Person"), queryset=Person.objects.none(), empty_label=_("Choose a person")
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].queryset = people  # type: ignore[attr-defined]


class ScoresForm(forms.Form):
    """One answer per sentence about one vignette; each may be left for later."""

    def __init__(
        self, *args: Any, questions: Sequence[Question], scale: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        words = [(str(n), word) for n, word in enumerate(scale, start=1)]
        for each in questions:
            self.fields[each.statement.id] = forms.ChoiceField(
                choices=[*words, (CANNOT_TELL, _("Cannot tell from this"))],
                required=False,
                label=each.statement.text,
                widget=forms.RadioSelect,
            )

    def rows(self) -> list[tuple[Question, forms.BoundField]]:
        """Each sentence with its field."""
        return [(each, self[each.statement.id]) for each in self.questions]

    def scores(self) -> dict[str, int | None]:
        """What was answered, by sentence."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return {name: None if v == CANNOT_TELL else int(v) for name, v in said.items()}


class PlacingForm(forms.Form):
    """One of two levels for each sentence of a pair."""

    def __init__(
        self, *args: Any, statements: Sequence[Statement], levels: Sequence[Level], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for each in statements:
            self.fields[each.id] = forms.ChoiceField(
                choices=[(level.id, f"{level.id}, {level.title}") for level in levels],
                required=False,
                label=each.text,
                widget=forms.RadioSelect,
            )

    def levels(self) -> dict[str, str]:
        """The chosen level of each sentence that has one."""
        return {name: level for name, level in self.cleaned_data.items() if level}


class TeamForm(forms.Form):
    """A level for each of one's own reports."""

    def __init__(
        self, *args: Any, team: Sequence[Person], levels: Sequence[Level], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Not yet")), *((each.id, f"{each.id}, {each.title}") for each in levels)]
        for person in team:
            self.fields[f"person-{person.pk}"] = forms.ChoiceField(
                choices=choices, required=False, label=person.name
            )

    def levels(self) -> dict[int, str]:
        """The chosen level by key of the person; empty where there is none yet."""
        return {int(name.removeprefix("person-")): v for name, v in self.cleaned_data.items()}
