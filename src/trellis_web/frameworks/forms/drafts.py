"""What people send about a draft: its text, and titles of levels."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis.framework.model import Level


class FamilyForm(forms.Form):
    """The id of a family."""

    family = forms.CharField(max_length=100)


class DraftForm(forms.Form):
    """The text of a draft, and the revision that the writer had opened."""

    text = forms.CharField(
        label=_("Framework file"),
        strip=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 32, "spellcheck": "false", "class": "code"}),
    )
    revision = forms.IntegerField(min_value=1, max_value=10**9, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Browsers send line ends of their own."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class LevelsForm(forms.Form):
    """A title for each level of a draft."""

    revision = forms.IntegerField(min_value=1, max_value=10**9, widget=forms.HiddenInput)

    def __init__(self, *args: Any, levels: Sequence[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in levels:
            self.fields[f"title-{level.id}"] = forms.CharField(
                label=level.id,
                required=False,
                max_length=200,
                initial=next(iter(level.titles), ""),
            )

    def titles(self) -> dict[str, str]:
        """The title of each level by its id."""
        sent = self.cleaned_data.items()
        return {key.removeprefix("title-"): value for key, value in sent if key != "revision"}
