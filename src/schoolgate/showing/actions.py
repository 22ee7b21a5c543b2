"""Clubs, trips and events are made and changed; a sheet for whoever takes pictures is printed."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, time

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.calendars import school_calendar
from schoolgate.people.models import School
from schoolgate.people.queries import LONDON, holders, today_of
from schoolgate.posts.models import Post
from schoolgate.rules.before_pictures import destroy_on
from schoolgate.rules.exposure import Less
from schoolgate.rules.refusals import Control
from schoolgate.showing import exposure, queries
from schoolgate.showing.models import Group, GroupMember
from schoolgate.web.said_times import in_full

DESTROYED = "duty.sheet_destroyed"
# Whoever keeps consents sees to it that less is shown; the first of these that somebody holds.
_SHOWS_LESS = (Role.DATA_PROTECTION_LEAD, Role.OFFICE, Role.HEADTEACHER)
LESS_WITHIN_SCHOOL_DAYS = 5
LESS_WORDS = {
    Less.REMOVE: gettext_lazy("Take down “%(post)s”"),
    Less.COVER: gettext_lazy("Take down “%(post)s”, or put it up again with faces covered"),
    Less.CROP: gettext_lazy("Take down “%(post)s”, or put it up again cropped or smaller"),
    Less.SMALLER: gettext_lazy("Take down “%(post)s”, or put it up again smaller"),
}


@action(may=Permission.PUPIL_NAME, unless=queries.refusals_to_make_group, records=EventType.GROUP_MADE)
def make_group(
    actor: Actor, school: School, *, name: str, sort: str, last_on: date, classes: Collection[str] = ()
) -> Done:
    """A club, trip or event, with everyone of these classes to begin with."""
    group = Group.objects.create(
        school=school,
        name=name.strip(),
        sort=sort,
        last_on=last_on,
        made_by=actor.person,
        made_at=actor.now,
    )
    today = today_of(actor.now)
    for class_name in classes:
        pupils = queries.pupils_of_class(school, class_name, today).values_list("pk", flat=True)
        GroupMember.objects.bulk_create(GroupMember(group=group, pupil_id=pupil) for pupil in pupils)
    return Done(group, {"sort": sort, "pupils": group.members.count()})


@action(may=Permission.PUPIL_NAME, unless=queries.refusals_to_change_group, records=EventType.GROUP_CHANGED)
def choose_pupils(actor: Actor, group: Group, *, class_name: str, pupils: Collection[int]) -> Done:
    """Say who of one class goes. Nobody of another class is touched, and nobody of another school comes in."""
    of_class = queries.pupils_of_class(group.school, class_name, today_of(actor.now))
    wanted = set(of_class.filter(pk__in=list(pupils)).values_list("pk", flat=True))
    before = queries.members_in(group, class_name)
    GroupMember.objects.filter(group=group, pupil__in=before - wanted).delete()
    GroupMember.objects.bulk_create(
        GroupMember(group=group, pupil_id=pupil) for pupil in sorted(wanted - before)
    )
    return Done(group, {"came": len(wanted - before), "went": len(before - wanted)})


@action(may=Permission.PUPIL_NAME, unless=queries.refusals_to_change_group, records=EventType.GROUP_ENDED)
def end_group(actor: Actor, group: Group) -> Done:
    """It is over; nobody looks it up any more."""
    group.ended_at = actor.now
    group.save(update_fields=["ended_at"])
    return Done(group, {})


@action(may=Permission.PUPIL_NAME, unless=queries.refusals_to_print, records=EventType.SHEET_PRINTED)
def print_sheet(
    actor: Actor, school: School, *, class_name: str = "", group_id: int | None = None, holder: str
) -> Done:
    """Print who may be shown where, for somebody to hold; whoever printed it owes that it is destroyed."""
    group = Group.objects.get(pk=group_id) if group_id is not None else None
    day = destroy_on(today_of(actor.now), group.last_on if group else None)
    what = group.name if group else class_name
    duty = Duty.objects.create(
        school=school,
        key=DESTROYED,
        what=_("Destroy the sheet with who may be shown: %(what)s") % {"what": what},
        more=_("Printed on %(day)s. Get it back and shred it; then say so.")
        % {"day": in_full(today_of(actor.now))},
        # One for each sheet: two of the same class are two papers.
        about=f"sheet:{secrets.token_hex(6)}",
        owed_by=actor.person,
        due_at=datetime.combine(day, time(16), LONDON),
    )
    subject = {"group": group.pk} if group else {"class": class_name}
    detail = {**subject, "holder": holder, "destroy_on": day.isoformat(), "duty": duty.pk}
    return Done(school, detail, (Control.CONSENT_FOR_EVERY_USE,))


@action(
    may=Permission.POST_TAKE_DOWN,
    unless=exposure.refusals_to_ask_for_less,
    records=EventType.LESS_ASKED_FOR,
)
def ask_for_less(actor: Actor, post: Post, *, less: str) -> Done:
    """Make a task of it: somebody takes this post down, or puts it up again with less of pupils in it."""
    school, today = post.school, today_of(actor.now)
    role = next((one for one in _SHOWS_LESS if holders(school, [one], today).exists()), Role.HEADTEACHER)
    duty = Duty.objects.create(
        school=school,
        key=exposure.LESS,
        what=(LESS_WORDS[Less(less)] % {"post": post.heading})[:200],
        more=_("Then say what was done."),
        about=exposure.about_post(post.pk),
        link=reverse("posts:take_down", args=[school.slug, post.pk]),
        owed_by_role=role,
        due_at=school_calendar(school, actor.now).school_days_after(actor.now, LESS_WITHIN_SCHOOL_DAYS),
    )
    return Done(post, {"less": less, "duty": duty.pk}, (Control.CONSENT_FOR_EVERY_USE,))
