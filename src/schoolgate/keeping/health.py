"""How the installation is doing: for whoever runs it in words, for machines in numbers, never a word about a person."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.audit.models import Checkpoint, Event, Waiting
from schoolgate.keeping.backing_up import can_be_made, lies_open
from schoolgate.keeping.installation import installation, journal
from schoolgate.keeping.models import Hold, Installation
from schoolgate.keeping.put_right import mail_has_arrived
from schoolgate.keeping.rotation import newest_at
from schoolgate.kernel.models import FollowUp
from schoolgate.media.checked import Standing
from schoolgate.media.faces.finding import model_standing
from schoolgate.media.object_store import StoreAway
from schoolgate.media.strangers import Gets, tried_this_hour
from schoolgate.media.words_seen.finding import models_standing
from schoolgate.notifications.letters import RESTORED
from schoolgate.notifications.models import Letter
from schoolgate.notifications.server import trouble
from schoolgate.posts.models import Delivery
from schoolgate.web.said_times import when

ALIVE_WITHIN = timedelta(minutes=3)
WAITS_TOO_LONG = timedelta(minutes=10)
BACKUP_TOO_OLD = timedelta(hours=36)
GIVEN_UP_LATELY = timedelta(days=7)
LITTLE_ROOM, HARDLY_ANY = 5 * 10**9, 10**9


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of the page. `state`: good, open (mind it) or bad."""

    what: str
    words: str
    state: str = "good"
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is measured, once for the page and for the metrics; seconds since, None where it never was."""

    clock_s: float | None
    worker_s: float | None
    queue: int
    oldest_s: float
    letters_waiting: int
    letters_given_up: int
    unknown: int
    held: int
    events: int
    events_waiting: int
    backup_s: float | None
    room: int
    least_in: str
    trail_faults: int
    verified_s: float | None


def numbers(now: datetime) -> Numbers:
    """Everything measured now; a dozen small queries."""
    row = installation(now)
    due = FollowUp.objects.filter(done_at__isnull=True)
    # What was tried and put off has waited since its event, not since its next try.
    oldest = due.aggregate(first=Min("event__at"))["first"]
    letters = Letter.objects.filter(sent_at__isnull=True)
    backup = newest_at(settings.BACKUP_DIR)
    free, least_in = room()
    return Numbers(
        clock_s=_since(row.clock_seen_at, now),
        worker_s=_since(row.worker_seen_at, now),
        queue=due.count(),
        oldest_s=_since(oldest, now) or 0,
        letters_waiting=letters.filter(given_up_at__isnull=True).count(),
        letters_given_up=letters.filter(given_up_at__isnull=False).count(),
        unknown=Delivery._base_manager.filter(state=Delivery.State.UNKNOWN).count(),
        held=Hold._base_manager.filter(lifted_at__isnull=True).count(),
        events=Event.objects.count(),
        events_waiting=Waiting.objects.count(),
        backup_s=_since(backup, now),
        room=free,
        least_in=least_in,
        trail_faults=row.trail_faults,
        verified_s=_since(row.verified_at, now),
    )


FOLDERS = ("DATA", "MEDIA_STORE", "BACKUP_DIR", "JOURNAL_DIR")


def room() -> tuple[int, str]:
    """Bytes free where there is least of it, and the setting of that folder. A folder that is away is left out."""
    there = [(name, Path(getattr(settings, name))) for name in FOLDERS]
    return min((shutil.disk_usage(folder).free, name) for name, folder in there if folder.is_dir())


def _what_lies_in(setting: str) -> str:
    return {
        "DATA": _("the folder of the data"),
        "MEDIA_STORE": _("the folder of the pictures"),
        "BACKUP_DIR": _("the folder of the backups"),
        "JOURNAL_DIR": _("the folder of the never-forget journal"),
    }[setting]


def _folders_away() -> Iterator[Sign]:
    """A disk that is not mounted: the folder on it is not there."""
    more = _("Look whether its disk is there and mounted, and at %(setting)s.")
    for name in FOLDERS:
        if not Path(getattr(settings, name)).is_dir():
            words = _("Away: %(what)s") % {"what": _what_lies_in(name)}
            yield Sign(_("Folder"), words, "bad", more % {"setting": f"SCHOOLGATE_{name}"})


def is_alive(now: datetime) -> bool:
    """The database answers and the clock runs: what a monitor asks."""
    try:
        row = Installation.objects.order_by("pk").first()
    except DatabaseError:
        return False
    return row is not None and row.clock_seen_at is not None and now - row.clock_seen_at < ALIVE_WITHIN


def signs(now: datetime) -> list[Sign]:
    """The page, what is wrong first."""
    measured = numbers(now)
    found = [
        *_running(measured),
        *_kept(measured, now),
        *_store(),
        _mail(measured, now),
        _faces(),
        _words(),
        _version(),
    ]
    return sorted(found, key=lambda sign: ("bad", "open", "good").index(sign.state))


def _running(n: Numbers) -> Iterator[Sign]:
    start = _(
        "Start it again: systemctl restart schoolgate. Then look into its log: journalctl -u schoolgate."
    )
    for what, seconds in ((_("Clock"), n.clock_s), (_("Worker"), n.worker_s)):
        alive = seconds is not None and seconds < ALIVE_WITHIN.total_seconds()
        words = _("It runs") if alive else _("It does not run")
        yield Sign(what, words, "good" if alive else "bad", "" if alive else start)
    late = n.oldest_s > WAITS_TOO_LONG.total_seconds()
    words = ngettext("%(n)s thing waits", "%(n)s things wait", n.queue) % {"n": n.queue}
    if n.queue:
        words += ", " + _("the oldest for %(time)s") % {"time": spoken(n.oldest_s)}
    yield Sign(_("Follow-ups"), words, "bad" if late else "good", start if late else "")
    if n.unknown:
        more = _("Their authors were asked to look.")
        words = ngettext(
            "Of %(n)s post nobody knows whether it is up",
            "Of %(n)s posts nobody knows whether they are up",
            n.unknown,
        )
        yield Sign(_("Posts"), words % {"n": n.unknown}, "open", more)
    if n.held:
        words = ngettext(
            "%(n)s school is held after a restore", "%(n)s schools are held after a restore", n.held
        )
        more = ngettext(
            "Its headteacher looks at “After the restore”.",
            "Their headteachers look at “After the restore”.",
            n.held,
        )
        yield Sign(_("Held"), words % {"n": n.held}, "open", more)


def _kept(n: Numbers, now: datetime) -> Iterator[Sign]:
    if n.backup_s is None:
        words, state = _("None yet"), "bad"
    else:
        old = n.backup_s > BACKUP_TOO_OLD.total_seconds()
        words = _("The newest is %(time)s old") % {"time": spoken(n.backup_s)}
        state = "bad" if old else "good"
    more = "" if state == "good" else _("Run “sudo schoolgate backup” and read what it says.")
    yield Sign(_("Backup"), words, state, more)
    yield from _seal()
    yield from _folders_away()
    state = "bad" if n.room < HARDLY_ANY else "open" if n.room < LITTLE_ROOM else "good"
    more = _("Make room there, or give it another disk: %(setting)s.") % {
        "setting": f"SCHOOLGATE_{n.least_in}"
    }
    words = _("%(n)s GB free") % {"n": f"{n.room / 10**9:.1f}"}
    if state != "good":
        words = _("%(room)s where %(what)s lies") % {"room": words, "what": _what_lies_in(n.least_in)}
    yield Sign(_("Disk"), words, state, "" if state == "good" else more)
    wrong = journal().damage()
    more = _("Keep the folder as it is, and find out what wrote into it before anything is restored.")
    yield Sign(
        _("Never-forget journal"), wrong or _("Whole"), "bad" if wrong else "good", more if wrong else ""
    )
    yield _trail(n, now)


def _seal() -> Iterator[Sign]:
    what = _("Key of the backups")
    if settings.IS_DEMO:
        return
    if not can_be_made():
        more = _("Run “sudo schoolgate backup_key” and follow it: docs/install.md, “Backups”.")
        yield Sign(what, _("None is named, so no backup is made at night"), "bad", more)
    elif lies_open():
        more = _("Run “sudo schoolgate backup_key” to have them sealed.")
        yield Sign(what, _("Backups are not sealed: whoever finds one can read it"), "open", more)
    else:
        yield Sign(what, _("Backups open only with the key that you keep apart"))


def _trail(n: Numbers, now: datetime) -> Sign:
    if n.trail_faults:
        return Sign(_("Trail"), _("It is not as it was"), "bad", _("Run “sudo schoolgate audit verify”."))
    signed = Checkpoint.objects.order_by("-at").values_list("at", flat=True).first()
    words = _("Signed %(when)s") % {"when": when(signed, now)} if signed else _("Not signed yet")
    if n.verified_s is None:
        return Sign(
            _("Trail"), words + ", " + _("not checked yet"), "open", _("The nightly backup checks it.")
        )
    return Sign(_("Trail"), words + ", " + _("checked %(time)s ago") % {"time": spoken(n.verified_s)})


def _mail(n: Numbers, now: datetime) -> Sign:
    what = _("E-mail")
    if not settings.EMAIL_HOST:
        words = _("There is no mail server: e-mails are only kept as files")
        return Sign(what, words, "open", _("Set SCHOOLGATE_MAIL_HOST."))
    if wrong := trouble():
        words = _("%(what)s, since %(when)s") % {"what": wrong.words, "when": when(wrong.since, now)}
        waiting = ngettext("%(n)s e-mail waits.", "%(n)s e-mails wait.", n.letters_waiting)
        tried = _("It is tried again each minute.")
        return Sign(what, words, "bad", f"{wrong.next_step} {waiting % {'n': n.letters_waiting}} {tried}")
    lost = Letter.objects.filter(given_up_at__gt=now - GIVEN_UP_LATELY).exclude(last_problem=RESTORED).count()
    if lost:
        words = ngettext(
            "%(n)s e-mail was given up in the last week", "%(n)s e-mails were given up in the last week", lost
        )
        more = _(
            "The server takes e-mails now. Those do not go again; what staff have to do stands on their Today."
        )
        return Sign(what, words % {"n": lost}, "open", more)
    if not mail_has_arrived():
        return Sign(what, _("Not tested yet"), "open", _("Send yourself a test."))
    words = ngettext("%(n)s e-mail waits", "%(n)s e-mails wait", n.letters_waiting)
    return Sign(what, words % {"n": n.letters_waiting})


def _store() -> Iterator[Sign]:
    """Where pictures lie in a bucket: whether somebody without a key gets anything of it."""
    what = _("Bucket with the pictures")
    try:
        gets = tried_this_hour()
    except StoreAway:
        more = _("Look whether it runs, and at SCHOOLGATE_STORE_ENDPOINT.")
        yield Sign(what, _("It does not answer"), "bad", more)
        return
    close = _("Close it now: block all public access in the settings of the bucket.")
    match gets:
        case Gets.THE_LIST:
            yield Sign(what, _("Everybody on the internet can list what is in it"), "bad", close)
        case Gets.AN_OBJECT:
            yield Sign(what, _("Everybody on the internet can read what is in it"), "bad", close)
        case Gets.NOTHING:
            yield Sign(what, _("Closed to strangers: tried out without a key"))


def _faces() -> Sign:
    what, how_it_is = _("Faces in pictures"), model_standing()
    if how_it_is is Standing.CHECKED:
        return Sign(what, _("They are found on this machine"))
    return _without_a_model(what, how_it_is, _("Nothing finds them; authors count the people themselves"))


def _words() -> Sign:
    what, how_it_is = _("Names in pictures"), models_standing()
    if how_it_is is Standing.CHECKED:
        return Sign(what, _("They are read on this machine"))
    return _without_a_model(what, how_it_is, _("Nothing reads them; authors say themselves"))


def _without_a_model(what: str, how_it_is: Standing, words: str) -> Sign:
    """What came as another file was damaged, or somebody put it there: a person should know which."""
    if how_it_is is Standing.MISSING:
        more = _("Run “make faces” once with a way to the internet. Everything else works.")
        return Sign(what, words, "open", more)
    more = _(
        "The file is damaged, or somebody put another one there, so it is not used. Find out which. Then run “make "
        "faces”, which fetches the right one."
    )
    return Sign(what, words, "bad", more)


def _version() -> Sign:
    on = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    return Sign(_("Version"), f"{version('schoolgate')}, {on}")


def spoken(seconds: float) -> str:
    """A length of time as people say it."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return _("less than a minute")
    if minutes < 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return ngettext("%(n)s hour", "%(n)s hours", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)s day", "%(n)s days", minutes // 1440) % {"n": minutes // 1440}


