"""Pages of what pupils sign: every class with how many have, and writing down that one has."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.training.actions import READ_AND_SIGN, class_agrees
from schoolgate.training.agreeing import classes_now, to_sign
from schoolgate.training.forms import ClassAgreesForm
from schoolgate.training.models import ClassAgreed
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

LAST = 20


@screen(Permission.PUPIL_NAME)
def classes(request: SchoolRequest) -> HttpResponse:
    """Every class, those with somebody who has still to sign first, and what was written down last."""
    school = request.actor.school
    policy = current_policy(school)
    rows = sorted(classes_now(school), key=lambda one: not one.unsigned)
    context = {
        "document": to_sign(policy),
        "rows": rows,
        "signings": ClassAgreed.objects.filter(school=school).select_related("taken_by")[:LAST],
        "clauses": policy.clauses_of(READ_AND_SIGN),
    }
    return render(request, "training/classes_sign.html", context)


@screen(Permission.PUPIL_NAME)
def sign(request: SchoolRequest, class_name: str) -> HttpResponse:
    """What is read to a class, and who of it was away: everybody else has signed."""
    actor = request.actor
    stands = next(iter(classes_now(actor.school, names=[class_name])), None)
    if stands is None:
        raise Http404
    document = to_sign(current_policy(actor.school))
    initial = {"signed_on": today_of(actor.now), "digest": document.digest}
    form = ClassAgreesForm.of(request, pupils=stands.unsigned, initial=initial)
    back = url("training:classes_sign", school_slug=actor.school.slug)
    if form.does(class_agrees, actor, actor.school, class_name=class_name):
        say(request, _("Written down."))
        return redirect(back)
    context = {"form": form, "document": document, "stands": stands, "back": back}
    return render(request, "training/class_signs.html", context, status=409 if form.refusals else 200)
