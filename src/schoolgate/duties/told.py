"""The duties of a policy as a page tells them: what each is, how often, who hears when it is late, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from schoolgate.policies.duties_library import duty_kinds
from schoolgate.policies.living import named
from schoolgate.rules.duties.kinds import often_of_several
from schoolgate.rules.duties.lateness import WHO_WORDS, Late
from schoolgate.rules.policy import Clause, ResolvedPolicy
from schoolgate.web.said_times import sentence_list


@dataclass(frozen=True, slots=True)
class Asked:
    """One duty of the policy."""

    control: str
    title: str
    sentence: str
    often: str
    late: str
    clauses: tuple[Clause, ...]

    @property
    def anchor(self) -> str:
        return self.control.replace(".", "-")


def asked_by(policy: ResolvedPolicy) -> list[Asked]:
    """Every duty for which the policy has a clause, and which the program sees to, by its title."""
    found = []
    for control, kind in duty_kinds().items():
        clauses = policy.clauses_of(control)
        if not clauses:
            continue
        title, sentence = named(policy, control)
        often = often_of_several(
            task.often(policy.setting(task.every_from) if task.every_from else None) for task in kind.tasks
        )
        found.append(Asked(control, title, sentence, sentence_list(often), _late(kind.late), clauses))
    return sorted(found, key=lambda one: one.title)


def _late(steps: Sequence[Late]) -> str:
    days = ((step.after_days, WHO_WORDS[step.who]) for step in steps)
    return sentence_list([f"{who} after a day" if n == 1 else f"{who} after {n} days" for n, who in days])
