"""What each school of the story has written down for its policy: whatever a clause wants in a register stands there."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import as_part
from schoolgate.people.queries import today_of
from schoolgate.policies.living import known_row
from schoolgate.policies.queries import current_policy
from schoolgate.registers import queries as registers
from schoolgate.registers.actions import write_entry
from schoolgate.rules.policy.library import Row

# What is called otherwise than the clause's own short words.
CALLED = {
    "AC-006": "The county’s model policy on social media, 2025",
    "AC-011": "A forum for amateur choirs",
    "AC-015": "A careless post harms our good name",
    "AC-037": "Unions and professional associations: the list in the staff room",
    "AC-059": "The network of our school: e-mail, browsing, shared folders",
    "AC-101": "A password is guessed",
    "AC-168": "Counselling by telephone, in confidence; nobody here learns who calls",
    "ST-010": "Children’s code for online services, 2020",
    "ST-078": "The web filter",
    "ST-200": "The filter of web pages, for pupils and staff",
    "ST-205": "X",
    "ST-206": "Facebook",
    "ST-207": "Instagram",
    "AS-042": "Social networks, for pupils",
    "AS-043": "Social networks, for staff",
    "AS-044": "Social networks, for staff in the school’s hours",
    "ST-204": "The firewall",
    "AS-009": "A wiki of the science club",
    "AS-101": "The national line for young people, and the button of each platform",
    "AS-114": "Links to our accounts",
    "AS-127": "Pocket Diary, an app for pictures",
    "AE-043": "A blog for the school garden",
    "AE-046": "YouTube",
    "AE-047": "A platform that is new this year",
    "AE-048": "Group chats of parents",
    "AE-158": "Colleagues, friends, relatives, and the unions’ representatives here",
    "AE-159": "Occupational health of the county",
    "AE-128": "Networks of friends, on the school’s computers",
    "AE-160": "Occupational health: by e-mail and by telephone",
    "BE-001": "A building game with chat",
    "BE-005": "Codes of conduct; where they ask more, they come first",
    "BE-118": "Being safe online: the page for parents",
    "BE-165": "Complaints policy, among the key documents",
}
PLATFORM_KINDS = {
    "AC-011": "forum",
    "AS-009": "encyclopaedia",
    "AE-043": "blog",
    "AE-046": "sharing",
    "AE-048": "chat",
    "BE-001": "game",
}
A_WHILE, WRITTEN = timedelta(days=60), timedelta(days=25)
BANNED = {
    "ST-141": ("A parent, on our Facebook page", ["commenting"], "Named a child in a comment, twice."),
    "ST-210": ("A pupil of the oldest class", ["equipment"], "Went round the firewall twice in a week."),
    "ST-211": ("A pupil of the oldest class", ["equipment"], "May work with a teacher beside them for now."),
    "AS-046": ("A member of staff", ["internet"], "Private browsing in lessons, after a talk."),
    "BE-192": ("A parent, on our website’s forum", ["site"], "Insulted others there, after two warnings."),
}


def write_down_what_is_wanted(stage: Stage, now: datetime) -> None:
    """One entry for each clause of the school's own policy that wants one, by who keeps that register."""
    then = now - WRITTEN
    head = as_part(stage, "head", then)
    lead = as_part(stage, "safeguarding", then)
    for key, row in _wanted(stage):
        answers = _answers(stage, key, row, then)
        who = lead if key == "online_safety" else head
        write_entry(who, stage.school, register=key, answers=answers, clause=row.clause)


def _wanted(stage: Stage) -> Iterator[tuple[str, Row]]:
    code = current_policy(stage.school).code
    for key, register in registers.registers_of(stage.school).items():
        for row in registers.rows_for(stage.school, register):
            known = known_row(row)
            is_served = known is not None and known.lives.is_proved
            if key in _MAKERS and is_served and row.clause.startswith(f"{code}-"):
                yield key, row


def _answers(stage: Stage, key: str, row: Row, then: datetime) -> dict[str, Any]:
    words = row.detail.partition("risk: ")[2] or row.detail
    called = CALLED.get(row.clause, words[:1].upper() + words[1:])
    return _MAKERS[key](stage, row.clause, called, today_of(then))


