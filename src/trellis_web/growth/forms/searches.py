"""What one looks for among one's own notes."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from trellis_web.growth.queries.notes import Wanted
from trellis_web.growth.rules.evidence import Tag


class SearchForm(forms.Form):
    """Which of one's own notes are listed. What is no answer filters nothing."""

    class Shown(models.TextChoices):
        """Which state a note has."""

        PRIVATE = "private", _("Private")
        SHARED = "shared", _("Shared")
        ONGOING = "ongoing", _("Still going on")
        UNTAGGED = "untagged", _("Without a tag")

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    tag = forms.ChoiceField(label=_("What it shows"), required=False)
    shown = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *Shown.choices]
    )
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, tags: Mapping[Tag, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(tag), Truncator(name).chars(60)) for tag, name in tags.items()]
        cast("forms.ChoiceField", self.fields["tag"]).choices = [("", _("All")), *choices]

    @property
    def wanted(self) -> Wanted:
        """The filter."""
        self.full_clean()
        given: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        tag = given.pop("tag", "")
        return Wanted(**given, tag=Tag.parse(tag) if tag else None)