def metrics(now: datetime) -> str:
    """The numbers as Prometheus reads them. Counts and ages only; nothing says of which school."""
    lines = []
    for name, (value, words) in _told(numbers(now)).items():
        if value is not None:
            lines += [f"# HELP schoolgate_{name} {words}", f"# TYPE schoolgate_{name} gauge"]
            lines.append(f"schoolgate_{name} {value:g}")
    lines += ["# TYPE schoolgate_info gauge", f'schoolgate_info{{version="{version("schoolgate")}"}} 1']
    return "\n".join(lines) + "\n"


def _told(n: Numbers) -> dict[str, tuple[float | None, str]]:
    return {
        "clock_age_seconds": (n.clock_s, "Since the clock was seen."),
        "worker_age_seconds": (n.worker_s, "Since the worker was seen."),
        "follow_ups_waiting": (n.queue, "Follow-ups that are not done."),
        "follow_up_oldest_seconds": (n.oldest_s, "How long the oldest has waited."),
        "letters_waiting": (n.letters_waiting, "E-mails that are not sent."),
        "letters_given_up": (n.letters_given_up, "E-mails that were given up."),
        "deliveries_unknown": (n.unknown, "Posts of which nobody knows whether they are up."),
        "schools_held": (n.held, "Schools held after a restore."),
        "events": (n.events, "Entries of the trail."),
        "events_waiting": (n.events_waiting, "Entries without a place in the log yet."),
        "backup_age_seconds": (n.backup_s, "Age of the newest backup."),
        "disk_free_bytes": (n.room, "Bytes free where there is least."),
        "trail_faults": (n.trail_faults, "Faults found when the trail was checked last."),
        "trail_checked_age_seconds": (n.verified_s, "Since the trail was checked."),
    }


def _since(at: datetime | None, now: datetime) -> float | None:
    return max((now - at).total_seconds(), 0.0) if at is not None else None
