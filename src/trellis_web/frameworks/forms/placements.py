"""Which level people and titles get."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.frameworks.queries.placements import Choices, TitleGroup


class TitlesForm(forms.Form):
    """The level that each job title stands for; an empty choice leaves people where they are."""

    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(
        self, *args: Any, groups: Sequence[TitleGroup], choices: Choices, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.fields["since"].initial = today
        for n, group in enumerate(groups):
            self.fields[f"place-{n}"] = forms.ChoiceField(
                choices=[("", _("Not yet")), *choices],
                initial=group.place,
                required=False,
                label=group.title or _("No title"),
            )

    def rows(self) -> list[tuple[TitleGroup, forms.BoundField]]:
        """Each title with its field."""
        return [(group, self[f"place-{n}"]) for n, group in enumerate(self.groups)]

    def places(self) -> dict[str, str]:
        """The chosen place of each title for which one was chosen."""
        chosen = {g.title: self.cleaned_data[f"place-{n}"] for n, g in enumerate(self.groups)}
        return {title: place for title, place in chosen.items() if place}


class PlacementForm(forms.Form):
    """Where one person stands."""

    place = forms.ChoiceField(label=_("Level"))
    title = forms.CharField(label=_("Job title, if it changes"), max_length=200, required=False)
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    level_since = forms.DateField(
        label=_("At this level since, if earlier"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    cause = forms.ChoiceField(
        label=_("Why"),
        choices=[
            ("levelling", _("first levelling")),
            ("correction", _("correction")),
            ("transfer", _("transfer")),
        ],
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = choices  # type: ignore[attr-defined]
