"""What the things and people of events are called; one query for each kind that can be named, whatever the number."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.models import Event
from schoolgate.audit.queries import Told
from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import Actor
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person
from schoolgate.posts.models import Delivery, NoticeTemplate, Post
from schoolgate.pupils.models import Pupil
from schoolgate.reports.trail.seeing import Reader

# Ids that stand in the words of events under these keys.
IN_DETAIL = {
    "account": "official_accounts.officialaccount",
    "person": "people.person",
    "post": "posts.post",
    "pupil": "pupils.pupil",
}
Names = dict[str, str]


def names_in(told: Iterable[Told], reader: Reader) -> Names:
    """The names of everything in these events that the reader may know, by "posts.post:12"."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in told:
        if reader.sees_who(one.event):
            wanted[one.event.subject_type].add(one.event.subject_id)
            if one.event.actor_id.startswith("person:"):
                wanted["people.person"].add(one.event.actor_id.removeprefix("person:"))
        if one.detail and reader.sees_detail(one.event):
            for key in IN_DETAIL.keys() & one.detail.keys():
                wanted[IN_DETAIL[key]].add(str(one.detail[key]))
    names: Names = {}
    for found, name in _kinds(reader):
        label = found.model._meta.label_lower
        ids = [pk for pk in wanted[label] if pk.isdecimal()]
        names |= {f"{label}:{row.pk}": name(row) for row in found.filter(pk__in=ids)}
    return names


def _kinds(reader: Reader) -> list[tuple[Any, Callable[[Any], str]]]:
    kinds: list[tuple[Any, Callable[[Any], str]]] = [
        (Person.objects, str),
        (Post.objects, lambda post: post.heading),
        (
            Delivery.objects.select_related("post", "account"),
            lambda one: f"{one.post.heading}, {one.account}",
        ),
        (NoticeTemplate.objects, lambda notice: notice.title),
        (OfficialAccount.objects, str),
    ]
    if reader.sees_pupils:
        kinds.append((Pupil.objects, lambda pupil: pupil.full_name))
    if reader.is_keeper:
        # A task may say why a child may no longer be shown.
        kinds.append((Duty.objects, lambda duty: duty.what))
    return kinds


def actor_words(actor_id: str, names: Names) -> str:
    """Who did it."""
    if actor_id == "clock":
        return _("Schoolgate")
    if actor_id.startswith("adult:"):
        return _("A family, by their own link")
    if actor_id.startswith("pupil:"):
        return _("A pupil, by their own code")
    return names.get(f"people.{actor_id}", _("Somebody not signed in"))


def value_in_detail(key: str, value: object, names: Names) -> object:
    """A value of an event's words, or the name of what it points at."""
    return names.get(f"{IN_DETAIL[key]}:{value}", value) if key in IN_DETAIL else value


def address_of(event: Event, actor: Actor, names: Names) -> str:
    """The page of what the event is about, if it has one."""
    pages = {"posts.post": ("posts:post", "post_id"), "people.person": ("people:person", "person_id")}
    if event.subject_type not in pages or f"{event.subject_type}:{event.subject_id}" not in names:
        return ""
    name, argument = pages[event.subject_type]
    slug = actor.school.slug if actor.school else ""
    return reverse(name, kwargs={"school_slug": slug, argument: int(event.subject_id)})
