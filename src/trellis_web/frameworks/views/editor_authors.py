"""Who writes a framework: its owner, writers and co-authors."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.actions.authorship import name_author
from trellis_web.frameworks.forms.editor import AuthorForm
from trellis_web.frameworks.models import Authorship
from trellis_web.frameworks.views.editor import drafts_of, editing_of
from trellis_web.people.models import Person


@signed_in
def authors(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: who writes. POST: gives somebody a part, changes it, or ends it with an empty one."""
    draft = get_object_or_404(drafts_of(request), family__slug=slug)
    form = AuthorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = visible(Person, to=actor_of(request)).filter(deactivated_at__isnull=True)
        person = found.filter(email__iexact=form.cleaned_data["email"]).first()
        if person is not None:
            role = form.cleaned_data["role"]
            by, now = actor_of(request), timezone.now()
            name_author(draft.family, person=person, role=role, by=by, now=now)
            messages.success(request, _("Saved the part of %(name)s.") % {"name": person.name})
            return redirect("framework_authors", slug)
        form.add_error("email", _("Nobody with this address works here. Import them first."))
    held = visible(Authorship, to=actor_of(request)).filter(family=draft.family)
    context = {
        "draft": draft,
        "editing": editing_of(request, draft),
        "form": form,
        "roles": AuthorForm.ROLES,
        "authors": held.filter(until__isnull=True).select_related("person"),
    }
    return render(
        request, "frameworks/editor/authors.html", context, status=200 if not form.errors else 422
    )