def _policy(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    return {"title": called, "place": "Staff handbook, chapter 4", "version": "Autumn 2026", "signed": "yes"}


def _law(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    return {"title": called}


def _risk(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    return {
        "risk": called,
        "heading": "legal" if clause in ("AC-103", "AC-108") else "reputation",
        "concerns": ["staff", "governors"],
        "rating": "medium",
        "measure": "Said in training each autumn; two people see every post; worries are told the same day.",
        "owner": stage.cast["deputy"].pk,
    }


def _contact(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    return {
        "name": called[:120],
        "for_whom": ["pupils"] if clause == "AS-101" else ["staff"],
        "kind": {"AC-037": "union", "AS-101": "reporting", "AC-168": "counselling"}.get(clause, "health"),
        "email": f"help@{stage.plan.slug}.example",
        "telephone": "01632 960 144",
    }


def _system(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    return {
        "system": called,
        "does": "Keeps unfit pages out and tells the network manager of attempts.",
        "runs_it": stage.cast["network"].pk,
        "rules": "Acceptable use policy; looked into by the network manager, asked by the headteacher",
        "installed_on": on.isoformat(),
        "changes": [["New version, by the network manager", on.isoformat()]],
        "statement_on": on.isoformat(),
    }


def _page(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    link = f"https://{stage.plan.slug}.example/{clause.lower()}"
    return {"what": called, "link": link, "owner": stage.cast["office"].pk, "works": "yes"}


def _platform(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    return {
        "name": called,
        "type": PLATFORM_KINDS.get(clause, "app"),
        "minimum_age": 13,
        "standing": "refused" if clause == "AS-127" else "not_assessed",
    }


def _ban(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    who, what, why = BANNED[clause]
    with_somebody = "Tuesdays at two, with the network manager beside them" if clause == "ST-211" else ""
    return {
        "who": who,
        "what": what,
        "why": why,
        "from_on": on.isoformat(),
        "until_on": (on + A_WHILE).isoformat(),
        "supervised": with_somebody,
    }


def _comment(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    shows = clause == "ST-138"
    return {
        "seen_on": on.isoformat(),
        "place": "Facebook page",
        "kind": "pupil" if shows else "rude",
        "words": "A pupil’s first name under a picture" if shows else "Rude words about a member of staff",
        "who": "A reader",
        "done": "Hidden; the reader was written to and told why."
        if shows
        else "Hidden and reported to the platform.",
        "explained": "yes",
    }


def _mention(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    found = (
        "A club’s page that signs itself “the school”"
        if clause == "BE-008"
        else "A post on our own account, shared"
    )
    return {
        "searched_on": on.isoformat(),
        "where": "Two networks and the town’s page",
        "terms": stage.school.name,
        "found": found,
        "speaks": "indirect" if clause == "BE-008" else "direct",
        "official_by": ["name"] if clause == "BE-008" else ["account"],
        "done": "Asked the club to sign with its own name."
        if clause == "BE-008"
        else "Nothing was to be done.",
    }


def _look(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    return {
        "whose": "All who work here, one day"
        if clause == "AE-143"
        else "One account, after a warning of the filter",
        "purpose": _PURPOSES.get(clause, "standards"),
        "reason": "The county asked how much of the line is used." if clause == "AE-142" else "",
        "under": "Acceptable use of computers",
        "from_on": on.isoformat(),
        "until_on": on.isoformat(),
        "result": "Nothing against the rules.",
    }


def _consultation(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    return {
        "asked": ["unions"] if clause == "AE-006" else ["staff"],
        "about": {"AE-006": "policy", "ST-069": "content"}.get(clause, "purpose"),
        "account": "" if clause == "AE-006" else stage.accounts["facebook"].name,
        "asked_on": on.isoformat(),
        "answers": "They want a week more to read it."
        if clause == "AE-006"
        else "More of the garden, fewer notices.",
        "outcome": "They got it, and agreed." if clause == "AE-006" else "Notices go by e-mail from now on.",
    }


def _device(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    return {
        "what": "Camera of the office" if clause == "ST-176" else "Laptop of the deputy head",
        "kind": "camera" if clause == "ST-176" else "computer",
        "approved_by": stage.cast["network"].pk,
        "approved_on": on.isoformat(),
        "filtered": "yes",
        "holder": stage.cast["deputy"].pk,
        "out_on": on.isoformat(),
    }


def _safety(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    return {
        "what": "What we do all year",
        "words": "A lesson each half term, a page for parents, somebody to ask in every break.",
        "who": stage.cast["safeguarding"].pk,
        "since": on.isoformat(),
    }


def _blocked(stage: Stage, clause: str, called: str, on: date) -> dict[str, Any]:
    for_whom = {"AS-042": ["pupils"]}.get(
        clause, ["pupils", "staff"] if clause.startswith("ST") else ["staff"]
    )
    through = [["The office, for our own page; the headteacher", (on + A_WHILE).isoformat()]]
    return {
        "site": called,
        "for_whom": for_whom,
        "hours": "school" if clause == "AS-044" else "always",
        "since": (on - A_WHILE).isoformat(),
        "by": stage.cast["network"].pk,
        "tried_on": on.isoformat(),
        "through": through if clause in ("ST-206", "AS-043") else [],
    }


_PURPOSES = {"AE-142": "other", "AE-144": "misuse"}
_MAKERS = {
    "blocked_sites": _blocked,
    "companion_policies": _policy,
    "laws": _law,
    "risks": _risk,
    "support_contacts": _contact,
    "filtering_and_monitoring_systems": _system,
    "website_pages": _page,
    "platforms": _platform,
    "bans": _ban,
    "inappropriate_comments": _comment,
    "mentions": _mention,
    "monitoring_log": _look,
    "consultations": _consultation,
    "devices": _device,
    "online_safety": _safety,
}
