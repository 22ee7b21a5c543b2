"""The names that somebody's posts may go out under."""

from collections.abc import Collection

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import ROLE_WORDS
from schoolgate.people.models import Person, School
from schoolgate.policies.queries import current_policy
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.speaking import voices_of


def own_voices(actor: Actor) -> tuple[str, ...]:
    """What a post of whoever acts may be signed with, the usual one first."""
    return voices(actor.person, actor.roles, actor.school, current_policy(actor.school))


def voices(author: Person, roles: Collection[str], school: School, policy: ResolvedPolicy) -> tuple[str, ...]:
    """What a post of this author may be signed with, who holds these posts at this school; the usual one first."""
    return voices_of(
        policy.setting("who_signs_a_post"),
        name=author.short_name,
        roles=[words for role, words in ROLE_WORDS.items() if role in roles],
        team=author.team,
        school=school.name,
    )
