"""Pages for whoever takes pictures: choose a class, club or trip; who may be shown where; the sheet; the notice."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.pupils.lists import classes_of
from schoolgate.rules.before_pictures import destroy_on
from schoolgate.showing import queries
from schoolgate.showing.actions import choose_pupils, end_group, make_group, print_sheet
from schoolgate.showing.forms import HOLDER_WORDS, ButtonForm, ChoosePupilsForm, MakeGroupForm, PrintForm
from schoolgate.showing.models import Group
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url
from schoolgate.web.said_times import in_full
from schoolgate.wishes.queries import wishes_at


@screen(Permission.PUPIL_NAME)
def choose(request: SchoolRequest) -> HttpResponse:
    """Which class, club or trip? One's own classes first."""
    school, today = request.actor.school, today_of(request.actor.now)
    classes, own = classes_of(school, today), queries.own_classes(request.actor)
    mine = [one for one in classes if one in own]
    return render(
        request,
        "showing/choose.html",
        {
            "mine": mine,
            "classes": [one for one in classes if one not in mine],
            "groups": list(queries.groups_of(school, today)),
        },
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """The class or group that a page is about."""

    class_name: str
    group: Group | None

    @property
    def words(self) -> str:
        return self.group.name if self.group else self.class_name


def _asked(request: SchoolRequest) -> Asked | None:
    """What the address or the form asks about, None for nothing; 404 where there is no such class or group here."""
    given = request.POST if request.method == "POST" else request.GET
    group_id = given.get("group", "")
    if not group_id and "class" not in given:
        return None
    if group_id:
        if not group_id.isdecimal():
            raise Http404
        group: Group = get_object_or_404(Group, pk=int(group_id), ended_at__isnull=True)
        return Asked("", group)
    class_name = given.get("class", "")[:40]
    if class_name not in classes_of(request.actor.school, today_of(request.actor.now)):
        raise Http404
    return Asked(class_name, None)


def _lines(request: SchoolRequest, asked: Asked) -> queries.Lines:
    school, today = request.actor.school, today_of(request.actor.now)
    if asked.group is not None:
        return queries.lines_of(school, queries.pupils_of_group(asked.group, today), today)
    return queries.lines_of(school, queries.pupils_of_class(school, asked.class_name, today), today)


@screen(Permission.PUPIL_NAME)
def who(request: SchoolRequest) -> HttpResponse:
    """Who of a class, club or trip may be shown where, today: on a phone, just before."""
    asked = _asked(request)
    if asked is None:
        return redirect(url("showing:choose", school_slug=request.actor.school.slug))
    return render(request, "showing/who.html", _told(request, asked) | {"form": PrintForm.of(request)})


def _told(request: SchoolRequest, asked: Asked) -> dict[str, object]:
    """Who may be shown where, and who asked not to be filmed there."""
    school, today = request.actor.school, today_of(request.actor.now)
    return {
        "asked": asked,
        "lines": _lines(request, asked),
        "asked_out": wishes_at(school, asked.words, today),
    }


@screen(Permission.PUPIL_NAME)
@require_POST
def sheet(request: SchoolRequest) -> HttpResponse:
    """The same as a sheet of paper, with its date and the day on which it is destroyed."""
    asked = _asked(request)
    if asked is None:
        return redirect(url("showing:choose", school_slug=request.actor.school.slug))
    form = PrintForm.of(request)
    group_id = asked.group.pk if asked.group else None
    if not form.does(
        print_sheet,
        request.actor,
        request.actor.school,
        class_name=asked.class_name,
        group_id=group_id,
    ):
        return render(request, "showing/who.html", _told(request, asked) | {"form": form})
    today = today_of(request.actor.now)
    return render(
        request,
        "showing/sheet.html",
        _told(request, asked)
        | {
            "holder": HOLDER_WORDS[form.cleaned_data["holder"]],
            "printed": in_full(today),
            "destroy": in_full(destroy_on(today, asked.group.last_on if asked.group else None)),
        },
    )


@screen(Permission.PUPIL_NAME)
def make(request: SchoolRequest) -> HttpResponse:
    """A new club, trip or event."""
    actor = request.actor
    form = MakeGroupForm.of(request, classes=classes_of(actor.school, today_of(actor.now)))
    if form.does(make_group, actor, actor.school):
        return redirect(url("showing:group", school_slug=actor.school.slug, group_id=form.done_id))
    return render(request, "showing/make.html", {"form": form})


@screen(Permission.PUPIL_NAME)
def group(request: SchoolRequest, group_id: int) -> HttpResponse:
    """One club, trip or event: who goes, class by class, and its end."""
    shown: Group = get_object_or_404(Group, pk=group_id)
    today = today_of(request.actor.now)
    classes = classes_of(request.actor.school, today)
    goes = list(queries.pupils_of_group(shown, today).values_list("class_name", flat=True))
    return render(
        request,
        "showing/group.html",
        {"group": shown, "classes": [(one, goes.count(one)) for one in classes], "many": len(goes)},
    )


@screen(Permission.PUPIL_NAME)
def pupils(request: SchoolRequest, group_id: int) -> HttpResponse:
    """Who of one class goes."""
    shown: Group = get_object_or_404(Group, pk=group_id)
    if "class" not in request.GET:
        return redirect(url("showing:group", school_slug=request.actor.school.slug, group_id=shown.pk))
    asked = _asked_class(request)
    today = today_of(request.actor.now)
    of_class = queries.pupils_of_class(request.actor.school, asked, today)
    names = sorted((one.full_name, one.pk) for one in of_class)
    form = ChoosePupilsForm.of(
        request,
        pupils=[(pk, name) for name, pk in names],
        initial={"pupils": sorted(queries.members_in(shown, asked))},
    )
    if form.does(choose_pupils, request.actor, shown, class_name=asked):
        say(request, _("Saved."))
        return redirect(url("showing:group", school_slug=request.actor.school.slug, group_id=shown.pk))
    return render(request, "showing/pupils.html", {"group": shown, "class_name": asked, "form": form})


def _asked_class(request: SchoolRequest) -> str:
    class_name = request.GET.get("class", "")[:40]
    if class_name not in classes_of(request.actor.school, today_of(request.actor.now)):
        raise Http404
    return class_name


@screen(Permission.PUPIL_NAME)
def end(request: SchoolRequest, group_id: int) -> HttpResponse:
    """It is over."""
    shown: Group = get_object_or_404(Group, pk=group_id)
    form = ButtonForm.of(request)
    if form.does(end_group, request.actor, shown):
        say(request, _("It is over. Nobody looks it up any more."))
        return redirect(url("showing:choose", school_slug=request.actor.school.slug))
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("Is %(name)s over?") % {"name": shown.name},
            "what_happens": _(
                "It goes from the list of whoever takes pictures. What was printed is destroyed."
            ),
            "yes": _("It is over"),
            "back": url("showing:group", school_slug=request.actor.school.slug, group_id=shown.pk),
            "form": form,
        },
    )


@screen(Permission.PUPIL_NAME)
def notice(request: SchoolRequest) -> HttpResponse:
    """Words for families who film at an event: to be read out, sent or hung up. The same at every event."""
    group_id = request.GET.get("group", "")
    shown = get_object_or_404(Group, pk=int(group_id)) if group_id.isdecimal() else None
    return render(request, "showing/notice.html", {"group": shown})
