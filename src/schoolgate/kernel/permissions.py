"""Who may: the roles a school knows, the permissions of the program, and the table of grants between them.

A permission says *who*; a rule says *when not*. A policy may narrow who decides a post (its setting
`post_approvers`), which is a rule; it never widens this table.
"""

from enum import StrEnum
from functools import cache


class Role(StrEnum):
    """A post that a person is appointed to, with a first and a last day."""

    GOVERNOR = "governor"
    CHAIR = "chair"
    LINK_GOVERNOR = "link_governor"
    TRUSTEE = "trustee"
    TRUST_OFFICER = "trust_officer"
    EXECUTIVE_HEADTEACHER = "executive_headteacher"
    FINANCE_DIRECTOR = "finance_director"
    HEADTEACHER = "headteacher"
    SENIOR_LEADER = "senior_leader"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    DEPUTY_SAFEGUARDING_LEAD = "deputy_safeguarding_lead"
    DATA_PROTECTION_LEAD = "data_protection_lead"
    NETWORK_MANAGER = "network_manager"
    MARKETING_OFFICER = "marketing_officer"
    HR = "hr"
    OFFICE = "office"
    ACCOUNT_ADMINISTRATOR = "account_administrator"
    MODERATOR = "moderator"
    STAFF = "staff"
    AGENCY = "agency"
    TRAINEE = "trainee"
    CASUAL = "casual"
    WRAPAROUND = "wraparound"
    VOLUNTEER = "volunteer"
    CONTRACTOR = "contractor"
    CONSULTANT = "consultant"
    PARENT = "parent"
    PUPIL = "pupil"


ROLE_WORDS: dict[Role, str] = {
    Role.GOVERNOR: "governor",
    Role.CHAIR: "chair of governors",
    Role.LINK_GOVERNOR: "link governor",
    Role.TRUSTEE: "trustee",
    Role.TRUST_OFFICER: "trust officer",
    Role.EXECUTIVE_HEADTEACHER: "executive headteacher",
    Role.FINANCE_DIRECTOR: "finance and resources director",
    Role.HEADTEACHER: "headteacher",
    Role.SENIOR_LEADER: "senior leader",
    Role.SAFEGUARDING_LEAD: "safeguarding lead",
    Role.DEPUTY_SAFEGUARDING_LEAD: "deputy safeguarding lead",
    Role.DATA_PROTECTION_LEAD: "data protection lead",
    Role.NETWORK_MANAGER: "network manager",
    Role.MARKETING_OFFICER: "marketing officer",
    Role.HR: "HR",
    Role.OFFICE: "school office",
    Role.ACCOUNT_ADMINISTRATOR: "account administrator",
    Role.MODERATOR: "moderator",
    Role.STAFF: "staff",
    Role.AGENCY: "agency or supply",
    Role.TRAINEE: "trainee or apprentice",
    Role.CASUAL: "casual worker",
    Role.WRAPAROUND: "wraparound care",
    Role.VOLUNTEER: "volunteer",
    Role.CONTRACTOR: "contractor",
    Role.CONSULTANT: "consultant",
    Role.PARENT: "parent",
    Role.PUPIL: "pupil",
}

# Employed or engaged to work with pupils: these may look at the roll to name who is in a picture.
STAFF_ROLES = frozenset(
    {
        Role.HEADTEACHER,
        Role.SENIOR_LEADER,
        Role.SAFEGUARDING_LEAD,
        Role.DEPUTY_SAFEGUARDING_LEAD,
        Role.DATA_PROTECTION_LEAD,
        Role.NETWORK_MANAGER,
        Role.MARKETING_OFFICER,
        Role.HR,
        Role.OFFICE,
        Role.STAFF,
        Role.AGENCY,
        Role.TRAINEE,
        Role.CASUAL,
        Role.WRAPAROUND,
    }
)


