"""The faces in a picture, one by one: whose each is, covered, or declared unrecognisable; and drawing one by hand."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Appearance, Face
from schoolgate.media.queries import box_from
from schoolgate.posts.actions.facing import (
    cover_all,
    cover_face,
    declare_unrecognisable,
    mark_face,
    place_face,
)
from schoolgate.posts.actions.picturing import name_pupils
from schoolgate.posts.covers import aim_from
from schoolgate.posts.faces import FaceShown, barred_in, faces_in
from schoolgate.posts.models import PostPicture
from schoolgate.posts.views.aiming import aim_page, inside_a_post
from schoolgate.posts.views.looking_up import find_names
from schoolgate.posts.views.meanwhile import (
    COVERED,
    NOBODY,
    OPEN,
    answered_meanwhile,
    face_stands,
    new_meanwhile,
    still_to_do,
    stood_on_page,
)
from schoolgate.posts.views.moments import moment_of
from schoolgate.posts.who import Found, classmate_chips, ids_in, named_chips
from schoolgate.pupils.completing import classes_of
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.POST_WRITE)
def faces(request: SchoolRequest, post_id: int, picture_id: int) -> HttpResponse:
    """Each face with who it may be; every button does one thing and comes back to the next face."""
    inside = inside_a_post(request, post_id, picture_id)
    refusals: Any = ()
    found = Found()
    if request.method == "POST":
        name, _colon, what = request.POST.get("do", "").partition(":")
        if name not in _DEEDS:
            raise Http404
        try:
            _DEEDS[name](request, inside, int(what) if what.isdigit() else 0)
        except Refused as refused:
            refusals = refused.refusals
        else:
            if name != "find":
                return redirect(f"{request.path}#{_next_open(inside)}")
            letters = request.POST.get("letters", "")
            found = find_names(request.actor, classes_of(request.actor), letters, everywhere=True)
    context = {**_context(request, inside, found), "refusals": refusals}
    return render(request, "posts/faces.html", context)


@screen(Permission.POST_WRITE)
def mark(request: SchoolRequest, post_id: int, picture_id: int, face_id: int | None = None) -> HttpResponse:
    """Draw a face that was not found, or draw one anew: by dragging, by a tap, by buttons."""
    inside = inside_a_post(request, post_id, picture_id)
    face = get_object_or_404(Face, pk=face_id, picture=inside.picture_id) if face_id else None
    before = box_from(face.box) if face is not None else None
    moment = moment_of(request, inside, face)
    aim = aim_from(request.POST, inside.picture.width, inside.picture.height, before)
    back = _address(request, inside)
    refusals: Any = ()
    if request.method == "POST" and request.POST.get("do") == "cover" and aim is not None:
        sides = [aim.box.left, aim.box.top, aim.box.width, aim.box.height]
        try:
            mark_face(
                request.actor,
                inside.post,
                picture=inside.pk,
                box=sides,
                face=face.pk if face else None,
                seconds=moment.seconds if moment else None,
            )
        except Refused as refused:
            refusals = refused.refusals
        else:
            return redirect(f"{back}#{_next_open(inside)}")
    return aim_page(
        request,
        inside,
        aim,
        back,
        refusals,
        title=_("Draw the face anew") if face else _("Draw a face that was missed"),
        done=_("This is the face"),
        moment=moment,
    )


def _place(request: SchoolRequest, inside: PostPicture, face: int) -> None:
    """Who was chosen for this face; a pupil who was not named in the picture yet is named first."""
    value = request.POST.get(f"who-{face}", "")
    if not _is_to_do(request, inside, face, f"named-{_appearance(inside, value)}"):
        return
    pupils = ids_in([value], "pupil")
    if pupils and not Appearance.objects.filter(picture=inside.picture_id, pupil__in=pupils).exists():
        name_pupils(request.actor, inside.post, picture=inside.pk, pupils=pupils)
    place_face(
        request.actor, inside.post, picture=inside.pk, face=face, appearance=_appearance(inside, value)
    )


def _place_all(request: SchoolRequest, inside: PostPicture, _face: int) -> None:
    """Everyone who was chosen for a face, in one go; where nobody was, nothing is said."""
    chosen = [one for one in _faces(inside) if request.POST.get(f"who-{one.id}")]
    for one in chosen:
        if one.is_open:
            _place(request, inside, one.id)
    others = [one for one in chosen if not one.is_open and not _is_the_same(request, inside, one)]
    if others:
        raise Refused([answered_meanwhile(len(others))])


def _is_the_same(request: SchoolRequest, inside: PostPicture, face: FaceShown) -> bool:
    """Whether whoever was chosen is whom this face was said to be meanwhile."""
    return face.appearance == (_appearance(inside, request.POST.get(f"who-{face.id}", "")) or -1)


def _is_to_do(request: SchoolRequest, inside: PostPicture, face: int, wanted: str) -> bool:
    """Whether this face has not this answer yet. Raises Refused where it has one that the page did not show."""
    now = {one.id: face_stands(one) for one in _faces(inside)}
    return bool(still_to_do(stood_on_page(request), now, [face], wanted))


def _faces(inside: PostPicture) -> list[FaceShown]:
    return faces_in([inside.picture_id])[inside.picture_id]


def _appearance(inside: PostPicture, value: str) -> int | None:
    kind, _colon, what = value.partition(":")
    fields = {"pupil": "pupil_id", "person": "person_id", "shown": "pk"}
    if kind not in fields or not what.isdigit():
        return None
    found = Appearance.objects.filter(picture=inside.picture_id, **{fields[kind]: int(what)}).first()
    return found.pk if found else None


def _cover(request: SchoolRequest, inside: PostPicture, face: int) -> None:
    if _is_to_do(request, inside, face, COVERED):
        cover_face(request.actor, inside.post, picture=inside.pk, face=face)
    say(request, _("Covered. Nobody can make it visible again in what goes out."))


def _cover_all(request: SchoolRequest, inside: PostPicture, _face: int) -> None:
    cover_all(request.actor, inside.post, picture=inside.pk)
    say_who_is_covered(request, inside)


def say_who_is_covered(request: SchoolRequest, inside: PostPicture) -> bool:
    """Say how many are covered, and whether all are; so it returns too."""
    left = len(barred_in(request.actor, inside.post, inside.pk))
    if left:
        words = ngettext(
            "Covered, but for %(number)s person: say which face is theirs.",
            "Covered, but for %(number)s people: say which faces are theirs.",
            left,
        )
        say(request, words % {"number": left})
    else:
        say(request, _("Covered. Nobody can make it visible again in what goes out."))
    return not left


def _nobody(request: SchoolRequest, inside: PostPicture, face: int) -> None:
    if _is_to_do(request, inside, face, NOBODY):
        declare_unrecognisable(request.actor, inside.post, picture=inside.pk, faces=[face])


def _nobody_else(request: SchoolRequest, inside: PostPicture, _face: int) -> None:
    """All that were open on the page. One that nobody saw there stays open."""
    stood = stood_on_page(request)
    still_open = [one.id for one in _faces(inside) if one.is_open]
    seen = [one for one in still_open if not stood or stood.get(one) == OPEN]
    if seen or not still_open:
        declare_unrecognisable(request.actor, inside.post, picture=inside.pk, faces=seen)
    if len(seen) < len(still_open):
        raise Refused([new_meanwhile(len(still_open) - len(seen))])


def _again(request: SchoolRequest, inside: PostPicture, face: int) -> None:
    """What was said of this face is taken back."""
    if _is_to_do(request, inside, face, OPEN):
        place_face(request.actor, inside.post, picture=inside.pk, face=face, appearance=None)


_DEEDS: dict[str, Callable[[SchoolRequest, PostPicture, int], None]] = {
    "place": _place,
    "place_all": _place_all,
    "find": _place_all,
    "cover": _cover,
    "cover_all": _cover_all,
    "nobody": _nobody,
    "nobody_else": _nobody_else,
    "again": _again,
}


def _next_open(inside: PostPicture) -> str:
    return next((f"face-{one.id}" for one in _faces(inside) if one.is_open), "faces-done")


def _context(request: SchoolRequest, inside: PostPicture, looked_for: Found) -> dict[str, Any]:
    actor = request.actor
    found = _faces(inside)
    rows = list(Appearance.objects.filter(picture=inside.picture_id).select_related("person").order_by("pk"))
    barred = [one.pk for one in barred_in(actor, inside.post, inside.pk)]
    named = named_chips(actor, rows, barred=barred)
    there = {chip.value for chip in named}
    may_name = actor.may(Permission.PUPIL_NAME)
    classmates = classmate_chips(actor, classes_of(actor)) if may_name else []
    mine = there | {chip.value for chip in classmates}
    return {
        "inside": inside,
        "post": inside.post,
        "may_name": may_name,
        "looked_for": looked_for,
        "found": [chip for chip in looked_for.chips if chip.value not in mine],
        "faces": found,
        "stood": " ".join(f"{one.id}:{face_stands(one)}" for one in found),
        "open_count": sum(one.is_open for one in found),
        "by_id": {chip.shown: chip for chip in named},
        "named": named,
        "classmates": [chip for chip in classmates if chip.value not in there],
        "anybody_barred": bool(barred),
        "back": f"{reverse('posts:edit', args=[actor.school.slug, inside.post_id])}#about-{inside.pk}",
    }


def _address(request: SchoolRequest, inside: PostPicture) -> str:
    return reverse("posts:faces", args=[request.actor.school.slug, inside.post_id, inside.pk])
