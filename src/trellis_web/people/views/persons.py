"""The list of people, and the page of one person, for HR."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied, Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.people.actions.details import change_details
from trellis_web.people.actions.leaving import deactivate_person
from trellis_web.people.actions.persons import add_person, invite_people
from trellis_web.people.actions.positions import change_manager
from trellis_web.people.forms import DetailsForm, ManagerForm, PersonForm
from trellis_web.people.models import Person
from trellis_web.people.queries import with_place
from trellis_web.people.views.page import found, person_page

PAGE_SIZE = 50


@permitted(Permission.PEOPLE_MANAGE)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everyone, 50 to a page, found by name or address."""
    query = request.GET.get("q", "").strip().replace("\0", "")
    rows = visible(Person, to=actor_of(request))
    if query:
        rows = rows.filter(Q(name__icontains=query) | Q(email__icontains=query))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = with_place(list(page.object_list), today=timezone.localdate())
    return render(request, "people/list.html", {"page": page, "people": shown, "query": query})


@permitted(Permission.PEOPLE_MANAGE)
@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    """Add one person."""
    form = PersonForm(request.POST or None)
    if form.is_valid():
        added = add_person(
            **form.cleaned_data,
            by=actor_of(request),
            now=timezone.now(),
            today=timezone.localdate(),
        )
        messages.success(request, _("Added %(name)s.") % {"name": added.name})
        return redirect("person", pk=added.pk)
    return render(request, "people/new.html", {"form": form}, status=422 if form.is_bound else 200)


@permitted(Permission.PEOPLE_MANAGE)
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: where they stand, to whom they report, their roles."""
    return person_page(request, found(request, pk))


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def person_manager(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes to whom the person reports."""
    someone = found(request, pk)
    form = ManagerForm(request.POST, choices=visible(Person, to=actor_of(request)))
    if not form.is_valid():
        return person_page(request, someone, manager_form=form)
    try:
        change_manager(
            someone,
            form.cleaned_data["manager"],
            since=form.cleaned_data["since"],
            by=actor_of(request),
            now=timezone.now(),
            today=timezone.localdate(),
        )
    except Denied as refusal:
        form.add_error("manager", str(refusal.denial))
        return person_page(request, someone, manager_form=form)
    messages.success(request, _("Changed the manager of %(name)s.") % {"name": someone.name})
    return redirect("person", pk=pk)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def person_details(request: HttpRequest, pk: int) -> HttpResponse:
    """Sets worker type, time zone and first day."""
    someone = found(request, pk)
    form = DetailsForm(request.POST, person=someone)
    if not form.is_valid():
        return person_page(request, someone, details_form=form)
    change_details(
        someone,
        **form.cleaned_data,
        by=actor_of(request),
        now=timezone.now(),
        today=timezone.localdate(),
    )
    messages.success(request, _("Saved the details of %(name)s.") % {"name": someone.name})
    return redirect("person", pk=pk)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def person_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends an invitation."""
    someone = found(request, pk)
    invite_people([someone], by=actor_of(request), now=timezone.now(), today=timezone.localdate())
    messages.success(request, _("Invited %(name)s.") % {"name": someone.name})
    return redirect("person", pk=pk)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def person_deactivation(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends what a leaver may do."""
    someone = found(request, pk)
    deactivate_person(someone, by=actor_of(request), now=timezone.now(), today=timezone.localdate())
    messages.success(request, _("Deactivated %(name)s.") % {"name": someone.name})
    return redirect("person", pk=pk)
