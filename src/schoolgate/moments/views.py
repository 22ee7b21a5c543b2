"""Pages on one's own use: what the policy says of it, and the list for one's own profiles."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission, Role
from schoolgate.moments.actions import look_at_profiles
from schoolgate.moments.forms import ProfileForm
from schoolgate.moments.models import SignedDocument
from schoolgate.moments.own_lines import said_at
from schoolgate.moments.profiles import CHECKLIST, looked_of
from schoolgate.moments.telling import OWN_USE, set_for_own_use, told_at
from schoolgate.people.besides import besides
from schoolgate.policies.forms_library import forms_under
from schoolgate.policies.queries import current_policy
from schoolgate.rules.own_use import ASKS_FOR_LEAVE, besides_work, leaves_out_professional
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.signing import OWN_USE_RULES, document_of
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url


@screen(Permission.POLICY_READ)
def own_use(request: SchoolRequest) -> HttpResponse:
    """What the policy says on social media of one's own, to read and to use; and what one did with it so far."""
    actor = request.actor
    policy = current_policy(actor.school)
    rules, contact, profile = (told_at(policy, moment) for moment in OWN_USE)
    sections = [
        ("rules", _("What you post yourself"), rules),
        ("contact", _("Who may be in touch with whom"), contact),
        ("profile", _("A look at your own profiles"), profile),
        (
            "own",
            _("Also at our school"),
            said_at(actor.school, "own_use", [role.value for role in actor.roles]),
        ),
    ]
    is_person = actor.may(Permission.DECLARE)
    return render(
        request,
        "moments/own_use.html",
        {
            "sections": [one for one in sections if one[2]],
            "settings": set_for_own_use(policy),
            "leaves_out_professional": leaves_out_professional(policy),
            "signed_on": _signed_on(request, policy),
            "besides": _besides(request),
            "looked": looked_of(actor.person, policy) if is_person else None,
            "leave": _leave_to_ask_for(policy) if actor.may(Permission.REQUEST_ASK) else [],
            "may_tell": is_person,
        },
    )


def _signed_on(request: SchoolRequest, policy: ResolvedPolicy) -> object:
    """The day on which this person signed these rules as they read now; None if they have not."""
    signed = SignedDocument.objects.filter(
        person=request.actor.person,
        document=OWN_USE_RULES,
        digest=document_of(policy, OWN_USE_RULES).digest,
    )
    return signed.values_list("signed_on", flat=True).first()


def _besides(request: SchoolRequest) -> list[str]:
    """What this person is besides working here, in words; none where they do not work here."""
    roles = [role.value for role in request.actor.roles]
    ties = besides(request.actor.person) if Role.PUPIL not in request.actor.roles else set()
    words = {"parent": _("a parent here"), "resident": _("a neighbour of the school")}
    return [words[kind] for kind in besides_work(roles, ties)]


def _leave_to_ask_for(policy: ResolvedPolicy) -> list[tuple[str, str]]:
    forms = forms_under(policy)
    return [(key, forms[key].title) for key in ASKS_FOR_LEAVE if key in forms]


@screen(Permission.DECLARE)
def profile(request: SchoolRequest) -> HttpResponse:
    """The list for one's own profiles, to work through; only oneself sees what is ticked."""
    actor = request.actor
    policy = current_policy(actor.school)
    looked = looked_of(actor.person, policy)
    left = {line.digest for line in looked.left}
    in_order = [line.digest for line in looked.lines if line.digest not in left]
    form = ProfileForm.of(request, lines=looked.lines, initial={"in_order": in_order})
    if form.does(look_at_profiles, actor, actor.person):
        say(request, _("Kept, with today’s date."))
        return redirect(url("moments:profile", school_slug=actor.school.slug))
    ticked = {box.data["value"] for box in form["in_order"] if box.data["selected"]}
    lines = [
        (line, [policy.clauses[one] for one in line.clauses], line.digest in ticked) for line in looked.lines
    ]
    return render(
        request,
        "moments/profile.html",
        {"form": form, "looked": looked, "lines": lines, "clauses": policy.clauses_of(f"moment.{CHECKLIST}")},
    )
