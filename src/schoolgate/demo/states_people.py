"""Where the clauses on one person are seen: what somebody signs, a tie, a rule adapted, a class that signs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schoolgate.demo.schools import OFFICER
from schoolgate.demo.single_people import CONTRACTOR, TIE
from schoolgate.demo.states import STATES, State
from schoolgate.kernel.permissions import Permission


def _signs(part: str, shows: Promise) -> State:
    return State(part, "moments:sign", Permission.DOCUMENTS_SIGN, shows, is_for_them=True)


def _decides(part: str, shows: Promise) -> State:
    return State(part, "requests:request", Permission.REQUEST_ASK, shows, TIE, is_for_them=True)


_NEW = _("What somebody new has to read and sign, in the version that holds.")

STATES.update(
    {
        "the_document_is_signed_in_its_version": _signs("new_colleague", _NEW),
        "short_questions_come_with_the_signature": _signs(
            "new_colleague", _("The short questions that come with somebody’s first signature.")
        ),
        "a_contractor_signs_before_anything_opens": _signs(
            CONTRACTOR, _("Somebody from outside on their first day: every page leads here until all is signed.")
        ),
        "a_class_signs_what_pupils_keep_to": State(
            "teacher", "training:classes_sign", Permission.PUPIL_NAME, _("Which classes have signed.")
        ),
        f"request.{TIE}/the_head_or_the_chair_and_nobody_else": _decides(
            "head", _("A tie that somebody told of: it waits for the decision.")
        ),
        "the_chair_allows_it_and_no_other_governor": _decides(
            "chair", _("A tie that somebody told of, as the chair of governors reads it: it waits for the decision.")
        ),
        "who_tells_of_a_worry_hears_what_to_keep": State(
            "teacher", "concerns:tell", Permission.POLICY_READ,
            _("Anybody tells of a worry here; it says what to keep, and says so again once it is sent."),
            anchor="#meanwhile",
        ),
        "families_read_what_filters_and_watches": State(
            "teacher", "moments:for_families", Permission.POLICY_READ,
            _("The page for families: what filters and watches at school."), anchor="#filters",
        ),
        "the_trust_reads_each_schools_share": State(
            OFFICER, "practice_trust", Permission.NUMBERS_READ,
            _("Every school of the trust, with the share of its people who have read and signed."), is_for_them=True,
        ),
        "a_rule_is_adapted_for_one_person": State(
            "head", "staffing:person", Permission.PERSON_READ, _("A colleague: how the rules are adapted for them."),
            "the colleague", "#adapted",
        ),
    }
)  # fmt: skip
