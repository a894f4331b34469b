"""What a person says about their result."""

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.reviews.forms.sheets import LONGEST


class AcknowledgementForm(forms.Form):
    """That it was read, and a comment if they want to leave one."""

    comment = forms.CharField(
        label=_("Your comment (optional)"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your manager and HR read it beside the result. It stays as you write it now."),
        error_messages={
            "max_length": _(
                "This has %(show_value)d characters; at most %(limit_value)d are kept. Shorten it."
            )
        },
    )