class Permission(StrEnum):
    """What a person may do. The sentence of each stands in PERMISSION_WORDS."""

    POST_READ = "post_read"
    POST_WRITE = "post_write"
    POST_APPROVE = "post_approve"
    POST_RELEASE = "post_release"
    POST_TAKE_DOWN = "post_take_down"
    POST_CONFIRM = "post_confirm"
    POST_PUBLISH = "post_publish"
    POSTS_STOP = "posts_stop"
    NOTICE_PREPARE = "notice_prepare"
    NOTICE_SEND = "notice_send"
    PICTURE_TAKE_OUT = "picture_take_out"
    PICTURE_DELETE = "picture_delete"
    PUPIL_NAME = "pupil_name"
    PUPIL_READ = "pupil_read"
    CONSENT_READ = "consent_read"
    CONSENT_MAINTAIN = "consent_maintain"
    CONSENT_CHECK = "consent_check"
    PUPIL_RESTRICT = "pupil_restrict"
    ROLL_IMPORT = "roll_import"
    ROLL_TAKE_IN = "roll_take_in"
    ROLL_SEND = "roll_send"
    TRUST_ROLL = "trust_roll"
    PERSON_READ = "person_read"
    PERSON_APPOINT = "person_appoint"
    STAND_IN_NAME = "stand_in_name"
    REMIT_CONFIRM = "remit_confirm"
    TIE_SAY = "tie_say"
    OWN_PICTURE = "own_picture"
    ADJUSTMENT_KEEP = "adjustment_keep"
    DOCUMENTS_SIGN = "documents_sign"
    SIGNATURES_READ = "signatures_read"
    DECLARE = "declare"
    DECLARATIONS_READ = "declarations_read"
    DECLARATION_TALK = "declaration_talk"
    NOTE_WRITE = "note_write"
    TRAINING_READ = "training_read"
    TRAINING_KEEP = "training_keep"
    ASK_IN_TIME = "ask_in_time"
    CALENDAR_CHANGE = "calendar_change"
    POLICY_READ = "policy_read"
    POLICY_ADOPT = "policy_adopt"
    POLICY_SIGN = "policy_sign"
    ACCOUNT_READ = "account_read"
    ACCOUNT_MAINTAIN = "account_maintain"
    ACCOUNT_NAME = "account_name"
    ACCOUNT_REGISTER = "account_register"
    REQUEST_ASK = "request_ask"
    REQUEST_DECIDE = "request_decide"
    REGISTER_READ = "register_read"
    REGISTER_KEEP = "register_keep"
    FORM_MAKE = "form_make"
    LOGIN_OPEN = "login_open"
    LOGIN_KEEP = "login_keep"
    LOGIN_NAME = "login_name"
    LOGIN_EMERGENCY = "login_emergency"
    LOGIN_LOOK = "login_look"
    LOGIN_WATCH = "login_watch"
    LEAVER_SEE_THROUGH = "leaver_see_through"
    DAY_CODE_MAKE = "day_code_make"
    DAY_CODE_SIGN = "day_code_sign"
    BREACH_REPORT = "breach_report"
    BREACH_KEEP = "breach_keep"
    CONCERN_RAISE = "concern_raise"
    CONCERN_READ = "concern_read"
    CONCERN_WATCH = "concern_watch"
    PERSONAL_DATA_KEEP = "personal_data_keep"
    DATA_COMPLAINT_MAKE = "data_complaint_make"
    DATA_COMPLAINT_READ = "data_complaint_read"
    RECORDS_DESTROY = "records_destroy"
    TRAIL_READ = "trail_read"
    DETAIL_ERASE = "detail_erase"
    DUTY_DO = "duty_do"
    DUTIES_READ = "duties_read"
    NUMBERS_READ = "numbers_read"
    DUTY_DIRECT = "duty_direct"
    SESSION_END = "session_end"
    TOKEN_KEEP = "token_keep"  # noqa: S105 - a permission
    FAMILY_TELL = "family_tell"
    CONSENT_RENEW = "consent_renew"
    PICTURE_READ = "picture_read"
    FAMILY_ANSWER = "family_answer"
    PUPIL_ANSWER = "pupil_answer"
    PUPIL_CODE_GIVE = "pupil_code_give"
    SCHOOL_SET_UP = "school_set_up"
    SIGN_IN_SET = "sign_in_set"
    INSTALLATION_KEEP = "installation_keep"
    INSTALLATION_SEE = "installation_see"
    SCHOOL_EXPORT = "school_export"


