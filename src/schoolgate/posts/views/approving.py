"""Deciding a post: approve, send back, propose words, release without a second reader, look afterwards."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.posts import queries
from schoolgate.posts.actions.deciding import (
    approve_post,
    look_at_release,
    propose_wording,
    release_post,
    return_post,
)
from schoolgate.posts.changes import changes_since
from schoolgate.posts.forms.deciding import (
    ApprovePostForm,
    LookForm,
    ProposeWordingForm,
    ReleasePostForm,
    ReturnPostForm,
)
from schoolgate.posts.models import Post, Release
from schoolgate.posts.views.finding import post_or_404
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts import deciding
from schoolgate.rules.posts.content import questions_for_the_author, usual_answer
from schoolgate.rules.posts.facts import PostFacts
from schoolgate.rules.posts.passed import checks_passed
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.said_times import when


@screen(Permission.PUPIL_NAME)
def approve(request: SchoolRequest, post_id: int) -> HttpResponse:
    """Exactly what will go out, and the decision. The action reads what it decides itself, under its lock."""
    form = ApprovePostForm.of(request)
    if form.does(approve_post, request.actor, Post(pk=post_id), seen=_seen(request)):
        say(request, _approved(form, request.actor.now))
        return redirect("today")
    return _decision_page(request, post_or_404(request, post_id), approve_form=form)


@screen(Permission.POST_APPROVE)
def send_back(request: SchoolRequest, post_id: int) -> HttpResponse:
    """Back to the author, with reasons."""
    post = post_or_404(request, post_id)
    form = ReturnPostForm.of(request)
    if form.does(return_post, request.actor, post, seen=_seen(request)):
        say(request, _("Sent back to %(name)s.") % {"name": post.author})
        return redirect("today")
    return _decision_page(request, post, return_form=form)


@screen(Permission.POST_APPROVE)
def propose(request: SchoolRequest, post_id: int) -> HttpResponse:
    """Other words; the author takes them in one tap, and the approver stays an approver."""
    post = post_or_404(request, post_id)
    form = ProposeWordingForm.of(request)
    meanwhile = queries.sent_again_since(post, _seen(request))
    if not meanwhile and form.does(propose_wording, request.actor, post):
        say(request, _("Your wording went to %(name)s.") % {"name": post.author})
        return redirect("today")
    form.refusals += meanwhile
    return _decision_page(request, post, propose_form=form)


def _approved(form: ApprovePostForm, now: datetime) -> str:
    if form.done is None:  # The button was pressed twice.
        return _("Approved.")
    at = form.done.subject.goes_out_at
    if at is None or at <= now:
        return _("Approved. It goes out now.")
    return _("Approved. It goes out %(when)s.") % {"when": when(at, now)}


def _seen(request: SchoolRequest) -> str:
    """What the page had on it where the button was pressed."""
    return request.POST.get("seen", "")


def _decision_page(request: SchoolRequest, post: Post, **forms: Any) -> HttpResponse:
    actor = request.actor
    facts, policy = queries.judged(actor, post)
    approver = queries.person_facts(actor)
    why_not = deciding.refusals_to_approve(
        facts, policy, actor.now, approver=approver, wording_confirmed=True
    )
    if not actor.may(approve_post.may):
        why_not = approve_post.why_not(actor, post)
    context = {
        "post": post,
        "seen": queries.as_sent(post),
        "pictures": list(post.pictures.all()),
        "facts": facts,
        "stopping": [one for one in why_not if not one.warning],
        "hints": [one for one in why_not if one.warning],
        "passed": checks_passed(facts, policy, actor.now),
        "answers": _answers(facts, policy),
        "objective": _objective_words(policy, post.objective),
        "changes": changes_since(post),
        "others": list(queries.who_may_decide(post, facts, policy, actor.now)[:6]) if why_not else [],
        "approve_form": ApprovePostForm.of(request) if request.method == "GET" else ApprovePostForm(),
        "return_form": ReturnPostForm(),
        "propose_form": ProposeWordingForm(initial={"text": post.text}),
    }
    context.update(forms)
    return render(request, "posts/approve.html", context, status=409 if _refused(forms) else 200)


def _refused(forms: dict[str, Any]) -> bool:
    return any(form.is_bound and form.refusals for form in forms.values())


def _answers(facts: PostFacts, policy: ResolvedPolicy) -> list[dict[str, Any]]:
    """What the author was asked and how they answered; those asked alone come first."""
    given = {(one.question, one.about): one for one in facts.judged}
    answers = [
        {
            "words": words,
            "alone": bool(about),
            "judged": given[key, about],
            "is_unusual": given[key, about].is_yes != usual_answer(policy, key),
        }
        for key, about, words in questions_for_the_author(facts, policy)
        if (key, about) in given
    ]
    return sorted(answers, key=lambda one: (not one["is_unusual"], not one["alone"]))


def _objective_words(policy: ResolvedPolicy, key: str) -> str:
    shape: Any = policy.settings["post_objectives"].definition.shape
    return str(shape.choices.get(key, ""))


@screen(Permission.POST_RELEASE)
def release(request: SchoolRequest, post_id: int) -> HttpResponse:
    """Let it go without a second reader, where the policy allows it."""
    post: Post = get_object_or_404(Post.objects.select_related("school__trust", "author"), pk=post_id)
    form = ReleasePostForm.of(request)
    if form.does(release_post, request.actor, post):
        say(request, _("Released. A colleague looks at it afterwards."))
        return redirect(post)
    why_not = form.refusals or release_post.why_not(request.actor, post, reason="…")
    return render(
        request,
        "posts/release.html",
        {"post": post, "form": form, "stopping": [one for one in why_not if not one.warning]},
    )


@screen(Permission.POST_APPROVE)
def look(request: SchoolRequest, post_id: int) -> HttpResponse:
    """Look at a post that went out unread."""
    post = post_or_404(request, post_id)
    found: Release = get_object_or_404(
        Release.objects.select_related("by").order_by("-at"), post=post, withdrawn_at=None
    )
    form = LookForm.of(request)
    if form.does(look_at_release, request.actor, found):
        say(request, _("Thank you. It is written down that you looked."))
        return redirect("today")
    why_not = look_at_release.why_not(request.actor, found)
    return render(
        request,
        "posts/look.html",
        {
            "post": post,
            "release": found,
            "form": form,
            "stopping": why_not,
            "pictures": list(post.pictures.all()),
        },
    )
