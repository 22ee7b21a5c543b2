"""Which pupils of a school some words name. The index of the roll is built once and kept, in the process and on disk.

It is found by the school's `roll_key`, which is another one whenever a name changes, so an index is never older than
its roll, also after a restore. No query is needed where the index is there.
"""

import os
import tempfile
from collections import OrderedDict
from datetime import timedelta
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db.models import Q

from schoolgate.kernel.permissions import STAFF_ROLES
from schoolgate.people.models import Person, School, random_address
from schoolgate.pupils.models import Pupil
from schoolgate.pupils.name_index import NameIndex, StaleNameIndex, build_name_index
from schoolgate.rules.names.facts import NameFound, RollName, StaffName

# Enough for every school of the largest trust; an index of a primary school takes about a megabyte.
MOST_HELD = 120
# Somebody who left longer ago is no longer looked for.
LEAVERS_FOR = timedelta(days=400)

_held: OrderedDict[str, NameIndex] = OrderedDict()
_lock = Lock()


def names_in(school: School, text: str, *, roll_key: str = "") -> list[NameFound]:
    """Every pupil of this school whom the text names. `roll_key`: where it was read later than the school."""
    return index_of(school, roll_key).find(text) if text.strip() else []


def index_of(school: School, roll_key: str = "") -> NameIndex:
    """The index of this school's names: from the process, else from disk, else built from the roll (two queries)."""
    key = roll_key or school.roll_key
    with _lock:
        held = _held.get(key)
        if held is not None:
            _held.move_to_end(key)
            return held
    index = _from_disk(key) or _built(school, key)
    with _lock:
        _held[key] = index
        while len(_held) > MOST_HELD:
            _held.popitem(last=False)
    return index


def names_changed(school_id: int) -> None:
    """Somebody's name or class is another one: the next check builds the index anew."""
    School.objects.filter(pk=school_id).update(roll_key=random_address())


def _built(school: School, key: str) -> NameIndex:
    newest = (
        Pupil._base_manager.filter(school_id=school.pk).order_by("-left_on").values_list("left_on", flat=True)
    )
    last_left_on = newest.exclude(left_on__isnull=True).first()
    still_known = Q(left_on__isnull=True)
    if last_left_on is not None:
        still_known |= Q(left_on__gte=last_left_on - LEAVERS_FOR)
    pupils = Pupil._base_manager.filter(still_known, school_id=school.pk)
    staff = Person.objects.filter(
        appointments__school_id=school.pk, appointments__role__in=[role.value for role in STAFF_ROLES]
    ).distinct()
    index = build_name_index(
        (roll_name(pupil) for pupil in pupils.iterator(chunk_size=5000)),
        (StaffName(person.forename, person.surname, person.title) for person in staff),
        ignored=[school.name],
    )
    _to_disk(key, index)
    return index


def roll_name(pupil: Pupil) -> RollName:
    """Every name this pupil has or had, as the index takes it."""
    return RollName(
        pupil_id=pupil.pk,
        legal_forename=pupil.legal_forename,
        legal_surname=pupil.legal_surname,
        preferred_forename=pupil.preferred_forename,
        preferred_surname=pupil.preferred_surname,
        middle_names=pupil.middle_names,
        class_name=pupil.class_name,
        year_group=pupil.year_group,
        former_names=tuple(pupil.former_names),
    )


def _place(key: str) -> Path:
    return Path(settings.DATA) / "names" / f"{key}.index"


def _from_disk(key: str) -> NameIndex | None:
    try:
        return NameIndex.from_bytes(_place(key).read_bytes())
    except (OSError, StaleNameIndex):
        return None


def _to_disk(key: str, index: NameIndex) -> None:
    """Kept for the other processes; a full disk only means that each builds its own."""
    place = _place(key)
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(index.to_bytes())
        Path(name).replace(place)
    except OSError:
        return
