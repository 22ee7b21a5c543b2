"""Who holds which post: the list, one person, and what is changed there."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import (
    GRANTS,
    NEEDS_SECOND_FACTOR,
    PERMISSION_WORDS,
    ROLE_WORDS,
    Permission,
    Role,
)
from schoolgate.people.actions.appointing import (
    add_person,
    appoint_person,
    change_person,
    end_appointment,
    invite_person,
)
from schoolgate.people.appointing import people_of, posts_of, stand_ins_of
from schoolgate.people.forms.appointing import (
    AddPersonForm,
    AppointForm,
    ChangePersonForm,
    EndForm,
    InviteForm,
    NewAccountForm,
)
from schoolgate.people.forms.fields import role_choices
from schoolgate.people.models import Appointment, Person
from schoolgate.people.oidc.actions import forget_outside_accounts
from schoolgate.people.oidc.queries import signs_in_with
from schoolgate.people.queries import today_of
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

# In the session: people of sister schools whose address was typed; nobody is found by counting up ids.
ASKED_FOR = "people_asked_for"

PER_PAGE = 25


@screen(Permission.PERSON_READ)
def people(request: SchoolRequest) -> HttpResponse:
    """Everyone with a role at this school today, found by name, team or role."""
    words, role = request.GET.get("q", "").strip()[:80], request.GET.get("role", "")
    today = today_of(request.actor.now)
    found = people_of(request.actor.school, today, words=words, role=role if role in set(Role) else "")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "people/people.html",
        {
            "page": page,
            "words": words,
            "role": role,
            "roles": role_choices(Role)[1:],
            "stand_ins": stand_ins_of(request.actor.school, today),
        },
    )


@screen(Permission.PERSON_READ)
def person(request: SchoolRequest, person_id: int) -> HttpResponse:
    """One person: their roles now, before and to come."""
    shown = _person_here(request.actor, person_id)
    posts = list(posts_of(shown, request.actor.school))
    today = today_of(request.actor.now)
    may_appoint = request.actor.may(Permission.PERSON_APPOINT)
    return render(
        request,
        "people/person.html",
        {
            "person": shown,
            "now_and_later": [post for post in posts if post.last_on is None or post.last_on >= today],
            "before": [post for post in posts if post.last_on is not None and post.last_on < today],
            "today": today,
            "may_appoint": may_appoint,
            "why_not_invite": invite_person.why_not(request.actor, shown),
            "signs_in_with": signs_in_with(shown) if may_appoint else (),
            "may_forget_accounts": may_appoint and not forget_outside_accounts.why_not(request.actor, shown),
        },
    )


@screen(Permission.PERSON_APPOINT)
def add(request: SchoolRequest) -> HttpResponse:
    """Somebody new."""
    actor = request.actor
    form = AddPersonForm.of(request, actor=actor, initial={"first_on": today_of(actor.now)})
    if form.does(add_person, actor, actor.school):
        said = form.cleaned_data
        say(request, _("%(name)s is here now.") % {"name": f"{said['forename']} {said['surname']}"})
        return redirect(_page_of(request, form.done_id))
    known = _known_here(actor, form)
    if known is not None:
        request.session[ASKED_FOR] = [*request.session.get(ASKED_FOR, ()), known.pk]
    return render(request, "people/add.html", {"form": form, "known": known})


@screen(Permission.PERSON_APPOINT)
def change(request: SchoolRequest, person_id: int) -> HttpResponse:
    """Another name, address or team."""
    shown = _person_here(request.actor, person_id)
    names = ("title", "forename", "surname", "email", "team")
    form = ChangePersonForm.of(request, initial={name: getattr(shown, name) for name in names})
    if form.does(change_person, request.actor, shown):
        say(request, _("Saved."))
        return redirect(_page_of(request, shown.pk))
    return render(request, "people/change.html", {"form": form, "person": shown})


@screen(Permission.PERSON_APPOINT)
def appoint(request: SchoolRequest, person_id: int) -> HttpResponse:
    """A role for somebody who is here, or who is known in the trust and was asked for by their address."""
    actor = request.actor
    if person_id in request.session.get(ASKED_FOR, ()):
        appointed = get_object_or_404(Person, pk=person_id, trust_id=actor.trust_id)
    else:
        appointed = _person_here(actor, person_id)
    form = AppointForm.of(request, actor=actor, initial={"first_on": today_of(actor.now)})
    if form.does(appoint_person, actor, actor.school, person=appointed):
        role = ROLE_WORDS[Role(form.cleaned_data["role"])]
        say(request, _("%(name)s has a role: %(role)s.") % {"name": appointed, "role": role})
        return redirect(_page_of(request, appointed.pk))
    return render(request, "people/appoint.html", {"form": form, "person": appointed})


@screen(Permission.PERSON_APPOINT)
def end(request: SchoolRequest, appointment_id: int) -> HttpResponse:
    """The last day of a role."""
    actor = request.actor
    here = Q(school=actor.school) | Q(school__isnull=True, trust_id=actor.trust_id)
    post = get_object_or_404(Appointment.objects.select_related("person").filter(here), pk=appointment_id)
    form = EndForm.of(request, initial={"last_on": max(today_of(actor.now), post.first_on)})
    if form.does(end_appointment, actor, post):
        role = ROLE_WORDS[Role(post.role)]
        say(
            request,
            _("The role of %(name)s as %(role)s has a last day.") % {"name": post.person, "role": role},
        )
        return redirect(_page_of(request, post.person_id))
    return render(request, "people/end.html", {"form": form, "post": post})


@screen(Permission.PERSON_APPOINT)
def invite(request: SchoolRequest, person_id: int) -> HttpResponse:
    """The e-mail to choose a password, once more."""
    shown = _person_here(request.actor, person_id)
    form = InviteForm.of(request)
    if form.does(invite_person, request.actor, shown):
        say(
            request, _("We write to %(email)s. The link in it works for three days.") % {"email": shown.email}
        )
        return redirect(_page_of(request, shown.pk))
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("Write to %(name)s?") % {"name": shown},
            "what_happens": _("They get an e-mail at %(email)s with a link to choose a password.")
            % {"email": shown.email},
            "yes": _("Send the e-mail"),
            "back": _page_of(request, shown.pk),
            "form": form,
        },
    )


@screen(Permission.PERSON_APPOINT)
def new_account(request: SchoolRequest, person_id: int) -> HttpResponse:
    """Their account at Google or Microsoft was made anew: the new one is let in."""
    shown = _person_here(request.actor, person_id)
    form = NewAccountForm.of(request)
    if form.does(forget_outside_accounts, request.actor, shown):
        say(request, _("%(name)s can sign in with the new account now.") % {"name": shown})
        return redirect(_page_of(request, shown.pk))
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("Let a new account of %(name)s in?") % {"name": shown},
            "what_happens": _(
                "The next account with the address %(email)s that comes from there is theirs from then on; the one "
                "before opens nothing any more. If the address belongs to somebody else now, change it on their page "
                "instead."
            )
            % {"email": shown.email},
            "yes": _("Let it in"),
            "back": _page_of(request, shown.pk),
            "form": form,
        },
    )


@screen(Permission.PERSON_READ)
def roles(request: SchoolRequest) -> HttpResponse:
    """What each role may do, from the table of grants."""
    return render(
        request,
        "people/roles.html",
        {
            "roles": [
                (
                    ROLE_WORDS[role],
                    sorted(PERMISSION_WORDS[one] for one in granted),
                    role in NEEDS_SECOND_FACTOR,
                )
                for role, granted in sorted(GRANTS.items(), key=lambda item: ROLE_WORDS[item[0]].casefold())
            ]
        },
    )


def _person_here(actor: Actor, person_id: int) -> Person:
    """Somebody who has, had or will have a role at this school or its trust; others are not here."""
    here = Q(school=actor.school) | Q(school__isnull=True, trust_id=actor.trust_id)
    held = Appointment.objects.filter(here, person_id=person_id)
    return get_object_or_404(
        Person.objects.select_related("user").filter(pk__in=held.values("person_id")), trust_id=actor.trust_id
    )


def _known_here(actor: Actor, form: AddPersonForm) -> Person | None:
    """Somebody of the trust who already has the address that was typed."""
    email = form.data.get("email", "") if form.is_bound else ""
    return Person.objects.filter(trust_id=actor.trust_id, email__iexact=email).first() if email else None


def _page_of(request: SchoolRequest, person_id: int | str) -> str:
    return url("people:person", school_slug=request.actor.school.slug, person_id=int(person_id))
