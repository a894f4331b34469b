"""A person in a form, by name or address."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from trellis_web.people.models import Person


class NamedPersonField(forms.CharField):
    """One person among `people`, by e-mail address or by a name that only they have."""

    people: "QuerySet[Person]"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)
        self.people = Person._default_manager.none()
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: str) -> Person | None:
        """The person, or None when nothing was typed and nothing is needed."""
        word = super().clean(value)
        if not word:
            return None
        known = self.people.filter(deactivated_at__isnull=True)
        found = list(known.filter(Q(email__iexact=word) | Q(name__iexact=word))[:2])
        if len(found) == 1:
            return found[0]
        if found:
            words = _("Several people are called “%(word)s”. Use the e-mail address.")
        else:
            words = _("Nobody is called “%(word)s”. Check the spelling, or use the address.")
        raise forms.ValidationError(words, params={"word": word})


class PeopleForm(forms.Form):
    """A form whose person fields look among `people`."""

    def __init__(self, *args: Any, people: "QuerySet[Person]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, NamedPersonField):
                field.people = people