PERMISSION_WORDS: dict[Permission, str] = {
    Permission.POST_READ: "read the school's posts",
    Permission.POST_WRITE: "write a post and send it for approval",
    Permission.POST_APPROVE: "approve a post or send it back",
    Permission.POST_RELEASE: "let a post go without a second reader where the policy allows it",
    Permission.POST_TAKE_DOWN: "take a post down",
    Permission.POST_CONFIRM: "say that a post is up or gone where it is done by hand",
    Permission.POST_PUBLISH: "publish what was approved (only the clock does this)",
    Permission.POSTS_STOP: "stop and resume all posts",
    Permission.NOTICE_PREPARE: "prepare and approve urgent notices beforehand",
    Permission.NOTICE_SEND: "send a prepared urgent notice",
    Permission.PICTURE_TAKE_OUT: "take a picture out of the program for a school purpose",
    Permission.PICTURE_DELETE: "delete at once a picture that should not be there",
    Permission.PUPIL_NAME: "name pupils in a picture",
    Permission.PUPIL_READ: "see the roll",
    Permission.CONSENT_READ: "see what each family has answered",
    Permission.CONSENT_MAINTAIN: "record a family's answer or withdrawal",
    Permission.CONSENT_CHECK: "look through the record of consents and say that it is current",
    Permission.PUPIL_RESTRICT: "keep the list of children who are never shown",
    Permission.ROLL_IMPORT: "import the roll",
    Permission.ROLL_SEND: "send the roll from another program (what is stricter counts at once, the rest waits)",
    Permission.ROLL_TAKE_IN: "take in what the management system wrote, where stricter (only the clock does this)",
    Permission.TRUST_ROLL: "bring in one file for all schools of the trust",
    Permission.PERSON_READ: "see who holds which post",
    Permission.PERSON_APPOINT: "appoint people and end appointments",
    Permission.STAND_IN_NAME: "name a stand-in",
    Permission.REMIT_CONFIRM: "confirm for the governors what a post is there for",
    Permission.TIE_SAY: "say that one is also a parent or a neighbour of the school",
    Permission.OWN_PICTURE: "say whether one may be shown in pictures",
    Permission.ADJUSTMENT_KEEP: "agree how the rules are adapted to one person, and see it",
    Permission.DOCUMENTS_SIGN: "read and sign what concerns oneself",
    Permission.SIGNATURES_READ: "see who has signed what, and remind those who have not",
    Permission.DECLARE: "declare what the policy wants known of one's own use",
    Permission.DECLARATIONS_READ: "read what people declared",
    Permission.DECLARATION_TALK: "talk over what somebody declared, and say what came of it",
    Permission.NOTE_WRITE: "write notes on safe use to staff, and see who has read them",
    Permission.TRAINING_READ: "see courses and one's own training",
    Permission.TRAINING_KEEP: "keep the record of courses and who came",
    Permission.ASK_IN_TIME: "ask people in time to sign, to learn and to declare (only the clock does this)",
    Permission.CALENDAR_CHANGE: "change terms and closed days",
    Permission.POLICY_READ: "read the policy",
    Permission.POLICY_ADOPT: "adopt a policy and override a setting",
    Permission.POLICY_SIGN: "sign the policy where it asks for one's post",
    Permission.ACCOUNT_READ: "see the official accounts",
    Permission.ACCOUNT_MAINTAIN: "add, connect and suspend official accounts",
    Permission.ACCOUNT_NAME: "say who writes for an official account",
    Permission.ACCOUNT_REGISTER: "enter an agreed account into the register (only the clock does this)",
    Permission.REQUEST_ASK: "ask for leave, and follow what one has asked",
    Permission.REQUEST_DECIDE: "decide or carry out a request where it is the turn of one's post",
    Permission.REGISTER_READ: "read the school's registers",
    Permission.REGISTER_KEEP: "write into the school's registers",
    Permission.FORM_MAKE: "make forms and registers of the school's own",
    Permission.LOGIN_OPEN: "open a shared login for which one is named",
    Permission.LOGIN_KEEP: "keep the shared logins of official accounts, and see who opened them",
    Permission.LOGIN_NAME: "say who may open a shared login",
    Permission.LOGIN_EMERGENCY: "open a shared login in an emergency",
    Permission.LOGIN_LOOK: "look at what was opened in an emergency",
    Permission.LOGIN_WATCH: "watch which logins are to be changed, and who leaves (only the clock does this)",
    Permission.LEAVER_SEE_THROUGH: "see to everything that a leaver passes on",
    Permission.DAY_CODE_MAKE: "make the code with which visitors sign for a day",
    Permission.DAY_CODE_SIGN: "sign for a day with the code of that day (only whoever has the code does this)",
    Permission.BREACH_REPORT: "report that information may be lost or in the wrong hands",
    Permission.BREACH_KEEP: "see to breaches of information, and keep their register",
    Permission.CONCERN_RAISE: "tell the school of a worry (whoever opens the page for it does this)",
    Permission.CONCERN_READ: "read the worries that are for oneself, and say what was done",
    Permission.CONCERN_WATCH: "pass an unread worry on to the next in line (only the clock does this)",
    Permission.PERSONAL_DATA_KEEP: "give people what is held about them, put it right and take it out",
    Permission.DATA_COMPLAINT_MAKE: "complain about how data are handled (whoever opens the page for it does this)",
    Permission.DATA_COMPLAINT_READ: "read complaints about how data are handled, and answer them",
    Permission.RECORDS_DESTROY: "destroy what has been kept long enough (only the clock does this)",
    Permission.TRAIL_READ: "read the trail of what happened",
    Permission.DETAIL_ERASE: "erase the words of an entry in the trail when the law asks for it",
    Permission.DUTY_DO: "do and close one's own tasks",
    Permission.DUTIES_READ: "see what everybody has to do, and what is late",
    Permission.NUMBERS_READ: "see in numbers how the policy is put into practice",
    Permission.DUTY_DIRECT: "have a measure of security or data protection put in place",
    Permission.SESSION_END: "end one's own sessions",
    Permission.TOKEN_KEEP: "make and revoke one's own keys for programs",
    Permission.FAMILY_TELL: "tell a family what was done (only the clock does this)",
    Permission.CONSENT_RENEW: "end last school year's answers (only the clock does this)",
    Permission.PICTURE_READ: "note which words can be read in a picture (only the program does this)",
    Permission.FAMILY_ANSWER: "answer for one's own children (only a parent or carer, by their own link)",
    Permission.PUPIL_ANSWER: "answer for oneself (only a pupil who understands it, by their own code)",
    Permission.PUPIL_CODE_GIVE: "give a pupil of one's class a code to answer for themselves",
    Permission.SCHOOL_SET_UP: "set up a school",
    Permission.SIGN_IN_SET: "set where people of the trust may sign in",
    Permission.INSTALLATION_SEE: "see how the installation is doing, and test its e-mail",
    Permission.SCHOOL_EXPORT: "take out everything that is kept of the school",
    Permission.INSTALLATION_KEEP: "put a school back from a backup (only the clock does this)",
}

