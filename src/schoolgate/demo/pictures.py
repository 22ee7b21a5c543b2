"""Before pictures are taken at the demonstration's school: a club, a trip, an event, and a sheet on paper."""

from datetime import datetime, timedelta

from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import as_part
from schoolgate.people.queries import today_of
from schoolgate.pupils.lists import classes_of
from schoolgate.showing.actions import make_group, print_sheet
from schoolgate.wishes.actions import note_wish


def take_pictures(stage: Stage, now: datetime) -> None:
    """Two classes go on a trip, one sings; the office printed the sheet of the trip for a photographer."""
    today = today_of(now)
    classes = classes_of(stage.school, today)
    if len(classes) < 2:
        return
    before = now - timedelta(days=2)
    office = as_part(stage, "office", before)
    trip = make_group(
        office,
        stage.school,
        name="Farm trip",
        sort="trip",
        last_on=today + timedelta(days=4),
        classes=classes[:2],
    ).subject
    for name, sort, days, going in (
        ("Choir", "club", 200, classes[1:2]),
        ("Winter concert", "event", 20, classes),
    ):
        make_group(
            office,
            stage.school,
            name=name,
            sort=sort,
            last_on=today + timedelta(days=days),
            classes=going,
        )
    print_sheet(office, stage.school, group_id=trip.pk, holder="photographer")
    note_wish(
        office, stage.school, words="Two grandparents in green coats, by the door", occasion="Winter concert"
    )
    note_wish(office, stage.school, name="Rosa Vane", words="reads with us on Mondays", lasts="year")
