"""The health page for whoever runs it, a bare answer for monitors, and numbers for Prometheus."""

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.keeping import health as reads
from schoolgate.keeping.actions.testing_mail import send_me_a_test
from schoolgate.keeping.mail_test import last_test
from schoolgate.keeping.put_right import is_asked, things
from schoolgate.kernel.permissions import Permission
from schoolgate.notifications.server import what_became_of
from schoolgate.web.door import SchoolRequest, moment, public, screen
from schoolgate.web.forms import ActionForm, say
from schoolgate.web.networks import is_this_machine


@screen(Permission.INSTALLATION_SEE)
def health(request: SchoolRequest) -> HttpResponse:
    """Every sign of life, what is to be put right before pupils' data, and a test e-mail."""
    school = request.actor.school
    form = ActionForm.of(request)
    if form.does(send_me_a_test, request.actor, school):
        say(request, _("The test is on its way. Look into your mailbox, then open this page again."))
        return redirect("keeping:health", school.slug)
    test = last_test(request.actor.person)
    return render(
        request,
        "keeping/health.html",
        {
            "form": form,
            "signs": reads.signs(request.actor.now),
            "things": things(school, request.actor.now),
            "is_asked": is_asked(),
            "last_test": test,
            "last_test_problem": what_became_of(test) if test else "",
        },
    )


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the database answers and the clock runs, 503 otherwise. Nothing else is said."""
    alive = reads.is_alive(moment())
    return _plain("ok\n" if alive else "not ok\n", 200 if alive else 503)


@public
def metrics(request: HttpRequest) -> HttpResponse:
    """For this machine, or with the token; for anybody else there is no such page."""
    if not (_has_token(request) or is_this_machine(request)):
        raise Http404
    return _plain(reads.metrics(moment()), 200)


def _plain(words: str, status: int) -> HttpResponse:
    answer = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and secrets.compare_digest(
        given.encode(), settings.METRICS_TOKEN.encode()
    )
