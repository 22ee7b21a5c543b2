"""The story's forms and registers: accounts that were asked for, agreed to and waited on, and what was written down."""

from datetime import datetime, timedelta
from typing import Any

from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import as_part
from schoolgate.official_accounts.actions import change_record, look_at_safety
from schoolgate.people.queries import today_of
from schoolgate.registers.actions import write_entry
from schoolgate.requests import queries
from schoolgate.requests.actions import decide_request, draft_request, send_request
from schoolgate.requests.models import Request
from schoolgate.rules.account_safety import LINES, Stands
from schoolgate.rules.forms import Form, Kind, asked_now

APPLICATION = "account_application"
# How the demonstration's page stands: all as it should be, but for tagging, with its reason.
SAFETY = {line.key: Stands.YES for line in LINES} | {"tagging": Stands.NO}
TAGGING = {"tagging": "The Friends tag their own helpers; pictures of pupils carry no tags."}


def ask_and_write_down(stage: Stage, now: datetime, *, everything: bool) -> None:
    """Each school has written down how its page is kept; the first and the last were asked for new accounts."""
    _keep_the_page(stage, now - timedelta(days=30))
    _write_entries(stage, now - timedelta(days=25))
    if everything:
        agreed = _asked(stage, now - timedelta(days=21), "deputy", "Year 6 residential")
        _all_agree(stage, agreed, now - timedelta(days=19))
    _asked(stage, now - timedelta(days=1), "deputy", "Sports teams")


def _keep_the_page(stage: Stage, then: datetime) -> None:
    head = as_part(stage, "head", then)
    change_record(
        head,
        stage.accounts["facebook"],
        email=f"page@{stage.plan.slug}.example",
        is_open="open",
        promotion="In the newsletter and on the website",
        moderator=stage.cast["office"].pk,
        minimum_age=13,
        rules_link="https://www.facebook.com/terms",
        rules_checked_on=today_of(then),
        silent_after_days=30,
        place="facebook",
        promised="Families hear the same day what happened. Half of them read it by the summer.",
        audience=["families", "staff"],
        contributors=["staff"],
        risk="Rude comments: they are held until somebody has read them.",
        brand_agreed_on=today_of(then),
    )
    for place in ("noticeboard", "website"):
        change_record(
            head,
            stage.accounts[place],
            email=f"{place}@{stage.plan.slug}.example",
            is_open="open",
            moderator=stage.cast["office"].pk,
            promised="Everybody who looks for the school finds what is new.",
            audience=["families", "public"],
            contributors=["staff"],
        )
    look_at_safety(head, stage.accounts["facebook"], lines=SAFETY, why=TAGGING)


def _write_entries(stage: Stage, then: datetime) -> None:
    head = as_part(stage, "head", then)
    entries: tuple[tuple[str, dict[str, Any]], ...] = (
        (
            "website_pages",
            {
                "what": "Links to our accounts",
                "link": f"https://{stage.plan.slug}.example/accounts",
                "works": "yes",
                "owner": stage.cast["office"].pk,
            },
        ),
        (
            "other_accounts",
            {
                "name": "Friends of the school",
                "place": "Facebook",
                "owner": "The Friends’ committee",
                "staff": stage.cast["deputy"].pk,
                "risk": "Pictures of children without consent",
                "agreed": "No pictures of children; a member of staff reads along",
            },
        ),
        (
            "platforms",
            {"name": "Facebook", "type": "network", "minimum_age": 13, "standing": "approved"},
        ),
        (
            "consultations",
            {
                "asked": ["staff"],
                "about": "purpose",
                "account": stage.accounts["facebook"].name,
                "asked_on": today_of(then - timedelta(days=7)).isoformat(),
                "answers": "Most find it useful for news; nobody wants messages there.",
                "outcome": "It stays a page for news. Messages stay closed.",
            },
        ),
    )
    for key, answers in (*entries, *_duty_and_bans(stage, then)):
        write_entry(head, stage.school, register=key, answers=answers)


def _duty_and_bans(stage: Stage, then: datetime) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Who looks after comments on which days, and somebody who may not comment for now."""
    since = today_of(then).isoformat()
    return (
        (
            "rota",
            {
                "person": stage.cast["deputy"].pk,
                "what": "comments",
                "account": stage.accounts["facebook"].name,
                "from_on": since,
                "days": ["mon", "tue", "wed", "thu", "fri"],
            },
        ),
        (
            "bans",
            {
                "who": "A reader of our Facebook page",
                "what": ["commenting"],
                "why": "Rude about a member of staff, again after a first word.",
                "from_on": since,
                "until_on": (today_of(then) + timedelta(days=60)).isoformat(),
            },
        ),
    )


def _asked(stage: Stage, then: datetime, part: str, name: str) -> Request:
    applicant = as_part(stage, part, then)
    form = queries.forms_of(stage.school)[APPLICATION]
    answers = _answers(stage, form, name, then)
    asked = {one.key for one in asked_now(form, answers)}
    given = {key: value for key, value in answers.items() if key in asked}
    request: Request = draft_request(applicant, stage.school, form=APPLICATION, answers=given).subject
    send_request(as_part(stage, part, then + timedelta(minutes=9)), request)
    request.refresh_from_db()
    return request


def _all_agree(stage: Stage, request: Request, then: datetime) -> None:
    parts = {"senior_leader": "deputy", "headteacher": "head", "chair": "chair"}
    while request.turn is not None:
        decider = as_part(stage, parts[request.turn.posts[0]], then)
        signs = [key for key, _words in request.turn.signs]
        seen = queries.turn_digest(request)
        decide_request(decider, request, says_yes=True, seen=seen, signs=signs, because="It fills a gap.")
        request.refresh_from_db()


def _answers(stage: Stage, form: Form, name: str, then: datetime) -> dict[str, Any]:
    """Plain answers to whatever the school's policy wants asked."""
    said: dict[str, Any] = {
        "name": name,
        "place": "facebook",
        "department": "PE",
        "purpose": "Families see how it goes on the day: results, times, pictures of teams whose families agreed. "
        "A third of them should read it by the summer.",
        "effort": "Twenty minutes a week. Comments stay closed.",
        "promotion": "By letter home and on the website.",
        "audience": ["families", "staff"],
        "contributors": ["staff"],
        "families_post": "yes",
        "families_told": "The rules in short go home by letter first; comments open after that.",
        "lead": stage.cast["teacher"].pk,
        "administrators": [stage.cast["second_teacher"].pk],
        "moderator": stage.cast["office"].pk,
        "is_open": "open",
        "email": f"news@{stage.plan.slug}.example",
        "goes_live_on": today_of(then + timedelta(days=14)).isoformat(),
        "risks": [["A child shown without consent", "Every picture is checked before it goes out"]],
    }
    for one in form.questions:
        if one.key not in said and one.kind is Kind.CHOICE:
            said[one.key] = next(iter(one.choices))
    return said
