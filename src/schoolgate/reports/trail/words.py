"""The trail in words: what happened, who did it, to what."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.reports.trail.seeing import ALIKE_TO_OTHERS, Reader

DIGEST = re.compile(r"[0-9a-f]{64}")

# Where noun and verb do not make a sentence by themselves.
_SAID = {
    EventType.SIGNED_IN: gettext_lazy("Signed in"),
    EventType.SIGNED_OUT: gettext_lazy("Signed out"),
    EventType.SIGN_IN_REFUSED: gettext_lazy("Sign-in refused"),
    EventType.LOOK_UP_MADE: gettext_lazy("Pupil looked up"),
    EventType.STAND_IN_NAMED: gettext_lazy("Stand-in named"),
    EventType.STAND_IN_ENDED: gettext_lazy("Stand-in ended"),
    EventType.TIES_SAID: gettext_lazy("Said which pupils and families they know outside school"),
    EventType.PERSON_PICTURE_ANSWERED: gettext_lazy("Member of staff said where they may be shown"),
    EventType.REMIT_CONFIRMED: gettext_lazy("Remit of a post confirmed"),
    EventType.SECOND_FACTOR_ADDED: gettext_lazy("Second step of signing in added"),
    EventType.SECOND_FACTOR_REMOVED: gettext_lazy("Second step of signing in removed"),
    EventType.SIGN_IN_SET: gettext_lazy("Sign-in with accounts elsewhere set up"),
    EventType.SIGN_IN_ENDED: gettext_lazy("Sign-in with accounts elsewhere ended"),
    EventType.OUTSIDE_ACCOUNT_LINKED: gettext_lazy("Signed in with an account elsewhere for the first time"),
    EventType.OUTSIDE_ACCOUNT_FORGOTTEN: gettext_lazy("New account elsewhere let in"),
    EventType.CONTACT_TOLD: gettext_lazy("Contact from a pupil told"),
    EventType.DECLARATION_TALKED_OVER: gettext_lazy("Declaration talked over"),
    EventType.PROFILES_LOOKED_AT: gettext_lazy("Own profiles gone through"),
    EventType.ADULTS_APART_READ: gettext_lazy("List of adults kept apart opened"),
    EventType.ROLL_FILE_BROKEN: gettext_lazy("File of the night could not be read"),
    EventType.ROLL_FILE_SEEN: gettext_lazy("File of the night looked at"),
    EventType.TRUST_ROLL_PARTED: gettext_lazy("Trust's roll divided among its schools"),
    EventType.SHEET_PRINTED: gettext_lazy("Sheet for taking pictures printed"),
    EventType.WISH_NOTED: gettext_lazy("Wish not to be filmed noted"),
    EventType.WISH_ENDED: gettext_lazy("Wish not to be filmed ended"),
    EventType.LESS_ASKED_FOR: gettext_lazy("Asked to show less of a pupil in a picture that is up"),
    EventType.PUPIL_RECALLED: gettext_lazy("What is public of a pupil written down, to call it back"),
    EventType.FAMILY_LINK_ASKED: gettext_lazy("Family asked for a new link"),
    EventType.FAMILY_FACT_GIVEN: gettext_lazy("Date of birth tried for a first yes"),
    EventType.FAMILY_WROTE: gettext_lazy("Family asked for a picture to come down"),
    EventType.FAMILY_SETTLED: gettext_lazy("What a family asked for was settled"),
    EventType.POST_ASKED_ABOUT: gettext_lazy("Question asked before a post"),
    EventType.POST_ASKED_ANSWERED: gettext_lazy("Question before a post answered"),
    EventType.READER_ASKED: gettext_lazy("Noticeboard by e-mail asked for"),
    EventType.READER_CONFIRMED: gettext_lazy("Noticeboard by e-mail confirmed"),
    EventType.READER_ENDED: gettext_lazy("Noticeboard by e-mail ended"),
    EventType.LOGIN_OPENING_LOOKED_AT: gettext_lazy("Opening of a shared login looked at"),
    EventType.LOGINS_SEALED_ANEW: gettext_lazy("Shared logins sealed with a new key"),
    EventType.LEAVER_STAYS: gettext_lazy("Somebody does not leave after all"),
    EventType.JOURNAL_REPLAYED: gettext_lazy("What must stay gone taken out again after a restore"),
    EventType.HOLD_READ_BACK: gettext_lazy("Places looked at after a restore"),
    EventType.HOLD_LIFTED: gettext_lazy("Posts go out again after a restore"),
    EventType.MAIL_TEST_ASKED: gettext_lazy("Test of e-mail asked for"),
    EventType.POST_WORDING_PROPOSED: gettext_lazy("Other words proposed for a post"),
    EventType.POST_PROPOSAL_TAKEN: gettext_lazy("Proposed words taken"),
    EventType.POST_WITHDRAWN: gettext_lazy("Post discarded"),
    EventType.POST_BROUGHT_BACK: gettext_lazy("Post brought back"),
    EventType.POST_RELEASED: gettext_lazy("Post released without a second reader"),
    EventType.POST_EXPIRED: gettext_lazy("Post missed its time"),
    EventType.POST_LOOKED_AT: gettext_lazy("Post looked at afterwards"),
    EventType.POST_LOOKED_THROUGH: gettext_lazy("Post looked at again by its author"),
    EventType.POSTS_ASKED_ABOUT: gettext_lazy("Authors asked to look through their posts"),
    EventType.POST_JUDGED: gettext_lazy("Question about a post answered"),
    EventType.POSTS_STOPPED: gettext_lazy("All posts stopped"),
    EventType.POSTS_RESUMED: gettext_lazy("Posts started again"),
    EventType.PICTURE_PEOPLE_NAMED: gettext_lazy("Somebody in a picture named"),
    EventType.VIDEO_LOOKED_THROUGH: gettext_lazy("Video looked through for faces"),
    EventType.VIDEO_SOUND_CHOSEN: gettext_lazy("Said whether a video goes out with its sound"),
    EventType.PICTURE_DELETED: gettext_lazy("Compromising picture deleted"),
    EventType.PICTURE_REPORTED: gettext_lazy("Picture deleted, and the safeguarding lead told"),
    EventType.PICTURE_ORIGINAL_GONE: gettext_lazy("What lay under the covers of a picture destroyed"),
    EventType.DEVICE_CODE_MADE: gettext_lazy("Code for a school device made"),
    EventType.DEVICE_TIED: gettext_lazy("School device made known"),
    EventType.DEVICE_UNTIED: gettext_lazy("School device no longer known"),
    EventType.PICTURE_PEOPLE_COVERED: gettext_lazy("Somebody in a picture covered"),
    EventType.PICTURE_WORDS_READ: gettext_lazy("A picture read for names"),
    EventType.PICTURE_WORDS_SETTLED: gettext_lazy("Words in a picture covered, or let stand"),
    EventType.CONSENT_QUESTIONED: gettext_lazy("Question about a consent asked"),
    EventType.CONSENT_QUESTION_SETTLED: gettext_lazy("Question about a consent settled"),
    EventType.SIGNING_ASKED: gettext_lazy("People asked to read and sign"),
    EventType.SIGNING_DECLINED: gettext_lazy("Somebody does not sign"),
    EventType.SIGNERS_REMINDED: gettext_lazy("People reminded to sign"),
    EventType.DECLARATION_ASKED: gettext_lazy("People asked about their own accounts"),
    EventType.TRAINING_HELD: gettext_lazy("Training written down"),
    EventType.TRAINING_ASKED: gettext_lazy("People asked to come to training"),
    EventType.LESSON_TAUGHT: gettext_lazy("Lesson written down"),
    EventType.CLASS_AGREED: gettext_lazy("Class signed the rules for pupils"),
    EventType.POLICY_IN_FORCE: gettext_lazy("Policy came into force"),
    EventType.POLICY_SETTING_OVERRIDDEN: gettext_lazy("Policy set otherwise"),
    EventType.POLICY_OVERRIDE_ENDED: gettext_lazy("Policy holds again"),
    EventType.DELIVERY_CLAIMED: gettext_lazy("Sending begun"),
    EventType.DELIVERY_SENT: gettext_lazy("Sent"),
    EventType.DELIVERY_REFUSED: gettext_lazy("Not sent: something stood against it"),
    EventType.DELIVERY_FAILED: gettext_lazy("Sending failed"),
    EventType.DELIVERY_UNKNOWN: gettext_lazy("Sent, without a clear answer"),
    EventType.DELIVERY_CONFIRMED: gettext_lazy("Somebody looked whether it is up"),
    EventType.DELIVERY_HANDED_OVER: gettext_lazy("Handed over, to be put up by hand"),
    EventType.COPY_LINKED: gettext_lazy("Address of a copy noted"),
    EventType.COPY_LOOKED_AT: gettext_lazy("Looked whether a copy is gone"),
    EventType.COPY_LEFT_UP: gettext_lazy("Said that a copy cannot be taken down"),
    EventType.DETAIL_ERASED: gettext_lazy("Words of the trail erased"),
    EventType.DUTY_DONE: gettext_lazy("Task done"),
    EventType.TRAINING_CALLED: gettext_lazy("Training of everybody after something serious"),
    EventType.OWN_LINE_ADDED: gettext_lazy("A line of our own added"),
    EventType.OWN_LINE_ENDED: gettext_lazy("A line of our own ended"),
    EventType.DUTIES_ASKED: gettext_lazy("Tasks put on Today"),
    EventType.DUTIES_REMINDED: gettext_lazy("Reminded of tasks"),
    EventType.MEASURE_DIRECTED: gettext_lazy("A measure asked for"),
    EventType.OWN_DUTY_MADE: gettext_lazy("A task of our own made"),
    EventType.OWN_DUTY_ENDED: gettext_lazy("A task of our own ended"),
    EventType.PERSONAL_DATA_COPIED: gettext_lazy("Copy of everything held on somebody made"),
    EventType.PERSONAL_DATA_HELD: gettext_lazy("Somebody's data kept for a case"),
    EventType.PERSONAL_DATA_RELEASED: gettext_lazy("Somebody's data no longer kept for a case"),
    EventType.PERSONAL_DATA_CORRECTED: gettext_lazy("Something held on somebody put right"),
    EventType.PERSONAL_DATA_ERASED: gettext_lazy("Somebody taken out of the record"),
    EventType.RECORDS_DESTROYED: gettext_lazy("Records destroyed, their time being over"),
    EventType.DATA_COMPLAINT_MADE: gettext_lazy("Complaint about data made"),
    EventType.DATA_COMPLAINT_ACKNOWLEDGED: gettext_lazy("Complaint about data acknowledged"),
    EventType.DATA_COMPLAINT_RECORDS_SAID: gettext_lazy("Whose records a complaint is about said"),
    EventType.DATA_COMPLAINT_ANSWERED: gettext_lazy("Complaint about data answered"),
    EventType.KEEPING_TIME_SET: gettext_lazy("Said how long a class of record is kept"),
    EventType.CONTROLLER_SET: gettext_lazy("Said who answers in law for the data"),
    EventType.CONCERN_RAISED: gettext_lazy("Worry told"),
    EventType.CONCERN_LOOKED_AT: gettext_lazy("Worry read"),
    EventType.CONCERN_NOTED: gettext_lazy("Something done about a worry"),
    EventType.CONCERN_READER_ADDED: gettext_lazy("Somebody else reads a worry"),
    EventType.CONCERN_KEPT_FROM: gettext_lazy("Worry kept from somebody"),
    EventType.CONCERN_WENT_ON: gettext_lazy("Unread worry passed on"),
    EventType.CONCERN_HANDED_OVER: gettext_lazy("Worry handed over"),
    EventType.CONCERN_CLOSED: gettext_lazy("Worry closed"),
    EventType.PUPIL_HELD: gettext_lazy("Child on hold until it is said who decides"),
    EventType.PUPIL_DECIDER_SAID: gettext_lazy("Said who decides for a child"),
    EventType.PUPIL_HOLD_ENDED: gettext_lazy("Child no longer on hold"),
    EventType.PUPIL_HOLDS_READ: gettext_lazy("List of children on hold opened"),
    EventType.FAMILY_CODES_GIVEN: gettext_lazy("Codes given with which pupils answer for themselves"),
    EventType.FAMILY_OBJECTION_DECIDED: gettext_lazy("Objection of a family decided"),
    EventType.FAMILY_RECORD_TAKEN_OUT: gettext_lazy("Record of a school year's answers taken out"),
    EventType.FAMILY_LANGUAGE_CHECKED: gettext_lazy("Translation of families’ pages checked by a person"),
    EventType.FAMILY_LANGUAGE_UNCHECKED: gettext_lazy("Check of a translation of families’ pages taken back"),
    EventType.FAMILY_READ_RULES: gettext_lazy("Family said that it has read our rules"),
    EventType.FAMILY_LETTERS_PRINTED: gettext_lazy("Letters to families printed"),
    EventType.CONSENT_YEAR_ENDED: gettext_lazy("Answers of last school year ended"),
    EventType.TOKEN_MADE: gettext_lazy("Key for a program made"),
    EventType.TOKEN_REVOKED: gettext_lazy("Key for a program revoked"),
}
# What the trail can be narrowed to: its name in the address, its words, and the nouns of its events.
GROUPS = {
    "posts": (gettext_lazy("Posts"), ("post", "posts", "notice")),
    "pictures": (gettext_lazy("Pictures and videos"), ("picture", "video")),
    "sending": (gettext_lazy("Sending and taking down"), ("delivery", "copy")),
    "pupils": (
        gettext_lazy("Pupils and consents"),
        (
            "pupil",
            "consent",
            "roll",
            "trust_roll",
            "adult",
            "adults_apart",
            "look_up",
            "family",
            "restricted_list",
            "group",
            "sheet",
        ),
    ),
    "people": (
        gettext_lazy("People"),
        (
            "person",
            "appointment",
            "stand_in",
            "session",
            "passkey",
            "second_factor",
            "password",
            "token",
            "adjustment",
            "leaver",
            "day_code",
        ),
    ),
    "accounts": (
        gettext_lazy("Official accounts"),
        (
            "account",
            "login",
            "logins",
        ),
    ),
    "requests": (
        gettext_lazy("Requests and registers"),
        ("request", "leave", "form", "register", "entry", "device"),
    ),
    "signatures": (
        gettext_lazy("Signatures, declarations and training"),
        (
            "signing",
            "documents",
            "signers",
            "own_line",
            "declaration",
            "contact",
            "profiles",
            "note",
            "course",
            "training",
            "lesson",
        ),
    ),
    "policy": (gettext_lazy("Policy and calendar"), ("policy", "calendar", "school", "trust")),
    "data": (
        gettext_lazy("Personal data"),
        ("personal_data", "records", "keeping_time", "controller", "data_complaint"),
    ),
    "keeping": (gettext_lazy("Backups and the installation"), ("backup", "hold", "journal", "mail_test")),
    "other": (
        gettext_lazy("Other"),
        ("duty", "duties", "own_duty", "measure", "export", "detail", "reader", "concern", "breach", "wish"),
    ),
}


def what_happened(event: Event, reader: Reader) -> str:
    """The event as this reader may know it."""
    if event.type in ALIKE_TO_OTHERS and not reader.is_keeper:
        return _("Somebody may no longer be shown")
    if event.type in _SAID:
        return str(_SAID[EventType(event.type)])
    return event.type.replace(".", " ").replace("_", " ").capitalize()


def groups() -> list[tuple[str, str]]:
    """What the trail can be narrowed to, in words."""
    return [(key, str(words)) for key, (words, _nouns) in GROUPS.items()]


def key_words(key: str) -> str:
    """A key of an event's detail as people read it."""
    return key.replace("_", " ").capitalize()


def value_words(value: object) -> str:
    """A value of an event's detail as people read it."""
    match value:
        case None | "" | [] | {}:
            return "–"
        case bool():
            return _("yes") if value else _("no")
        case list():
            return ", ".join(value_words(one) for one in value)
        case str() if DIGEST.fullmatch(value):
            return f"{value[:12]}…"
        case dict():
            return "; ".join(f"{key_words(key)}: {value_words(one)}" for key, one in value.items())
    return str(value)
