"""“I do not understand this”: readers ask about a sentence, its owner answers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.actions.questions import answer_question, ask_question
from trellis_web.frameworks.forms.questions import AnswerForm, QuestionForm
from trellis_web.frameworks.models import Family, Question
from trellis_web.frameworks.queries.asked import may_answer, questions_of, wording
from trellis_web.frameworks.rules import Conflict
from trellis_web.frameworks.views.reader import open_version


@signed_in
def framework_question(request: HttpRequest, slug: str, statement: str) -> HttpResponse:
    """Asks about one sentence, with or without words."""
    opened = open_version(request, slug)
    text = wording(opened.version, statement)
    if not text:
        raise Http404
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        who, words = actor_of(request), form.cleaned_data["text"]
        try:
            ask_question(
                opened.version, statement=statement, text=words, by=who, now=timezone.now()
            )
        except Conflict as conflict:
            messages.error(request, str(conflict))
        else:
            messages.success(request, _("Asked. You get a mail when it is answered."))
        return redirect("framework_questions", slug)
    context = {"opened": opened, "statement": statement, "text": text, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "frameworks/question.html", context, status=status)


@signed_in
@require_GET
def framework_questions(request: HttpRequest, slug: str) -> HttpResponse:
    """For the owner all that was asked about a family; for everyone what they asked."""
    return _page(request, open_version(request, slug).version.family)


@signed_in
@require_POST
def question_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers a question."""
    actor = actor_of(request)
    question = get_object_or_404(visible(Question, to=actor).select_related("family"), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, question.family, form, pk)
    try:
        answer_question(question, by=actor, now=timezone.now(), **form.cleaned_data)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, _("Answered."))
    return redirect("framework_questions", question.family.slug)


def _page(
    request: HttpRequest, family: Family, form: AnswerForm | None = None, pk: int | None = None
) -> HttpResponse:
    """The questions that the actor may read; `form` is the answer to `pk` that has a problem."""
    actor, today = actor_of(request), timezone.localdate()
    context = {
        "family": family,
        "questions": questions_of(family, to=actor, today=today),
        "answers": may_answer(actor, family, today=today),
        "form": form or AnswerForm(),
        "wrong": pk,
    }
    status = 422 if form else 200
    return render(request, "frameworks/questions.html", context, status=status)
