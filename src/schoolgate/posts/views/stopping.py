"""Stop all posts in two taps from anywhere; resume."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import trust_actor_of
from schoolgate.posts.actions.stopping import resume_posts, stop_posts, stop_trust_posts
from schoolgate.posts.forms.deciding import PlainForm, StopForm
from schoolgate.posts.models import Stop
from schoolgate.posts.stopping import stop_in_force
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.POSTS_STOP)
def stop(request: SchoolRequest) -> HttpResponse:
    """One button. When posts are stopped already, who stopped them and how to resume."""
    school = request.actor.school
    form = StopForm.of(request)
    if form.does(stop_posts, request.actor, school):
        say(request, _("Stopped. Nothing goes out until somebody resumes."))
        return redirect("today")
    return render(
        request,
        "posts/stop.html",
        {
            "form": form,
            "stop": stop_in_force(school),
            "is_of_the_trust": _for_the_trust(request).may(Permission.POSTS_STOP),
        },
    )


@screen(Permission.POSTS_STOP)
@require_POST
def stop_trust(request: SchoolRequest) -> HttpResponse:
    """Stop every school of the trust; by somebody appointed at the trust."""
    if StopForm.of(request).does(stop_trust_posts, _for_the_trust(request), request.actor.school.trust):
        say(request, _("Stopped at every school of the trust."))
    return redirect("posts:stop", request.actor.school.slug)


@screen(Permission.POSTS_STOP)
@require_POST
def resume_trust(request: SchoolRequest) -> HttpResponse:
    """Let the posts of the whole trust go out again."""
    trust = request.actor.school.trust
    found = get_object_or_404(Stop, trust=trust, school__isnull=True, resumed_at__isnull=True)
    if PlainForm.of(request).does(resume_posts, _for_the_trust(request), found):
        say(request, _("Posts go out again at every school of the trust."))
    return redirect("posts:stop", request.actor.school.slug)


def _for_the_trust(request: SchoolRequest) -> Actor:
    """This person as they act for the trust: only what they hold there counts."""
    return trust_actor_of(request.actor.person, request.actor.school.trust, request.actor.now)


@screen(Permission.POSTS_STOP)
def resume(request: SchoolRequest) -> HttpResponse:
    """Let posts go out again."""
    school = request.actor.school
    found = stop_in_force(school)
    if found is None or found.school_id is None:
        found = get_object_or_404(Stop, school=school, resumed_at__isnull=True)
    if PlainForm.of(request).does(resume_posts, request.actor, found):
        say(request, _("Posts go out again."))
    return redirect("today")
