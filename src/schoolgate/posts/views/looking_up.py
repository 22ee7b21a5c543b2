"""Looking for a name while somebody says who is in a picture."""

from collections.abc import Sequence

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.posts.actions.looking_up import look_up_pupil
from schoolgate.posts.who import Found, look_for


def find_names(actor: Actor, classes: Sequence[str], letters: str, *, everywhere: bool = False) -> Found:
    """Whom these letters may mean. Looking beyond one's own classes is written down."""
    if not actor.may(Permission.PUPIL_NAME):
        return Found()
    found = look_for(actor, classes, letters, everywhere=everywhere)
    if found.is_beyond:
        look_up_pupil(actor, actor.school, letters=found.letters, found=len(found.chips))
    return found