_P = Permission
_EVERYONE = frozenset(
    {
        _P.POLICY_READ,
        _P.DUTY_DO,
        _P.SESSION_END,
        _P.TOKEN_KEEP,
        _P.TIE_SAY,
        _P.OWN_PICTURE,
        _P.BREACH_REPORT,
        _P.DOCUMENTS_SIGN,
        _P.REQUEST_ASK,
        _P.DECLARE,
        _P.TRAINING_READ,
    }
)
_WRITES = _EVERYONE | {
    _P.POST_READ, _P.POST_WRITE, _P.POST_CONFIRM, _P.NOTICE_SEND, _P.PICTURE_DELETE, _P.ACCOUNT_READ,
    _P.LOGIN_OPEN,
}  # fmt: skip
_STAFF = _WRITES | {
    _P.POST_APPROVE, _P.POST_RELEASE, _P.PUPIL_NAME, _P.PERSON_READ, _P.POST_TAKE_DOWN,
    _P.PICTURE_TAKE_OUT, _P.REGISTER_READ, _P.CONCERN_READ, _P.PUPIL_CODE_GIVE,
}  # fmt: skip
_OFFICE = _STAFF | {
    _P.PUPIL_READ, _P.CONSENT_READ, _P.CONSENT_MAINTAIN, _P.ROLL_IMPORT, _P.ROLL_SEND, _P.CALENDAR_CHANGE,
    _P.DAY_CODE_MAKE,
}  # fmt: skip
_LEADS = _STAFF | {
    _P.PUPIL_READ, _P.CONSENT_READ, _P.POSTS_STOP, _P.NOTICE_PREPARE, _P.STAND_IN_NAME, _P.CALENDAR_CHANGE,
    _P.SIGNATURES_READ, _P.TRAINING_KEEP, _P.DUTIES_READ, _P.NUMBERS_READ,
    _P.TRAIL_READ, _P.ACCOUNT_MAINTAIN, _P.POLICY_SIGN, _P.REQUEST_DECIDE, _P.REGISTER_KEEP,
    _P.LOGIN_KEEP, _P.LOGIN_EMERGENCY, _P.LEAVER_SEE_THROUGH, _P.DAY_CODE_MAKE,
}  # fmt: skip
_HEAD = _LEADS | {
    _P.PERSON_APPOINT, _P.POLICY_ADOPT, _P.CONSENT_MAINTAIN, _P.PUPIL_RESTRICT, _P.ROLL_IMPORT, _P.ROLL_SEND,
    _P.SCHOOL_SET_UP, _P.DETAIL_ERASE, _P.ADJUSTMENT_KEEP, _P.ACCOUNT_NAME, _P.LOGIN_NAME, _P.LOGIN_LOOK, _P.FORM_MAKE,
    _P.INSTALLATION_SEE, _P.SCHOOL_EXPORT, _P.SIGN_IN_SET,
    _P.DATA_COMPLAINT_READ, _P.BREACH_KEEP,
    _P.DECLARATIONS_READ, _P.DUTY_DIRECT, _P.DECLARATION_TALK, _P.NOTE_WRITE,
}  # fmt: skip
_GOVERNS = _EVERYONE | {
    _P.POST_READ, _P.PICTURE_DELETE, _P.PERSON_READ, _P.ACCOUNT_READ, _P.POLICY_SIGN, _P.REMIT_CONFIRM, _P.NUMBERS_READ,
}  # fmt: skip

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.GOVERNOR: _GOVERNS,
    Role.LINK_GOVERNOR: _GOVERNS | {_P.CONCERN_READ},
    Role.CHAIR: _GOVERNS | {_P.CONCERN_READ, _P.LOGIN_LOOK, _P.TRAIL_READ, _P.POSTS_STOP, _P.REQUEST_DECIDE},
    Role.TRUSTEE: _GOVERNS,
    Role.TRUST_OFFICER: _GOVERNS | {
        _P.DUTIES_READ,
        _P.POLICY_ADOPT, _P.TRAIL_READ, _P.POSTS_STOP, _P.PERSON_APPOINT, _P.SCHOOL_SET_UP,
        _P.INSTALLATION_SEE, _P.TRUST_ROLL, _P.SIGN_IN_SET, _P.CONCERN_READ,
    },
    Role.EXECUTIVE_HEADTEACHER: _LEADS,
    Role.FINANCE_DIRECTOR: _GOVERNS - {_P.REMIT_CONFIRM},
    Role.HEADTEACHER: _HEAD,
    Role.SENIOR_LEADER: _LEADS,
    Role.SAFEGUARDING_LEAD: _LEADS | {
        _P.PUPIL_RESTRICT, _P.CONSENT_MAINTAIN, _P.DECLARATIONS_READ, _P.DECLARATION_TALK, _P.NOTE_WRITE,
    },
    Role.DEPUTY_SAFEGUARDING_LEAD: _LEADS | {_P.PUPIL_RESTRICT},
    Role.DATA_PROTECTION_LEAD: _OFFICE | {_P.POLICY_SIGN, _P.TRAIL_READ, _P.DETAIL_ERASE, _P.PUPIL_RESTRICT,
        _P.CONSENT_CHECK, _P.PERSONAL_DATA_KEEP, _P.DATA_COMPLAINT_READ, _P.BREACH_KEEP, _P.REQUEST_DECIDE,
    },
    Role.NETWORK_MANAGER: _STAFF | {
        _P.LOGIN_KEEP, _P.BREACH_KEEP,
        _P.ACCOUNT_MAINTAIN, _P.INSTALLATION_SEE, _P.REQUEST_DECIDE, _P.REGISTER_KEEP,
    },
    Role.MARKETING_OFFICER: _STAFF | {_P.LOGIN_KEEP, _P.ACCOUNT_MAINTAIN, _P.REQUEST_DECIDE, _P.REGISTER_KEEP},
    Role.HR: _STAFF | {
        _P.SIGNATURES_READ, _P.TRAINING_KEEP,
        _P.LEAVER_SEE_THROUGH, _P.ADJUSTMENT_KEEP, _P.REQUEST_DECIDE, _P.REGISTER_KEEP,
    },
    Role.OFFICE: _OFFICE | {_P.REGISTER_KEEP},
    Role.ACCOUNT_ADMINISTRATOR: _WRITES,
    Role.MODERATOR: _WRITES,
    Role.STAFF: _STAFF,
    Role.AGENCY: _EVERYONE | {_P.POST_READ, _P.POST_WRITE, _P.PICTURE_DELETE, _P.PUPIL_NAME},
    Role.TRAINEE: _EVERYONE | {_P.POST_READ, _P.POST_WRITE, _P.PICTURE_DELETE, _P.PUPIL_NAME},
    Role.CASUAL: _EVERYONE | {_P.POST_READ, _P.POST_WRITE, _P.PICTURE_DELETE, _P.PUPIL_NAME},
    Role.WRAPAROUND: _EVERYONE | {_P.POST_READ, _P.POST_WRITE, _P.PICTURE_DELETE, _P.PUPIL_NAME},
    Role.VOLUNTEER: _EVERYONE | {_P.POST_READ, _P.POST_WRITE, _P.PICTURE_DELETE},
    Role.CONTRACTOR: _EVERYONE,
    Role.CONSULTANT: _EVERYONE,
    Role.PARENT: _EVERYONE | {_P.POST_READ, _P.POST_WRITE, _P.PICTURE_DELETE},
    Role.PUPIL: frozenset({_P.POLICY_READ}),
}  # fmt: skip

