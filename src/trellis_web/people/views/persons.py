"""The list of people, and the page of one person, for HR."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trellis_web.access.forms import GrantForm
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied, Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.people.actions.leaving import deactivate_person
from trellis_web.people.actions.persons import add_person, invite_people
from trellis_web.people.actions.positions import change_manager
from trellis_web.people.forms import ManagerForm, PersonForm
from trellis_web.people.models import Person
from trellis_web.people.queries import with_place

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
    return _page(request, _found(request, pk))


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def person_manager(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes to whom the person reports."""
    someone = _found(request, pk)
    form = ManagerForm(request.POST, choices=visible(Person, to=actor_of(request)))
    if not form.is_valid():
        return _page(request, someone, manager_form=form, status=422)
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
        return _page(request, someone, manager_form=form, status=422)
    messages.success(request, _("Changed the manager of %(name)s.") % {"name": someone.name})
    return redirect("person", pk=pk)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def person_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends an invitation."""
    someone = _found(request, pk)
    invite_people([someone], by=actor_of(request), now=timezone.now(), today=timezone.localdate())
    messages.success(request, _("Invited %(name)s.") % {"name": someone.name})
    return redirect("person", pk=pk)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def person_deactivation(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends what a leaver may do."""
    someone = _found(request, pk)
    deactivate_person(someone, by=actor_of(request), now=timezone.now(), today=timezone.localdate())
    messages.success(request, _("Deactivated %(name)s.") % {"name": someone.name})
    return redirect("person", pk=pk)


def _found(request: HttpRequest, pk: int) -> Person:
    return get_object_or_404(visible(Person, to=actor_of(request)), pk=pk)


def _page(
    request: HttpRequest,
    someone: Person,
    manager_form: ManagerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today, actor = timezone.localdate(), actor_of(request)
    [shown] = with_place([someone], today=today)
    context = {
        "shown": shown,
        "history": someone.positions.select_related("unit").order_by("-since"),
        "grants": someone.grants.on(today).select_related("unit"),
        "manager_form": manager_form
        or ManagerForm(
            choices=visible(Person, to=actor)
            .filter(deactivated_at__isnull=True)
            .exclude(pk=someone.pk),
            initial={"manager": shown.manager, "since": today},
        ),
        "grant_form": GrantForm(),
    }
    return render(request, "people/person.html", context, status=status)
