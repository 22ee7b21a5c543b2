"""Goal 8: a roll with four answers for each pupil, beside the engine's own import of the very rows it leaves."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models, transaction
from django_scopes import scope, scopes_disabled

from benchmarks import ground
from benchmarks.engines import POSTGRESQL
from benchmarks.measuring import Arm, side_by_side
from benchmarks.roll_file import BAD_DATE_EVERY, UNREADABLE_EVERY, roll_file
from benchmarks.sets import reference_set
from benchmarks.verdicts import Goal
from schoolgate.audit.models import Event
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import Appointment, School
from schoolgate.people.queries import actor_of, today_of
from schoolgate.pupils import import_queries, stored_rolls
from schoolgate.pupils.actions.importing import confirm_import, upload_roll
from schoolgate.pupils.models import Answer, ConsentNow, OfficeQuestion, Pupil, RollImport

PUPILS = {"S": 6_000, "M": 20_000, "L": 60_000}[ground.SET]
CHANGED = 10
AT_MOST, AGAIN_AT_MOST = (4 if POSTGRESQL else 6), 2
# Everything that an import writes many rows of, in the order in which they refer to each other.
TABLES: tuple[type[models.Model], ...] = (RollImport, Pupil, Answer, ConsentNow, OfficeQuestion)


@dataclass(frozen=True)
class Waiting:
    """A file that was handed in, and who hands it in."""

    actor: Actor
    stored_as: str


def hand_in(data: bytes) -> Waiting:
    import_queries.forget_results()
    school = School.objects.select_related("trust").get(slug="new")
    head = ground.Visitor.head_of("quiet").person
    return Waiting(actor_of(head, school, ground.NOW), stored_rolls.keep([data]))


def bring_in(file: Waiting) -> RollImport:
    """From the stored file to the confirmed roll: read, shown, confirmed as the pages do it."""
    school = file.actor.school
    with scope(school=school):
        with stored_rolls.opened(file.stored_as) as stored:
            sheet = import_queries.read_file(stored, import_queries.known_headings)
        mapping, _ = import_queries.mapping_for(school, sheet)
        roll_import = upload_roll(
            file.actor,
            school,
            file_name="roll.csv",
            file_digest=sheet.digest,
            stored_as=file.stored_as,
            mapping=mapping.to_json(),
            columns_are_known=True,
        ).subject
        seen = import_queries.plan_of(roll_import, today_of(ground.NOW)).digest
        confirmed: RollImport = confirm_import(file.actor, roll_import, seen=seen, absent="stay").subject
    stored_rolls.throw_away(file.stored_as)
    return confirmed


class EnginesOwn:
    """The rows that an import left, as the engine hands them out, and put into empty tables by itself alone."""

    def __init__(self, school: School) -> None:
        self._school = school
        self._held = [(model, self._read(model)) for model in TABLES]

    def write(self) -> None:
        with transaction.atomic():
            for model, held in self._held:
                if POSTGRESQL:
                    with (
                        connection.cursor() as cursor,
                        cursor.cursor.copy(f"COPY {self._of(model)} FROM STDIN") as copy,
                    ):
                        copy.write(held)
                else:
                    places = ", ".join("?" * len(held[0])) if held else ""
                    connection.connection.executemany(
                        f"INSERT INTO {self._of(model)} VALUES ({places})",  # noqa: S608 (our own table)
                        held,
                    )

    def _read(self, model: type[models.Model]) -> Any:
        where = f"SELECT * FROM {self._of(model)} WHERE school_id = {self._school.pk}"  # noqa: S608 (our own table)
        if POSTGRESQL:
            with connection.cursor() as cursor, cursor.cursor.copy(f"COPY ({where}) TO STDOUT") as copy:
                return b"".join(copy)
        return connection.connection.execute(where).fetchall()

    @staticmethod
    def _of(model: type[models.Model]) -> str:
        return f'"{model._meta.db_table}"'


def must_be_right(school: School, confirmed: RollImport, changed: int) -> None:
    """Every pupil but those with a wrong date, each answer, one event for the batch and one for each withdrawal."""
    wrong, unread = PUPILS // BAD_DATE_EVERY, PUPILS // UNREADABLE_EVERY
    with scopes_disabled():
        ground.must(Pupil.objects.filter(school=school).count() == PUPILS - wrong, "the pupils")
        now = ConsentNow.objects.filter(school=school)
        ground.must(4 * (PUPILS - wrong - unread) <= now.count() <= 4 * (PUPILS - wrong), "what holds now")
        ground.must(Answer.objects.filter(school=school, roll_import=confirmed).count() > 0, "the history")
        ground.must(
            now.exclude(said=models.F("answer__said")).count() == 0, "what holds is the newest answer"
        )
    events = Event.objects.filter(log_id=f"school:{school.pk}")
    ground.must(events.filter(type="roll.imported", subject_id=str(confirmed.pk)).count() == 1, "its event")
    ground.must(confirmed.counts["rows_reject"] == wrong, f"errors by row: {confirmed.counts}")
    if changed:
        ground.must(confirmed.counts["consents"] == changed, f"only what changed: {confirmed.counts}")
        ground.must(
            events.filter(type="consent.withdrawn").count() == changed, "an event for each withdrawal"
        )


def main() -> None:
    ground.stand_on(reference_set())
    quiet = School.objects.select_related("trust").get(slug="quiet")
    school = School.objects.create(
        trust=quiet.trust,
        name="New School",
        slug="new",
        roll_key=secrets.token_hex(11),
        created_at=ground.NOW,
    )
    head = ground.Visitor.head_of("quiet").person
    Appointment.objects.create(
        person=head, role="headteacher", school=school, trust=school.trust, first_on=date(2024, 9, 1)
    )
    first, second = roll_file(PUPILS), roll_file(PUPILS, changed=CHANGED)
    ground.keep("empty")
    must_be_right(school, bring_in(hand_in(first)), 0)
    ground.keep("full")
    own = EnginesOwn(school)
    must_be_right(school, bring_in(hand_in(second)), CHANGED)

    def on(kept: str, file: bytes | None = None) -> Waiting | None:
        ground.stand_on_kept(kept)
        connection.ensure_connection()
        return hand_in(file) if file is not None else None

    goal = Goal(
        8, f"importing {PUPILS:,} pupils with 4 answers each, errors by row, history and events included"
    )
    run = side_by_side(
        {
            "the engine": Arm(lambda _: own.write(), before=lambda: on("empty"), repeats=False),
            "import": Arm(bring_in, before=lambda: on("empty", first), repeats=False),
            "again": Arm(bring_in, before=lambda: on("full", second), repeats=False),
        },
        rounds=15,
    )
    for what, arm, at_most in (
        ("the import, x the engine's own of the same rows", "import", AT_MOST),
        (f"again with {CHANGED} cells changed", "again", AGAIN_AT_MOST),
    ):
        ratio = run.ratio(arm, "the engine")
        goal.claim(what, ratio, at_most, ratio.median, run)
    goal.note("; ".join(run.milliseconds(arm) for arm in ("the engine", "import", "again")))
    if ground.SET != "L":
        goal.note("the goal's 60,000 pupils: SET=L")
    goal.note(run.words())
    goal.end()


if __name__ == "__main__":
    main()
