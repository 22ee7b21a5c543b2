"""Where the clauses on forms and registers are seen at work: the form that asks, the register that wants an entry."""

from django.utils.translation import gettext_lazy as _

from schoolgate.demo.states import STATES, State
from schoolgate.kernel.permissions import Permission

_FORM = _("The form that asks it, with every clause behind it.")
_REGISTER = _("The register, with what the policy wants in it and what is written down.")
_ON_FORMS = (
    "the_form_asks_it",
    "each_decides_in_order_over_these_answers",
    "a_no_has_its_reason",
    "agreed_then_done_and_signed",
    "the_head_or_the_chair_and_nobody_else",
    "it_is_asked_for_by_who_may",
)
_FORMS = (
    "account_application",
    "right_on_an_account",
    "blocked_site_access",
    "inappropriate_site_report",
    "technical_support",
    "contact_exception",
    "declaration_of_interest",
    "school_details_on_a_personal_account",
    "personal_device_for_work",
    "equipment",
)
_REGISTERS = (
    "companion_policies",
    "filtering_and_monitoring_systems",
    "laws",
    "risks",
    "support_contacts",
    "website_pages",
)
_WORRIES = State(
    "safeguarding",
    "concerns:concerns",
    Permission.CONCERN_READ,
    _("Worries, and what the policy says of them."),
)

STATES.update(
    {
        f"request.{form}/{scene}": State("deputy", "requests:ask", Permission.REQUEST_ASK, _FORM, form)
        for form in _FORMS
        for scene in _ON_FORMS
    }
)
STATES.update(
    {
        f"register.{key}/it_is_written_down_for_its_clause": State(
            "head", "registers:register", Permission.REGISTER_READ, _REGISTER, key
        )
        for key in _REGISTERS
    }
)
# What stands against a new account: the application names every clause behind it.
STATES.update(
    {
        f"{control}/{scene}": State(
            "deputy", "requests:ask", Permission.REQUEST_ASK, _FORM, "account_application"
        )
        for control, scene in (
            ("setting.account_purposes", "an_account_has_a_purpose_of_the_policy"),
            ("access.who_creates_accounts", "only_leaders_decide_on_an_account"),
            ("access.who_moderates", "staff_keep_an_eye_on_what_others_write"),
            ("gate.risk_assessed_first", "only_an_agreed_platform_gets_an_account"),
            ("gate.risk_assessed_first", "its_risks_are_written_down_first"),
            ("gate.account_is_the_schools_own", "an_account_belongs_to_the_school"),
            ("gate.school_addresses_only", "an_account_has_an_address_of_the_school"),
            ("gate.school_addresses_only", "accounts_are_run_from_addresses_of_the_school"),
            ("gate.enough_administrators", "enough_of_them_are_staff"),
        )
    }
)
STATES["an_account_is_looked_at_for_safety"] = State(
    "head",
    "official_accounts:account",
    Permission.ACCOUNT_READ,
    _("What keeps the account safe, line by line, and who looked when."),
    "Facebook page",
    "#safety",
)
STATES["staff_are_asked_about_an_account"] = State(
    "head",
    "official_accounts:account",
    Permission.ACCOUNT_READ,
    _("What staff were asked about the account, and what came of it."),
    "Facebook page",
    "#consulted",
)
STATES["the_platforms_rules_stand_with_the_account"] = State(
    "head",
    "official_accounts:account",
    Permission.ACCOUNT_READ,
    _("The platform of the account, its rules, and when somebody last looked."),
    "Facebook page",
    "#register",
)
STATES["what_others_run_is_written_down"] = State(
    "head",
    "official_accounts:accounts",
    Permission.ACCOUNT_READ,
    _("What others run, beside our own accounts."),
    anchor="#others",
)
STATES["a_talk_is_asked_for_in_private"] = State(
    "volunteer", "requests:ask", Permission.REQUEST_ASK, _FORM, "private_talk"
)
STATES["no_account_before_every_yes"] = State(
    "head", "official_accounts:add", Permission.ACCOUNT_MAINTAIN, _("A new account is asked for first.")
)
STATES["accounts_are_reviewed"] = State(
    "head",
    "official_accounts:review",
    Permission.ACCOUNT_MAINTAIN,
    _("The review of an account: what was promised, what was found."),
    "Facebook page",
)
STATES["register.inappropriate_comments/a_comment_that_did_not_belong_is_written_down"] = State(
    "head", "registers:register", Permission.REGISTER_READ, _REGISTER, "inappropriate_comments"
)
# Registers and settings that say who: kept by the safeguarding lead alone, agreed by leaders.
STATES.update(
    {
        "the_safeguarding_lead_alone_writes_how_we_stay_safe": State(
            "head", "registers:register", Permission.REGISTER_READ, _REGISTER, "online_safety"
        ),
        "an_account_has_people_and_time_and_silence_is_flagged": STATES["accounts_are_reviewed"],
        "no_account_for_a_pupil_too_young": State(
            "deputy", "requests:ask", Permission.REQUEST_ASK, _FORM, "pupil_activity_online"
        ),
        "a_label_beside_a_picture_is_general": STATES["no_full_name_anywhere_beside_a_picture"],
        "an_own_account_on_a_school_address_needs_leave_first": STATES["staff_have_addresses_of_the_school"],
        "leaders_agree_to_what_goes_on_the_website": State(
            "head", "policies:policy", Permission.POLICY_READ, _("Who agrees to what goes on the website.")
        ),
        "families_and_colleagues_stay_unnamed": State(
            "head",
            "policies:policy",
            Permission.POLICY_READ,
            _("Whom a post names only once they have agreed."),
        ),
        "a_danger_to_a_child_is_the_leads": _WORRIES,
        "a_deputy_acts_when_the_lead_is_away": _WORRIES,
    }
)
