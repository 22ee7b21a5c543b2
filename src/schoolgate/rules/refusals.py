"""A refusal is a value: it names its control, what is wrong in plain words, and what to do next."""

from dataclasses import dataclass, field
from enum import StrEnum


class Control(StrEnum):
    """The gates: controls that refuse an action. The adopted policy says which of its clauses each serves."""

    FOUR_EYES = "gate.four_eyes"
    APPROVED_AS_IT_STANDS = "gate.approved_as_it_stands"
    HAS_READ_SIGNED_AND_TRAINED = "gate.has_read_signed_and_trained"
    ONLY_OFFICIAL_ACCOUNTS = "gate.only_official_accounts"
    NO_ACCOUNT_WITHOUT_APPROVAL = "gate.no_account_without_approval"
    ENOUGH_ADMINISTRATORS = "gate.enough_administrators"
    ACCOUNT_IS_THE_SCHOOLS_OWN = "gate.account_is_the_schools_own"
    SCHOOL_ADDRESSES_ONLY = "gate.school_addresses_only"
    RISK_ASSESSED_FIRST = "gate.risk_assessed_first"
    OLD_ENOUGH = "gate.old_enough"
    CONSENT_FOR_EVERY_USE = "gate.consent_for_every_use"
    RESTRICTED_NEVER_SHOWN = "gate.restricted_never_shown"
    EVERY_PICTURE_LOOKED_AT = "gate.every_picture_looked_at"
    ALLOWED_CAMERA = "gate.allowed_camera"
    PICTURES_STAY_INSIDE = "gate.pictures_stay_inside"
    NO_FULL_NAME_BESIDE_PICTURE = "gate.no_full_name_beside_picture"
    NO_PERSONAL_DETAILS_IN_WORDS = "gate.no_personal_details_in_words"
    RIGHTS_AND_CREDIT = "gate.rights_and_credit"
    PURPOSE_CHOSEN = "gate.purpose_chosen"
    JUDGEMENT_ANSWERED = "gate.judgement_answered"
    ACCESSIBLE_TO_ALL = "gate.accessible_to_all"
    SPEAKER_IS_NAMED = "gate.speaker_is_named"
    OPEN_QUESTION_HOLDS = "gate.open_question_holds"
    NO_PRIVATE_MESSAGES = "gate.no_private_messages"
    HANDED_OVER_THREAD_LOCKED = "gate.handed_over_thread_locked"
    REMOVAL_IS_EXPLAINED = "gate.removal_is_explained"
    PARENTS_TOLD_FIRST = "gate.parents_told_first"
    NOTICE_GOES_ANOTHER_WAY_TOO = "gate.notice_goes_another_way_too"
    NOTHING_WHILE_SUSPENDED = "gate.nothing_while_suspended"
    POLICY_MAY_BE_ADOPTED = "gate.policy_may_be_adopted"
    CASE_STEPS_BEFORE_CLOSING = "gate.case_steps_before_closing"
    ONLY_PUBLIC_EVIDENCE = "gate.only_public_evidence"
    INDECENT_IMAGE_NEVER_STORED = "gate.indecent_image_never_stored"
    POLICE_ENQUIRY_FIRST = "gate.police_enquiry_first"
    LADDER_STEP_EARNED = "gate.ladder_step_earned"
    MONITORING_NEEDS_A_GROUND = "gate.monitoring_needs_a_ground"
    DEVICE_AGREED = "gate.device_agreed"
    # What an account may be and whom it may reach, where nothing but a setting says so.
    GROUP_CHATS = "setting.group_chats"
    PUPILS_AS_AUDIENCE = "setting.pupil_contact_online"
    # Whose yes counts for a pupil.
    CONSENT_GIVER = "noun.consents.giver"
    # Who may, by account: an access of the policy that refuses like a gate.
    APPOINTED_TO_POST = "access.appointed_to_post"
    WHO_MODERATES = "access.who_moderates"
    # Who opens a shared login, and how it is kept.
    NAMED_PEOPLE_OPEN_A_LOGIN = "access.named_people_open_a_login"
    LEADERSHIP_OPENS_LOGINS = "access.leadership_opens_logins"
    VAULT_STORE = "noun.vault.store"
    # Whom a worry is about neither reads nor handles it.
    NEVER_THE_SUBJECT = "access.never_the_subject"
    DSL_LEADS = "access.dsl_leads"
    # Not a duty of any policy: the program's own promises, which no setting turns off.
    PERMISSION = "gate.permission"
    STATE = "gate.state"
    ROLL_IMPORT = "gate.roll_import"
    FILE_IS_SAFE = "gate.file_is_safe"
    TIME_COMES_ONCE = "gate.time_comes_once"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why an action may not happen.

    `control` names the rule, `words` say what is wrong, `next_step` what to do about it. `about` points at
    the thing it concerns ("picture:12", "text", "pupil:77"), so that a form can show it in place, and `ways`
    are the choices offered there. A `warning` does not stop the action; it is shown.
    """

    control: Control
    words: str
    next_step: str = ""
    about: str = ""
    ways: tuple[str, ...] = field(default=())
    warning: bool = False
