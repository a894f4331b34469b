"""What pages of rounds say in their own words."""

from django import template

register = template.Library()


@register.filter
def hours(minutes: int) -> tuple[int, int]:
    """Minutes as whole hours and the minutes beside them."""
    return divmod(minutes, 60)
