"""Who is away, and until when; for HR."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied, Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.people.actions.absences import end_absence, note_absence
from trellis_web.people.forms import AbsenceForm
from trellis_web.people.models import Absence
from trellis_web.people.views.page import found, person_page


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def person_absences(request: HttpRequest, pk: int) -> HttpResponse:
    """Records that somebody is away."""
    someone, now = found(request, pk), timezone.now()
    form = AbsenceForm(request.POST, prefix="absence")
    if form.is_valid():
        actor, today = actor_of(request), timezone.localdate(now)
        try:
            note_absence(someone, **form.cleaned_data, by=actor, now=now, today=today)
        except Denied as refusal:
            form.add_error("from_on", str(refusal.denial))
        else:
            messages.success(request, _("Noted for %(name)s.") % {"name": someone.name})
            return redirect("person", pk=pk)
    return person_page(request, someone, absence_form=form)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def absence_end(request: HttpRequest, pk: int, absence: int) -> HttpResponse:
    """The last day of an absence; before its first day it is taken back."""
    someone, now = found(request, pk), timezone.now()
    rows = visible(Absence, to=actor_of(request)).filter(person=someone)
    row = get_object_or_404(rows, pk=absence)
    today = timezone.localdate(now)
    last = forms.DateField(required=False)
    try:
        day = last.clean(request.POST.get("to_on", "")) or today
    except forms.ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        end_absence(row, on=day, by=actor_of(request), now=now, today=today)
        messages.success(request, _("Changed the absence of %(name)s.") % {"name": someone.name})
    return redirect("person", pk=pk)
