"""What each button of the page for writing a post does, once everything typed is saved."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import Actor
from schoolgate.media.faces.growing import person_around
from schoolgate.media.models import Picture
from schoolgate.media.queries import box_from, box_to
from schoolgate.policies.queries import current_policy
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.actions.drafting import edit_post, take_proposal
from schoolgate.posts.actions.facing import cover_all, cover_face, place_face
from schoolgate.posts.actions.filming import choose_sound
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.actions.picturing import (
    PictureSaid,
    cover_person,
    describe_pictures,
    remove_picture,
    uncover_person,
)
from schoolgate.posts.actions.reading import cover_words, let_words_stand
from schoolgate.posts.composing import composed
from schoolgate.posts.faces import face_of
from schoolgate.posts.facts import post_facts
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.queries import who_may_decide
from schoolgate.posts.saving import places_of
from schoolgate.posts.views.compose_page import back_to, compose_page, go_to
from schoolgate.posts.views.facing import say_who_is_covered
from schoolgate.posts.views.looking_up import find_names
from schoolgate.posts.wording import with_first_name, without
from schoolgate.rules.posts.content import maker_of
from schoolgate.rules.posts.facts import NO_PUPIL_MEANT
from schoolgate.web.door import SchoolRequest
from schoolgate.web.forms import say

MOST_NAMES_SAID = 4


def keep(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    """Keep it as a draft: everything is saved already."""
    say(request, _("Kept as a draft. Nothing has gone out."))
    return back_to(request, post)


def stay(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    """Nothing more: what was typed is saved, pictures that came are in."""
    return back_to(request, post, "about" if what else "pictures")


def _send(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    actor = request.actor
    try:
        submit_post(actor, post)
    except Refused as refused:
        return compose_page(request, composed(actor, post), refusals=refused.refusals, status=409)
    sent_post = Post.objects.select_related("school__trust", "author").get(pk=post.pk)
    page = composed(actor, sent_post)
    assert page.facts is not None  # noqa: S101 - a post that was sent has facts
    readers = [
        str(one) for one in who_may_decide(sent_post, page.facts, page.policy, actor.now)[:MOST_NAMES_SAID]
    ]
    say(request, _sent_words(readers))
    return go_to(request, sent_post.get_absolute_url())


def _sent_words(readers: list[str]) -> str:
    if not readers:
        return _("Sent for approval. Nobody can decide it yet: tell the headteacher.")
    if len(readers) == 1:
        return _("Sent. %(name)s can approve it.") % {"name": readers[0]}
    return _("Sent. %(names)s or %(last)s can approve it.") % {
        "names": ", ".join(readers[:-1]),
        "last": readers[-1],
    }


def _remove(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    remove_picture(request.actor, post, picture=_number(what))
    say(request, _("The picture is out of the post and deleted here."))
    return back_to(request, post, "pictures")


def _go(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    """To another page of this program, now that everything typed is kept."""
    if what.startswith("/") and url_has_allowed_host_and_scheme(what, allowed_hosts=None):
        return go_to(request, what)
    return stay(request, post, "")


def _leave_out(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    places = tuple(pk for pk in places_of(post) if pk != _number(what))
    _edit(request.actor, post, places=places)
    return back_to(request, post, "id_places")


def _take_out(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    _reword(request.actor, post, lambda words: without(words, what))
    return back_to(request, post, "id_text")


def _put_credit(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    inside = get_object_or_404(PostPicture, post=post, pk=_number(what))
    credit = _("Picture: %(maker)s") % {"maker": maker_of(inside.credit)}
    _edit(request.actor, post, text=f"{post.text.rstrip()}\n{credit}")
    return back_to(request, post, "id_text")


def _use_first_name(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    facts = post_facts(post, request.actor.now, policy=current_policy(post.school))
    first = next((one.pupils[0].short_name.rsplit(" ", 1)[0] for one in facts.named if one.words == what), "")
    if first:
        _reword(request.actor, post, lambda words: with_first_name(words, what, first))
    return back_to(request, post, "id_text")


def _reword(actor: Actor, post: Post, change: Callable[[str], str]) -> None:
    """Change the words wherever they stand: title, text, and what the pictures are said to show."""
    if (change(post.title), change(post.text)) != (post.title, post.text):
        _edit(actor, post, title=change(post.title), text=change(post.text))
    said = [
        PictureSaid(one.pk, change(one.alt), one.people_count, one.people_in_words, one.rights, one.credit)
        for one in PostPicture.objects.filter(post=post).order_by("position", "pk")
        if change(one.alt) != one.alt
    ]
    if said:
        describe_pictures(actor, post, said=said)


def _no_pupil_meant(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    answer_questions(request.actor, post, answers=[Answer(NO_PUPIL_MEANT, False, about=what)])
    return back_to(request, post, "id_text")


def _take_proposal(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    take_proposal(request.actor, post, proposal=_number(what))
    say(request, _("Their words are in. Send it when you are ready."))
    return back_to(request, post, "id_text")


def _sound(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    """ "12-keep" lets the video 12 out with what can be heard in it, "12-drop" without."""
    picture, _dash, choice = what.partition("-")
    choose_sound(request.actor, post, picture=_number(picture), keep=choice == "keep")
    return back_to(request, post, "pictures")


def _uncover(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    uncover_person(request.actor, post, appearance=_number(what))
    return back_to(request, post, "about")


def _cover(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    """To the page where they are covered: "12" is somebody named, "-7" the pupil 7, "p3" anybody in picture 3."""
    address = {"school_slug": request.actor.school.slug, "post_id": post.pk}
    if what.startswith("p"):
        return go_to(
            request, reverse("posts:cover_somebody", kwargs={**address, "picture_id": _number(what[1:])})
        )
    number = _number(what.removeprefix("-"))
    who = {"appearances__pupil": number} if what.startswith("-") else {"appearances": number}
    inside: PostPicture = get_object_or_404(
        PostPicture.objects.select_related("picture", "post"),
        post=post,
        picture__in=Picture.objects.filter(**who),
    )
    shown = inside.picture.appearances.get(**{"pupil": number} if what.startswith("-") else {"pk": number})
    face = face_of(shown)
    if face is not None and inside.picture.film:
        place_and_cover(request.actor, inside, face.pk, shown.pk)
        say(request, _("Covered. Nobody can make it visible again in what goes out."))
        return back_to(request, post, f"about-{inside.pk}")
    if face is not None:
        whole = box_to(person_around(box_from(face.box)))
        cover_person(request.actor, post, picture=inside.pk, box=whole, appearance=shown.pk)
        say(request, _("Covered. Nobody can make it visible again in what goes out."))
        return back_to(request, post, f"about-{inside.pk}")
    return go_to(
        request,
        reverse("posts:cover", kwargs={**address, "picture_id": inside.pk, "appearance_id": shown.pk}),
    )


def place_and_cover(actor: Actor, inside: PostPicture, face: int, shown: int) -> None:
    """In a video a cover goes with the face: it is said to be theirs first."""
    place_face(actor, inside.post, picture=inside.pk, face=face, appearance=shown)
    cover_face(actor, inside.post, picture=inside.pk, face=face)


def _cover_all(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    """Everybody in one picture who may not be shown; whose face is not known is asked on the page of the faces."""
    inside = get_object_or_404(PostPicture, post=post, pk=_number(what))
    try:
        cover_all(request.actor, post, picture=inside.pk)
        if say_who_is_covered(request, inside):
            return back_to(request, post, f"about-{inside.pk}")
    except Refused as refused:
        say(request, refused.refusals[0].words)
    return go_to(request, reverse("posts:faces", args=[request.actor.school.slug, post.pk, inside.pk]))


def _cover_words(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    words = _numbers(what)
    cover_words(request.actor, post, words=words)
    say(request, _("Covered. Nobody can make it visible again in what goes out."))
    return back_to(request, post, f"about-{_inside_of(post, words)}")


def _let_words_stand(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    words = _numbers(what)
    let_words_stand(request.actor, post, words=words)
    return back_to(request, post, f"about-{_inside_of(post, words)}")


def _inside_of(post: Post, words: Sequence[int]) -> int:
    meant = PostPicture.objects.filter(post=post, picture__words_seen__in=words)
    return meant.values_list("pk", flat=True).first() or 0


def _find(request: SchoolRequest, post: Post, what: str) -> HttpResponse:
    """Without JavaScript: look for a name, and show who was found among the chips."""
    page = composed(request.actor, post)
    found = find_names(request.actor, page.classes, request.POST.get(f"letters-{what}", ""), everywhere=True)
    return compose_page(request, page, found={_number(what): found})


DEEDS: dict[str, Callable[[SchoolRequest, Post, str], HttpResponse]] = {
    "save": keep,
    "stay": stay,
    "send": _send,
    "remove_picture": _remove,
    "go": _go,
    "leave_out": _leave_out,
    "take_out": _take_out,
    "use_first_name": _use_first_name,
    "put_credit": _put_credit,
    "no_pupil_meant": _no_pupil_meant,
    "take_proposal": _take_proposal,
    "cover": _cover,
    "cover_all": _cover_all,
    "uncover": _uncover,
    "sound": _sound,
    "cover_words": _cover_words,
    "no_name": _let_words_stand,
    "not_private": _let_words_stand,
    "find": _find,
}


def _edit(actor: Actor, post: Post, **changed: Any) -> None:
    """Change a few things of the post and leave the rest as it is saved."""
    now = {
        "text": post.text,
        "title": post.title,
        "objective": post.objective,
        "speaker": post.speaker,
        "goes_out_at": post.goes_out_at,
        "taken_with": tuple(post.taken_with),
        "single_pupil_reason": post.single_pupil_reason,
        "other_route": post.other_route,
        "places": places_of(post),
    }
    edit_post(actor, post, **{**now, **changed})


def _numbers(what: str) -> list[int]:
    return [int(one) for one in what.split(",") if one.isdigit()]


def _number(what: str) -> int:
    return int(what) if what.isdigit() else 0
