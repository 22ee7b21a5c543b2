"""Something is wrong with a picture: two buttons, without showing it again, and then what is to be done."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.away import Away
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.media.models import Picture
from schoolgate.media.removing import files_go
from schoolgate.people.queries import holders, today_of
from schoolgate.posts.actions.deleting import delete_compromising, report_as_sexual
from schoolgate.posts.forms.deciding import PlainForm
from schoolgate.posts.models import Delivery, Post
from schoolgate.posts.publishing.states import NOT_PUBLIC
from schoolgate.posts.views.keeping import keep_all
from schoolgate.registers.models import Entry
from schoolgate.web.door import SchoolRequest, screen

_TYPES = (EventType.PICTURE_DELETED, EventType.PICTURE_REPORTED)
# Whom one speaks to, the first of them that somebody holds.
_LEADS = (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER)


@screen(Permission.PICTURE_DELETE)
def wrong_picture(request: SchoolRequest, picture_id: int) -> HttpResponse:
    """What is wrong with it: it goes with the button, and is not shown here."""
    picture: Picture = get_object_or_404(Picture, pk=picture_id)
    if request.method == "POST" and request.POST.get("wrong") == "sexual" and _reported(request, picture):
        return redirect("posts:picture_deleted", request.actor.school.slug, picture.pk)
    form = PlainForm.of(request)
    is_compromising = request.POST.get("wrong") == "compromising"
    if is_compromising and form.does(delete_compromising, request.actor, picture):
        _files_go_now(picture)
        return redirect("posts:picture_deleted", request.actor.school.slug, picture.pk)
    if picture.removed_at is not None and _deed_of(request, picture) is not None:
        return redirect("posts:picture_deleted", request.actor.school.slug, picture.pk)
    context = {
        "picture": picture,
        "form": form,
        "post": Post.objects.filter(pictures__picture=picture).first(),
    }
    return render(request, "posts/wrong_picture.html", context, status=409 if form.refusals else 200)


def _reported(request: SchoolRequest, picture: Picture) -> bool:
    """One tap, from every page that shows it: first it goes, then what else stood on that page is kept."""
    try:
        report_as_sexual(request.actor, picture)
    except Refused:
        return False
    _files_go_now(picture)
    keep_all(request)
    return True


@screen(Permission.PICTURE_DELETE)
def picture_deleted(request: SchoolRequest, picture_id: int) -> HttpResponse:
    """What to do now, for whoever deleted it; for everybody else there is nothing to see."""
    picture: Picture = get_object_or_404(Picture.objects.exclude(removed_at=None), pk=picture_id)
    deed = _deed_of(request, picture)
    if deed is None:
        raise Http404
    went_out = Delivery.objects.filter(post__pictures__picture=picture).exclude(state__in=NOT_PUBLIC)
    actor = request.actor
    on = today_of(actor.now)
    context = {
        "picture": picture,
        "deed": deed,
        "went_out": list(went_out.select_related("account", "post__school").distinct()),
        "leads": next((who for role in _LEADS if (who := list(holders(actor.school, [role], on)))), []),
        "contacts": [one for one in _help() if one.answers.get("kind") == "reporting"],
    }
    page = (
        "posts/picture_reported.html"
        if deed.type == EventType.PICTURE_REPORTED
        else "posts/picture_deleted.html"
    )
    return render(request, page, context)


def _help() -> QuerySet[Entry]:
    """What the school has written down of where people find help."""
    return Entry.objects.filter(key="support_contacts", ended_at__isnull=True).order_by("pk")


def _files_go_now(picture: Picture) -> None:
    """Before the answer is sent. Where the store does not answer, what follows the event tries again."""
    try:
        files_go(picture)
    except Away:
        return


def _deed_of(request: SchoolRequest, picture: Picture) -> Event | None:
    """That this person deleted it."""
    done = Event.objects.filter(
        log_id=request.actor.log_key,
        type__in=_TYPES,
        subject_type=Picture._meta.label_lower,
        subject_id=str(picture.pk),
        actor_id=request.actor.id,
    )
    return done.first()
