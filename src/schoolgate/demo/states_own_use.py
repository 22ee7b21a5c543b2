"""Where the clauses on one's own use are seen: the page of one's own accounts, its list, notes, declarations."""

from django.utils.translation import gettext_lazy as _

from schoolgate.demo.states import STATES, State
from schoolgate.kernel.permissions import Permission

_OWN = State(
    "teacher", "moments:own_use", Permission.POLICY_READ, _("The page on one’s own accounts, at this rule."), "",
    "#says-{clause}",
)  # fmt: skip
_SETTINGS = State(
    "teacher", "moments:own_use", Permission.POLICY_READ,
    _("The page on one’s own accounts: how the school has set it."), "", "#settings",
)  # fmt: skip
_NOTES = State("head", "moments:notes", Permission.DOCUMENTS_SIGN, _("The notes on safe use."))
_LIST = State("teacher", "moments:profile", Permission.DECLARE, _("The list for one’s own profiles."))

STATES.update(
    {
        "the_rule_is_signed_and_stays_in_sight": _OWN,
        "contact_is_declined_and_told": _OWN,
        "the_rule_for_profiles_is_signed_and_looked_for": _LIST,
        "who_names_the_school_has_its_words_there": _LIST,
        "our_setting_is_told_on_ones_own_page": _SETTINGS,
        "a_professional_network_may_name_the_school": _SETTINGS,
        "a_note_is_read_and_that_is_kept": _NOTES,
        "who_comes_later_reads_the_guide_too": _NOTES,
        "guidance_is_shared_again_in_time": _NOTES,
        "contact_without_leave_is_a_breach": State(
            "safeguarding", "moments:declarations", Permission.DECLARATIONS_READ,
            _("What people declared, and what of it is to be talked over."),
        ),
        "who_is_also_a_parent_is_told_what_holds": State(
            "head", "staffing:bound", Permission.PERSON_READ, _("Who is here in two roles."), query="kind=two_roles"
        ),
        "who_leaves_signs_that_it_goes_on": State(
            "head", "credentials:leavers", Permission.LEAVER_SEE_THROUGH, _("Who leaves, and what each passes on."),
        ),
    }
)  # fmt: skip