# What happens without a person: publishing at its time, expiry, looking again, telling the family.
CLOCK_GRANTS = frozenset(
    {
        _P.POST_PUBLISH, _P.POST_TAKE_DOWN, _P.FAMILY_TELL, _P.CONSENT_RENEW, _P.PICTURE_READ, _P.DUTY_DO,
        _P.POST_CONFIRM, _P.SCHOOL_SET_UP, _P.INSTALLATION_KEEP, _P.ROLL_TAKE_IN, _P.ASK_IN_TIME,
        _P.LOGIN_WATCH, _P.DAY_CODE_SIGN, _P.ACCOUNT_REGISTER, _P.BREACH_REPORT, _P.CONCERN_RAISE, _P.CONCERN_WATCH,
        _P.REGISTER_KEEP, _P.DATA_COMPLAINT_MAKE, _P.RECORDS_DESTROY,
    }
)  # fmt: skip

# What somebody may who comes by a family's own link: nobody with a post here, and not the clock.
FAMILY_GRANTS = frozenset({_P.FAMILY_ANSWER})
# And who comes by a pupil's own code.
PUPIL_GRANTS = frozenset({_P.PUPIL_ANSWER})

# These roles approve or see pupils' data: a second factor is required of them before any page opens.
NEEDS_SECOND_FACTOR = frozenset(
    role
    for role, granted in GRANTS.items()
    if granted
    & {_P.POST_APPROVE, _P.PUPIL_READ, _P.PUPIL_NAME, _P.PERSON_APPOINT, _P.POLICY_ADOPT, _P.CONCERN_READ}
)


@cache
def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Everything that any of these roles grants."""
    return frozenset().union(*(GRANTS[role] for role in roles)) if roles else frozenset()
