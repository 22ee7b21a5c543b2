"""Pages of declarations: one's own yearly look, telling of a contact, and what the headteacher and safeguarding lead
read of it and talk over."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.moments.actions import declare as declare_it
from schoolgate.moments.actions import talk_over, tell_of_contact
from schoolgate.moments.declaring import (
    CONTACT,
    DID,
    PROFILES,
    QUESTIONS,
    WHOM,
    YEARLY_CHECK,
    declarations_of,
)
from schoolgate.moments.forms import ContactForm, DeclareForm, TalkForm
from schoolgate.moments.models import Declaration
from schoolgate.moments.telling import Set, set_for_own_use
from schoolgate.policies.forms_library import forms_under
from schoolgate.policies.queries import current_policy
from schoolgate.rules.own_use import ADDRESS, FLAG_WORDS, NAMING, SET_FOR_TIES, TIE
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.refusals import Control, Refusal
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
            "questions": QUESTIONS,
            "clauses": policy.clauses_of(YEARLY_CHECK),
            "naming": policy.settings[NAMING],
            "set_for_ties": _set_for_ties(policy),
            "own": [(one, said_in(one), _flags_in_words(one)) for one in own],
            "leads_to": _needs_leave(form.refusals, policy) or _leads_to(own[:1], policy),
        },
    )


def _needs_leave(refusals: Iterable[Refusal], policy: ResolvedPolicy) -> list[tuple[str, str]]:
    """The request for an address of the school, where what was just sent needs it: key and title."""
    if all(one.control != Control.SCHOOL_ADDRESSES_ONLY for one in refusals):
        return []
    return [(ADDRESS, forms_under(policy)[ADDRESS].title)]


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


@screen(Permission.DECLARE)
def contact(request: SchoolRequest) -> HttpResponse:
    """Tell that a pupil or a family got in touch on an account of one's own."""
    actor = request.actor
    form = ContactForm.of(request, initial={"who": "pupil", "did": "declined"})
    if form.does(tell_of_contact, actor, actor.person):
        say(request, _("Thank you. The safeguarding lead reads this."))
        return redirect(url("moments:own_use", school_slug=actor.school.slug))
    policy = current_policy(actor.school)
    context = {
        "form": form,
        "clauses": policy.clauses_of(CONTACT),
        "set_for_ties": _set_for_ties(policy),
        "leave": forms_under(policy)[TIE].title if actor.may(Permission.REQUEST_ASK) else "",
    }
    return render(request, "moments/contact.html", context)


def _set_for_ties(policy: ResolvedPolicy) -> list[Set]:
    """How our school has set who may be in touch with families and with former pupils."""
    return [one for one in set_for_own_use(policy) if one.key in SET_FOR_TIES]


@screen(Permission.DECLARATIONS_READ)
def declarations(request: SchoolRequest) -> HttpResponse:
    """What people declared, the newest first; those that say yes to something carry its words."""
    found = Declaration.objects.filter(school=request.actor.school).select_related(
        "person", "talk__talked_by"
    )
    only_open = request.GET.get("show") == "open"
    if only_open:
        found = found.filter(talk__isnull=True).exclude(flags=[])
    page = Paginator(found.order_by("-made_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, said_in(one), _flags_in_words(one)) for one in page.object_list]
    context = {
        "page": page,
        "rows": rows,
        "only_open": only_open,
        "clauses": current_policy(request.actor.school).clauses_of(YEARLY_CHECK),
    }
    return render(request, "moments/declarations.html", context)


@screen(Permission.DECLARATIONS_READ)
def declaration(request: SchoolRequest, declaration_id: int) -> HttpResponse:
    """One declaration: what was said, why it wants to be talked over, and what came of it."""
    actor = request.actor
    everything = Declaration.objects.filter(school=actor.school).select_related("person", "talk__talked_by")
    found: Declaration = get_object_or_404(everything, pk=declaration_id)
    form = TalkForm.of(request)
    if form.does(talk_over, actor, found):
        say(request, _("Kept."))
        return redirect(url("moments:declarations", school_slug=actor.school.slug))
    is_theirs = found.person_id == actor.person_id
    context = {
        "one": found,
        "said": said_in(found),
        "flags": _flags_in_words(found),
        "form": form,
        "clauses": current_policy(actor.school).clauses_of(
            CONTACT if found.about == Declaration.About.CONTACT else YEARLY_CHECK
        ),
        "may_talk": found.waits_for_a_talk and not is_theirs and actor.may(Permission.DECLARATION_TALK),
    }
    return render(request, "moments/declaration.html", context)


def said_in(one: Declaration) -> list[tuple[str, bool, str]]:
    """Each question with the answer and its words."""
    found = [
        (question.words, bool(said.get("yes")), _in_words(said))
        for question in QUESTIONS
        if (said := one.answers.get(question.key)) is not None
    ]
    if (told := one.answers.get("contact")) is not None:
        found.append((_("Somebody got in touch:"), True, _in_words(told)))
    return found


def _in_words(said: dict[str, object]) -> str:
    """What was said to one question, in a line: whom, what kind of account, what one did, and the words."""
    whom = said.get("with", ())
    parts = [WHOM[one] for one in whom if one in WHOM] if isinstance(whom, Iterable) else []
    if (profile := str(said.get("profile", ""))) in PROFILES:
        parts.append(PROFILES[profile])
    if said.get("disclaimer"):
        parts.append(_("it says that its views are their own"))
    if (did := str(said.get("did", ""))) in DID:
        parts.append(DID[did])
    return ". ".join(one for one in (", ".join(parts), str(said.get("words", ""))) if one)


def _flags_in_words(one: Declaration) -> list[str]:
    return [FLAG_WORDS[flag] for flag in one.flags if flag in FLAG_WORDS]
