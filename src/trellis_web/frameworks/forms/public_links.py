"""What HR sends to open a framework to the world."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trellis.site import Allowed
from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries.public import OFFERED

WORDS: dict[Allowed, Promise] = {
    Allowed.SCOPES: _("Scopes of levels"),
    Allowed.STARS: _("Which sentences are starred"),
    Allowed.STATEMENTS: _("Sentences"),
    Allowed.SUMMARIES: _("Summaries of competencies"),
    Allowed.TITLES: _("Titles of levels"),
}


class PublicLinkForm(forms.Form):
    """Which family, what it is called, what it shows and until when."""

    family: Any = forms.ModelChoiceField(
        label=_("Framework"), queryset=Family.objects.none(), to_field_name="slug"
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("For you: where the link stands, such as “Careers page”."),
    )
    allow = forms.MultipleChoiceField(
        label=_("Shows, beside the names of tracks, levels and competencies"),
        choices=[(word.value, WORDS[word]) for word in OFFERED],
        initial=[word.value for word in OFFERED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    last_day = forms.DateField(
        label=_("Until (optional)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The last day on which the link answers. You can end it at any time."),
    )

    def __init__(self, *args: Any, families: QuerySet[Family], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family"].queryset = families  # type: ignore[attr-defined]

    def clean_allow(self) -> list[Allowed]:
        """The chosen words as such."""
        return [Allowed(word) for word in self.cleaned_data["allow"]]

    def clean_last_day(self) -> date | None:
        """A day, or none for a link that stays until somebody ends it."""
        day: date | None = self.cleaned_data["last_day"]
        return day
