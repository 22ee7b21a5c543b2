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
_REGISTERS = ("companion_policies", "laws", "risks", "support_contacts", "website_pages")

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
