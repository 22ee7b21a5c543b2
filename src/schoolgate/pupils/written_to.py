"""Whether an adult of a family may still be written to: asked once more as each letter goes."""

from django_scopes import scopes_disabled

from schoolgate.pupils.models import Responsibility

_ADULT = "adult:"


def is_written_to_no_more(recipient: str) -> bool:
    """True of an adult who may be written to about no child: their last link ended, or a court keeps them away."""
    if not recipient.startswith(_ADULT):
        return False
    with scopes_disabled():
        ties = Responsibility.objects.filter(
            adult_id=int(recipient.removeprefix(_ADULT)), may_be_written_to=True
        )
        return not ties.exists()
