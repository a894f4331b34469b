"""What a table looks like, as a person says: sheet, header row, columns, order, family."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trellis.framework.formats.shape import (
    EACH,
    Layout,
    Shape,
    detect_sheet,
    families_of,
    levels_of,
    sheet_of,
)
from trellis.framework.formats.shape_columns import LONG, WIDE, Role
from trellis.framework.formats.shape_levels import known_order
from trellis.framework.formats.table import Sheet, letters

MOST_COLUMNS = 40
"""How many columns can be described; what stands further right keeps what was guessed."""

MOST_LEVELS = 60
"""A table with more levels than these has its rows and columns the wrong way round."""

LAYOUTS: dict[Layout, Promise] = {
    Layout.ACROSS: _("Each level is a column"),
    Layout.DOWN: _("Each level is a row"),
    Layout.LONG: _("Each sentence is a row of its own"),
}
ROLES: dict[Role, Promise] = {
    Role.NAMES: _("Names of the rows"),
    Role.CELLS: _("Sentences"),
    Role.SUMMARY: _("Description"),
    Role.FAMILY: _("Job family"),
    Role.TRACK: _("Track"),
    Role.LEVEL: _("Level of the sentence"),
    Role.RANK: _("Rank of the level"),
    Role.COMPETENCY: _("Competency of the sentence"),
    Role.KIND: _("Kind of competency"),
    Role.ID: _("Id"),
    Role.STATUS: _("Status"),
    Role.STAR: _("Star"),
    Role.STATEMENT: _("The sentence"),
    Role.EXAMPLE: _("Example"),
    Role.TITLE: _("Title"),
    Role.MORE: _("More, as Trellis wrote it"),
    Role.ASIDE: _("Kept aside"),
}
_OFTEN = (Role.CELLS, Role.ASIDE)


class ShapeForm(forms.Form):
    """How a table is read. `is_new_guess` is true after another sheet or header was chosen."""

    layout = forms.ChoiceField(
        label=_("How is the table laid out?"), choices=LAYOUTS.items(), widget=forms.RadioSelect
    )
    header = forms.IntegerField(label=_("Row with the header"), min_value=1)

    def __init__(self, *args: Any, sheets: Sequence[Sheet], shape: Shape, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheets, self.before, self.is_new_guess = sheets, shape, False
        self.sheet = sheet_of(sheets, shape)
        self.levels = levels_of(sheets, shape)
        self._start("layout", shape.layout.value)
        self._start("header", shape.header + 1)
        self._add_sheet()
        self._add_roles()
        self._add_order()
        self._add_family()

    def roles(self) -> list[forms.BoundField]:
        """The fields of the columns."""
        return [self[name] for name in self.fields if name.startswith("role-")]

    def order(self) -> list[forms.BoundField]:
        """The fields of the levels; none where their numbers say the order."""
        return [self[name] for name in self.fields if name.startswith("order-")]

    def shape(self) -> Shape:
        """What was said. Another sheet or header is guessed anew."""
        values, before = self.cleaned_data, self.before
        name = values.get("sheet", before.sheet)
        if name == EACH:
            return Shape(Layout.SHEETS, EACH, order=self._said_order(before))
        sheet = next((each for each in self.sheets if each.name == name), self.sheet)
        header, layout = values["header"] - 1, Layout(values["layout"])
        if sheet.name != self.sheet.name or header != before.header or not before.roles:
            self.is_new_guess = True
            if sheet.name != self.sheet.name:
                return detect_sheet(sheet)
            return detect_sheet(sheet, header if header < len(sheet.rows) else None)
        same = replace(before, layout=layout, roles=self._said_roles(layout))
        same = replace(same, family=values.get("family", before.family))
        return replace(same, order=self._said_order(same))

    def clean(self) -> dict[str, Any]:
        """The columns that the layout cannot do without are there, and no place is taken twice."""
        values = super().clean() or {}
        places = [value for name, value in values.items() if name.startswith("order-")]
        if len(set(places)) < len(places):
            raise ValidationError(_("Two levels have the same place. Give each its own number."))
        if self.errors or values.get("sheet") == EACH or not self.before.roles:
            return values
        if values.get("sheet", self.sheet.name) == self.sheet.name:
            self._check_roles(Layout(values["layout"]))
        return values

    def _check_roles(self, layout: Layout) -> None:
        if self.cleaned_data["header"] - 1 != self.before.header:
            return
        roles = self._said_roles(layout)
        for role in set(roles) - set(_OFTEN):
            if roles.count(role) > 1:
                raise ValidationError(
                    _("Two columns are “%(role)s”. Choose one of them.") % {"role": ROLES[role]}
                )
        needed = (
            (Role.LEVEL, Role.COMPETENCY, Role.STATEMENT)
            if layout is Layout.LONG
            else (Role.CELLS,)
        )
        for role in needed:
            if role not in roles:
                raise ValidationError(
                    _("No column is “%(role)s”. Choose one above the table.")
                    % {"role": ROLES[role]}
                )

    def _said_roles(self, layout: Layout) -> tuple[Role, ...]:
        allowed = LONG if layout is Layout.LONG else WIDE
        said = list(self.before.roles)
        for column in range(min(len(said), MOST_COLUMNS)):
            said[column] = Role(self.cleaned_data.get(f"role-{column}", said[column]))
        return tuple(role if role in allowed else Role.ASIDE for role in said)

    def _said_order(self, shape: Shape) -> tuple[str, ...]:
        """The levels by their place, when these are the levels that were asked about."""
        places = [self.cleaned_data.get(f"order-{number}") for number in range(len(self.levels))]
        if None in places or levels_of(self.sheets, shape) != self.levels:
            return ()
        return tuple(name for _, name in sorted(zip(places, self.levels, strict=True)))

    def _start(self, name: str, value: Any) -> None:
        self.initial.setdefault(name, value)

    def _add_sheet(self) -> None:
        names = [sheet.name for sheet in self.sheets]
        if len(names) > 1:
            choices = [
                *((name, name) for name in names),
                (EACH, _("All of them are one framework")),
            ]
            self.fields["sheet"] = forms.ChoiceField(label=_("Sheet"), choices=choices)
            is_all = self.before.layout is Layout.SHEETS
            self._start("sheet", EACH if is_all else self.sheet.name)
        if self.before.layout is Layout.SHEETS:
            self.fields["layout"].required = self.fields["header"].required = False

    def _add_roles(self) -> None:
        for column, role in enumerate(self.before.roles[:MOST_COLUMNS]):
            field = forms.ChoiceField(
                label=_("Column %(name)s") % {"name": letters(column)},
                choices=ROLES.items(),
                required=False,
            )
            self.fields[f"role-{column}"] = field
            self._start(f"role-{column}", role.value)

    def _add_order(self) -> None:
        is_clear = self.before.layout is Layout.UNKNOWN or known_order(self.levels)
        if is_clear or len(self.levels) > MOST_LEVELS:
            return
        order = self.before.order or self.levels
        for number, name in enumerate(self.levels):
            self.fields[f"order-{number}"] = forms.IntegerField(
                label=name, min_value=1, max_value=999
            )
            if self.before.order or self.before.columns(Role.RANK):
                self._start(f"order-{number}", order.index(name) + 1 if name in order else None)

    def _add_family(self) -> None:
        families = families_of(self.sheets, self.before)
        if len(families) > 1:
            choices = [("", _("Choose one")), *((name, name) for name in families)]
            choices.append((EACH, _("Each of them, as a draft of its own")))
            self.fields["family"] = forms.ChoiceField(label=_("Which job family?"), choices=choices)
            self._start("family", self.before.family)
