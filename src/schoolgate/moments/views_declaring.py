"""Pages of declarations: one's own yearly look, and what was declared, for the headteacher and safeguarding lead."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.moments.actions import declare as declare_it
from schoolgate.moments.declaring import QUESTIONS, YEARLY_CHECK, declarations_of
from schoolgate.moments.forms import DeclareForm
from schoolgate.moments.models import Declaration
from schoolgate.policies.forms_library import forms_under
from schoolgate.policies.queries import current_policy
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

PER_PAGE = 25


@screen(Permission.DECLARE)
def declare(request: SchoolRequest) -> HttpResponse:
    """Four questions on one page; a yes says what it is."""
    actor = request.actor
    form = DeclareForm.of(request)
    if form.does(declare_it, actor, actor.person):
        say(request, _("Thank you. Only the headteacher and the safeguarding lead read this."))
        return redirect(url("moments:declare", school_slug=actor.school.slug))
    policy = current_policy(actor.school)
    own = declarations_of(actor.person)
    return render(
        request,
        "moments/declare.html",
        {
            "form": form,
            "questions": [(one, form[one.key], _words_field(form, one.key)) for one in QUESTIONS],
            "clauses": policy.clauses_of(YEARLY_CHECK),
            "own": [(one, _said(one)) for one in own],
            "leads_to": _leads_to(own[:1], policy),
        },
    )


def _leads_to(newest: list[Declaration], policy: ResolvedPolicy) -> list[tuple[str, str]]:
    """The requests that a yes of the newest declaration leads to, where our policy knows them: key and title."""
    forms = forms_under(policy)
    wanted = [
        question.request
        for one in newest
        for question in QUESTIONS
        if one.answers.get(question.key, {}).get("yes")
    ]
    return [(key, forms[key].title) for key in wanted if key in forms]


def _words_field(form: DeclareForm, key: str) -> object:
    name = f"{key}_words"
    return form[name] if name in form.fields else None


@screen(Permission.DECLARATIONS_READ)
def declarations(request: SchoolRequest) -> HttpResponse:
    """What people declared, the newest first; those that say yes to something carry its words."""
    found = Declaration.objects.filter(school=request.actor.school).select_related("person")
    page = Paginator(found.order_by("-made_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, _said(one)) for one in page.object_list]
    return render(request, "moments/declarations.html", {"page": page, "rows": rows})


def _said(one: Declaration) -> list[tuple[str, bool, str]]:
    """Each question with the answer and its words."""
    return [
        (question.words, bool(said.get("yes")), str(said.get("words", "")))
        for question in QUESTIONS
        if (said := one.answers.get(question.key)) is not None
    ]
