"""A criterion or group that should not be asked of a person."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.promotions.forms.fields import reason


class WaiverForm(forms.Form):
    """Which criterion, and why."""

    criterion = forms.ChoiceField(
        label=_("Criterion"),
        help_text=_("With a group, nothing that stands in it is asked."),
        error_messages={
            "required": _("Choose a criterion."),
            "invalid_choice": _("The move does not ask for this. Choose one of the criteria."),
        },
    )
    reason = reason(
        _("Why it should not be asked"),
        help_text=_("Somebody else has to agree. The person reads the reason."),
    )

    def __init__(self, *args: Any, criteria: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["criterion"]).choices = list(criteria)
