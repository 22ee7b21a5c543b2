"""The page for writing a post, as it is shown: after a GET, after a button, and for htmx in the middle of it."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.media.video.asking import films_are_taken
from schoolgate.media.video.words import longest_in_words
from schoolgate.moments.own_lines import said_at
from schoolgate.moments.telling import WHILE_DRAFTING, Told, beside_a_draft
from schoolgate.posts.composing import Composed, composed
from schoolgate.posts.file_names import with_offers
from schoolgate.posts.fixing import standing
from schoolgate.posts.forms.composing import (
    ComposeForm,
    PictureForm,
    QuestionForm,
    initial_of,
    initial_of_new,
    prefix_of,
)
from schoolgate.posts.forms.deciding import READY_REASONS
from schoolgate.posts.last_time import last_time
from schoolgate.posts.models import Post
from schoolgate.posts.saving import Sent, judgements_of, keeps_itself, places_of
from schoolgate.posts.who import Found
from schoolgate.rules.policy import Line
from schoolgate.rules.posts.cameras import camera_is_asked
from schoolgate.rules.posts.deciding import needs_second_reader_first
from schoolgate.web.door import SchoolRequest


def compose_page(
    request: SchoolRequest,
    page: Composed,
    given: Sent | None = None,
    *,
    refusals: Any = (),
    found: dict[int, Found] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    page = with_offers(actor, request.session, page)
    context = {
        "page": page,
        "post": page.post,
        "standing": standing(actor, page),
        "keeps_itself": keeps_itself(actor, page.post),
        "refused": standing(actor, page, [one for one in refusals if not one.warning]),
        "found": found or {},
        "takes_films": films_are_taken(),
        "longest_film": longest_in_words(),
        "may_name": actor.may(Permission.PUPIL_NAME),
        "may_release": _may_release(actor, page),
        "return_reasons": _return_reasons(page),
        **further(page),
        "lines_beside": lines_beside(actor, page),
        "meanings": {question.key: question.meanings for question in page.policy.questions},
        **forms_of(request, page, given),
    }
    # htmx swaps only what succeeded; what is to be put right is for it a page like any other.
    response = render(request, "posts/compose.html", context, status=200 if request.htmx else status)
    return at_its_address(response, page.post) if request.htmx and page.post is not None else response


def forms_of(request: SchoolRequest, page: Composed, given: Sent | None) -> dict[str, Any]:
    """The forms of the page: as they were sent where they could not be saved, else as the post is saved."""
    if given is not None:
        return {"form": given.words, "picture_forms": given.pictures, "question_forms": _asked(page, given)}
    judged = judgements_of(page.post)
    initial = (
        initial_of(page.post, places_of(page.post))
        if page.post
        else initial_of_new(last_time(request.actor), page.policy)
    )
    form = ComposeForm(initial={"form_key": secrets.token_urlsafe(24), **initial}, page=page)
    return {
        "form": form,
        "picture_forms": [PictureForm.of(one.of) for one in page.pictures],
        "question_forms": [QuestionForm.of(one, judged.get((one.key, one.about))) for one in page.questions],
    }


def _asked(page: Composed, given: Sent) -> list[QuestionForm]:
    """The questions of the page as it is now, answered as they were sent, but for answers that lapsed."""
    judged = judgements_of(page.post)
    lapsed = {form.prefix for form in given.questions if given.has_lapsed(form)}
    forms = [
        QuestionForm.of(one, None)
        if prefix_of(one) in lapsed
        else QuestionForm.of(one, judged.get((one.key, one.about)), given.data)
        for one in page.questions
    ]
    for form in forms:
        form.is_valid()
    return forms


def _return_reasons(page: Composed) -> list[str]:
    given = page.returned.reasons if page.returned else ()
    return [str(words) for key, words in READY_REASONS if key in given]


def further(page: Composed) -> dict[str, Any]:
    """What is asked only where it matters, by the names of the template; `further` names those that are asked."""
    asked = {
        "asks_camera": _asks_camera(page),
        "asks_why_alone": _asks_why_alone(page),
        "asks_other_route": _asks_other_route(page),
    }
    return {**asked, "further": " ".join(name for name, is_asked in asked.items() if is_asked)}


def _asks_why_alone(page: Composed) -> bool:
    """Whether somebody has to say, or has said, why one pupil alone is shown."""
    asked = any("single_pupil_reason" in one.ways for one in page.refusals)
    return asked or bool(page.post and page.post.single_pupil_reason)


def _asks_camera(page: Composed) -> bool:
    """Whether the author says what the pictures of pupils were taken with. What they said last time stands there."""
    return page.facts is not None and camera_is_asked(page.facts, page.policy)


def _asks_other_route(page: Composed) -> bool:
    """Whether somebody has to say, or has said, how else families hear of it."""
    asked = any("other_route" in one.ways for one in page.refusals)
    return asked or bool(page.post and page.post.other_route)


def lines_beside(actor: Actor, page: Composed) -> tuple[Line | Told, ...]:
    """What the policy and the school want said for the places chosen; until one is, for wherever it could go."""
    places = page.facts.places if page.facts else ()
    told = beside_a_draft(page.policy, {place.channel for place in places or page.accounts})
    return (*told, *said_at(actor.school, WHILE_DRAFTING, [role.value for role in actor.roles]))


def _may_release(actor: Actor, page: Composed) -> bool:
    if page.post is None or page.facts is None or not actor.may(Permission.POST_RELEASE):
        return False
    return not needs_second_reader_first(page.facts, page.policy)


def back_to(request: SchoolRequest, post: Post, place: str = "") -> HttpResponse:
    """The page again: for htmx as it is now, else by its address, at the place where the person was."""
    if request.htmx:
        fresh = Post.objects.select_related("school__trust", "author").get(pk=post.pk)
        return compose_page(request, composed(request.actor, fresh))
    address = reverse("posts:edit", args=[request.actor.school.slug, post.pk])
    return redirect(f"{address}#{place}" if place else address)


def go_to(request: SchoolRequest, address: str) -> HttpResponse:
    """Another page, also when htmx asked."""
    if request.htmx:
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = address
        return response
    return redirect(address)


def at_its_address(response: HttpResponse, post: Post) -> HttpResponse:
    """The address of the page is that of the post, also when it began as a new one."""
    response.headers["HX-Replace-Url"] = reverse("posts:edit", args=[post.school.slug, post.pk])
    return response
