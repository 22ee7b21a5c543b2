"""Where the clauses about breaches of information are seen at work."""

from django.utils.translation import gettext_lazy as _

from schoolgate.demo.states import STATES, State
from schoolgate.kernel.permissions import Permission

STATES["a_breach_is_reported_and_told_at_once"] = State(
    "head",
    "breaches:report",
    Permission.BREACH_REPORT,
    _("The page with which anybody reports a breach, at once."),
)

for scene, words in (
    ("the_register_knows_kinds_of_breaches", _("The register of breaches, by their kinds.")),
    ("a_breach_is_limited_step_by_step", _("The register: whether each breach was limited.")),
    ("a_breach_goes_by_the_cyber_security_policy", _("The register of breaches.")),
):
    STATES[scene] = State("head", "breaches:breaches", Permission.BREACH_KEEP, words)
