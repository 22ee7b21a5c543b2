"""What each table holds of whom: decided table by table, so that a new one cannot be forgotten.

`about` are the ways from a row to whoever it is about; `by` those to somebody who only did something; `hides` are the
columns that tell of others, by way. Which columns of the rest are told follows from their kinds (`kernel.labels`).
A table that is named nowhere here fails tests/test_held.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Held:
    """What one table holds of people."""

    about: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    hides: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Never in a copy; the copy says so in the same words whether there is something or not.
    withheld: bool = False


def about(*ways: str, by: str = "", **hides: str) -> Held:
    """Rows about somebody: `hides` are columns of others, by way."""
    return Held(ways, tuple(by.split()), {way: tuple(names.split()) for way, names in hides.items()})


def only_by(ways: str) -> Held:
    """Rows about a thing: of a person they only say what they did and when."""
    return Held(by=tuple(ways.split()))


NOBODY = Held()
WITHHELD = Held(withheld=True)

TABLES: Mapping[str, Held] = {
    # Keys for programs, the trail, letters: told in their own way (`gathering`)
    "api.token": about("person"),
    "audit.checkpoint": NOBODY,
    "audit.event": NOBODY,
    "audit.eventdetail": NOBODY,
    "audit.leaf": NOBODY,
    "audit.log": NOBODY,
    "audit.waiting": NOBODY,
    "notifications.letter": NOBODY,
    # Worries lie sealed; whoever answers for them says what may be told
    "breaches.breach": only_by("reported_by ico_decided_by people_decided_by closed_by"),
    "breaches.breachstep": only_by("owner"),
    "concerns.concern": WITHHELD,
    "concerns.concernlook": WITHHELD,
    "concerns.concernnote": WITHHELD,
    "concerns.concernreader": WITHHELD,
    "concerns.keptout": WITHHELD,
    # Logins and leavers
    "credentials.compromise": only_by("suspected_by ended_by"),
    "credentials.daycode": only_by("made_by"),
    "credentials.dayentry": NOBODY,
    "credentials.handedover": about("to", by="by"),
    "credentials.leaving": about("person", by="responsible certified_by"),
    "credentials.loginchange": only_by("person"),
    "credentials.loginopening": about("person"),
    "credentials.loginperson": about("person", by="named_by"),
    "credentials.sharedlogin": only_by("changed_by"),
    "demo.demonstration": NOBODY,
    # Duties
    "duties.duty": about("owed_by", by="done_by"),
    "duties.ownduty": only_by("made_by"),
    "duties.toldlate": about("person"),
    # Families
    "families.familylink": about("adult", by="made_by"),
    "families.familymatter": about("adult", "pupil", by="settled_by", pupil="words"),
    "families.languagecheck": only_by("said_by withdrawn_by"),
    "families.objection": about("adult", "pupil", by="decided_by", pupil="words"),
    "families.pupilcode": about("pupil", by="made_by"),
    "families.rulesread": about("adult"),
    # Keeping
    "keeping.hold": only_by("lifted_by"),
    "keeping.installation": NOBODY,
    "kernel.followup": NOBODY,
    "kernel.usedform": NOBODY,
    # Pictures
    "media.appearance": about("pupil", "person", by="named_by"),
    "media.face": only_by("marked_by unrecognisable_by"),
    "media.picture": only_by("added_by"),
    "media.seenwords": only_by("answered_by"),
    "media.track": NOBODY,
    "media.video": NOBODY,
    # What people sign and declare
    "moments.declaration": about("person"),
    "moments.declinedsigning": about("person"),
    "moments.noteread": about("person"),
    "moments.ownline": only_by("added_by"),
    "moments.profilelook": about("person"),
    "moments.signeddocument": about("person"),
    "moments.staffnote": only_by("written_by"),
    "moments.talkedover": about("declaration__person", by="talked_by"),
    # Official accounts
    "official_accounts.accountperson": about("person", by="named_by"),
    "official_accounts.accountrecord": only_by("moderator safety_looked_by"),
    "official_accounts.accountreview": only_by("reviewed_by"),
    "official_accounts.officialaccount": NOBODY,
    # People
    "people.appointment": about("person", by="appointed_by stands_in_for"),
    "people.closedday": NOBODY,
    "people.person": about("pk"),
    "people.school": NOBODY,
    "people.signinprovider": NOBODY,
    "people.term": NOBODY,
    "people.trust": NOBODY,
    "people.user": about("person"),
    # What this room keeps of what was done
    "personal_data.controller": only_by("set_by"),
    "personal_data.copygiven": about("pupil", "adult", "person", by="made_by"),
    "personal_data.correction": about("pupil", "adult", "person", by="corrected_by"),
    "personal_data.datacomplaint": only_by("acknowledged_by closed_by"),
    "personal_data.keepingtime": only_by("set_by"),
    "personal_data.legalhold": Held(
        about=("pupil", "adult", "person"), by=("held_by", "released_by"), withheld=True
    ),
    # Policies
    "policies.adoptedpolicy": only_by("adopted_by"),
    "policies.override": only_by("set_by"),
    "policies.policysignature": about("signed_by"),
    # Posts
    "posts.approval": only_by("by"),
    "posts.copy": NOBODY,
    "posts.delivery": NOBODY,
    "posts.deliveryattempt": NOBODY,
    "posts.hand": only_by("person"),
    "posts.judgementanswer": only_by("answered_by"),
    "posts.look": NOBODY,
    "posts.noticetemplate": only_by("written_by approved_by"),
    "posts.ownlook": only_by("by"),
    "posts.post": only_by("author asked_by answered_by"),
    "posts.postpicture": NOBODY,
    "posts.posttarget": NOBODY,
    "posts.proposal": only_by("by"),
    "posts.reader": NOBODY,
    # Beside an answer that still says yes, it would tell of the restricted list.
    "posts.recall": Held(about=("pupil",), withheld=True),
    "posts.release": only_by("by looked_by"),
    "posts.return": only_by("by"),
    "posts.stop": only_by("stopped_by resumed_by"),
    "posts.takedown": only_by("asked_by"),
    # Pupils and their families
    "pupils.adult": about("pk"),
    "pupils.answer": about("pupil", "person", by="recorded_by", pupil="given_by evidence"),
    "pupils.classtaught": about("person"),
    "pupils.consentcheck": only_by("checked_by"),
    "pupils.consentnow": about("pupil"),
    "pupils.folderfile": NOBODY,
    "pupils.importprofile": NOBODY,
    "pupils.keptapart": Held(about=("pupil",), by=("released_by",), withheld=True),
    "pupils.officequestion": about("pupil", by="answered_by", pupil="who record words findings"),
    "pupils.onhold": Held(about=("pupil",), by=("held_by", "decided_by", "ended_by"), withheld=True),
    # A former name is looked for, and goes out nowhere: it could tell where a child came from.
    "pupils.pupil": about("pk", pk="former_names former_upn"),
    # That somebody is not written to, or may not answer, tells of what protects the child.
    "pupils.responsibility": about(
        "pupil", "adult", pupil="may_answer may_be_written_to", adult="may_answer may_be_written_to"
    ),
    "pupils.restriction": Held(about=("pupil",), by=("restricted_by", "lifted_by"), withheld=True),
    "pupils.rollfolder": NOBODY,
    "pupils.rollimport": only_by("uploaded_by"),
    "pupils.schoolcode": NOBODY,
    "pupils.trustroll": only_by("uploaded_by"),
    "pupils.understanding": about("pupil", by="assessed_by"),
    # Registers and requests
    "registers.entry": only_by("written_by looked_by"),
    "registers.entryversion": only_by("written_by"),
    "registers.tieddevice": only_by("made_by tied_by ended_by"),
    "registers.ownregister": only_by("made_by"),
    "requests.decision": only_by("by"),
    "requests.formversion": only_by("made_by"),
    "requests.leave": only_by("reviewed_by revoked_by"),
    "requests.request": about("applicant", by="done_by"),
    # Groups of whom pictures are taken
    "showing.group": only_by("made_by"),
    "showing.groupmember": about("pupil"),
    # Who asked not to be filmed
    "wishes.wish": only_by("noted_by"),
    # Whom the policy binds, and training
    "staffing.adjustment": about("person", by="agreed_by"),
    "staffing.confirmedremit": about("appointment__person", by="confirmed_by"),
    "staffing.linemanager": about("person", by="manager"),
    "staffing.tie": about("person"),
    "training.attendance": about("person"),
    "training.classagreed": only_by("taken_by"),
    "training.course": NOBODY,
    "training.lesson": only_by("taught_by"),
    "training.pupilagreed": about("pupil"),
    "training.session": only_by("recorded_by"),
    # Of the libraries that sign people in: which columns are told, for their tables carry no label
    "account.emailaddress": about("user__person"),
    "account.emailconfirmation": NOBODY,
    "auth.group": NOBODY,
    "auth.permission": NOBODY,
    "contenttypes.contenttype": NOBODY,
    "django_tasks_database.dbtaskresult": NOBODY,
    "mfa.authenticator": about("user__person"),
    "sessions.session": NOBODY,
    "socialaccount.socialaccount": about("user__person"),
    "socialaccount.socialapp": NOBODY,
    "socialaccount.socialtoken": NOBODY,
    "usersessions.usersession": about("user__person"),
}

# Lists that protect a child: whoever stands on one keeps their name until it lets go.
PROTECTS = ("pupils.restriction", "pupils.keptapart", "pupils.onhold")

# What is told of the tables without a label.
COLUMNS_OF_OTHERS: Mapping[str, tuple[str, ...]] = {
    "account.emailaddress": ("email", "verified"),
    "mfa.authenticator": ("type", "created_at", "last_used_at"),
    "socialaccount.socialaccount": ("provider", "uid", "date_joined"),
    "usersessions.usersession": ("ip", "user_agent", "created_at", "last_seen_at"),
}
