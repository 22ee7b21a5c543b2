"""What of a pupil may be shown in a place on a day, as the policy counts it."""

from collections.abc import Callable
from datetime import date

from schoolgate.rules.consents import Basis, Channel, Medium, Standing, may_be_shown, use_of
from schoolgate.rules.policy import ResolvedPolicy


def what_lets_show(
    medium: Medium, channel: Channel, policy: ResolvedPolicy, on: date
) -> Callable[[Standing], bool]:
    """The same question for many pupils: what the policy says of the place and day is read once."""
    basis = Basis(policy.setting("lawful_basis").get(channel, Basis.CONSENT))
    use = use_of(medium, channel)
    return lambda standing: may_be_shown(standing, use, on, basis_if_never_asked=basis)
