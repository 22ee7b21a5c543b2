"""Finding names while typing, and covering somebody: the small pages beside the page for writing a post."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Appearance
from schoolgate.media.queries import box_from
from schoolgate.posts.actions.picturing import cover_person
from schoolgate.posts.covers import aim_from
from schoolgate.posts.faces import faces_in
from schoolgate.posts.views.aiming import aim_page, inside_a_post
from schoolgate.posts.views.looking_up import find_names
from schoolgate.posts.who import ticked_chips, value_of
from schoolgate.pupils.completing import classes_of
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.PUPIL_NAME)
@require_POST
def who(request: SchoolRequest, post_id: int, picture_id: int) -> HttpResponse:
    """The chips of a picture for the letters typed: those ticked already, own pupils, then the rest."""
    actor = request.actor
    inside = inside_a_post(request, post_id, picture_id)
    letters = request.POST.get(f"letters-{inside.pk}", "")
    ticked = set(request.POST.getlist(f"who-{inside.pk}"))
    named = {value_of(one) for one in inside.picture.appearances.all()}
    chosen = ticked_chips(actor, sorted(ticked - named))
    found = find_names(actor, classes_of(actor), letters, everywhere="everywhere" in request.GET)
    return render(
        request,
        "posts/compose/found.html",
        {
            "picture": inside,
            "post": inside.post,
            "chosen": chosen,
            "found": found,
            "chips": [chip for chip in found.chips if chip.value not in ticked | named],
        },
    )


@screen(Permission.POST_WRITE)
def cover(
    request: SchoolRequest, post_id: int, picture_id: int, appearance_id: int | None = None
) -> HttpResponse:
    """Tap the place in the picture, move it until it fits, cover it. Nothing is kept before."""
    inside = inside_a_post(request, post_id, picture_id)
    shown = (
        get_object_or_404(Appearance, pk=appearance_id, picture=inside.picture_id) if appearance_id else None
    )
    before = box_from(shown.box) if shown is not None and shown.box else None
    aim = aim_from(
        request.POST,
        inside.picture.width,
        inside.picture.height,
        before,
        [one.box for one in faces_in([inside.picture_id])[inside.picture_id]],
    )
    back = f"{reverse('posts:edit', args=[request.actor.school.slug, inside.post_id])}#about-{inside.pk}"
    refusals: Any = ()
    if request.method == "POST" and request.POST.get("do") == "cover" and aim is not None:
        try:
            cover_person(
                request.actor,
                inside.post,
                picture=inside.pk,
                box=[aim.box.left, aim.box.top, aim.box.width, aim.box.height],
                appearance=shown.pk if shown else None,
            )
        except Refused as refused:
            refusals = refused.refusals
        else:
            say(request, _("Covered. Nobody can make it visible again in what goes out."))
            return redirect(back)
    named = request.actor.may(Permission.PUPIL_NAME) or (shown is not None and shown.pupil_id is None)
    who = _name_of(shown) if shown is not None and named else ""
    title = _("Cover %(name)s") % {"name": who} if who else _("Cover somebody")
    return aim_page(request, inside, aim, back, refusals, title=title, done=_("Cover"))


def _name_of(shown: Appearance) -> str:
    if shown.pupil is not None:
        return shown.pupil.short_name
    return shown.person.short_name if shown.person is not None else shown.visitor_words
