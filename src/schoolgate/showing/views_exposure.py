"""Pages: what is public of pupils, and a task of each suggestion to show less."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.posts.models import Post
from schoolgate.showing import exposure
from schoolgate.showing.actions import ask_for_less
from schoolgate.showing.forms import LessForm
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url


@screen(Permission.CONSENT_READ)
def public(request: SchoolRequest) -> HttpResponse:
    """How many pictures are public in which a pupil can be recognised, where, how old; and what would show less."""
    school, now = request.actor.school, request.actor.now
    years, accounts = exposure.by_account(school)
    terms = exposure.over_the_terms(school, now, _("Today"))
    return render(
        request,
        "showing/exposure.html",
        {
            "years": years,
            "year_words": [_year_words(one) for one in years],
            "accounts": accounts,
            "near": exposure.nearness(school, now),
            "terms": terms,
            "most": max(one.many for one in terms) or 1,
            "suggestions": exposure.suggestions(school, now),
            "leavers": [name for _pk, name, _since in exposure.leavers_due(school, today_of(now))],
            "months": current_policy(school).setting("leavers_pictures_months"),
        },
    )


def _year_words(year: str) -> str:
    """As a column is headed: "Year 2" where the roll has the number alone."""
    return _("Year %(number)s") % {"number": year} if year.isdecimal() else year or _("no year")


@screen(Permission.POST_TAKE_DOWN)
@require_POST
def less(request: SchoolRequest, post_id: int) -> HttpResponse:
    """A task of one suggestion."""
    post = get_object_or_404(Post, pk=post_id)
    form = LessForm.of(request)
    if form.does(ask_for_less, request.actor, post):
        say(request, _("It stands under “What is to be done”."))
    elif form.refusals:
        say(request, " ".join(one.words for one in form.refusals))
    return redirect(url("showing:exposure", school_slug=request.actor.school.slug))
