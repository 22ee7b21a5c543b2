"""Duties as data: what is owed, by whom, how often, and who hears of it when it is late."""

from schoolgate.rules.duties.kinds import DutyError, DutyKind, Task
from schoolgate.rules.duties.lateness import REMINDED_BEFORE, Late, step_due
from schoolgate.rules.duties.own import OwnDuty, OwnLine
from schoolgate.rules.duties.periods import Every, Period, period_of

__all__ = [
    "REMINDED_BEFORE",
    "DutyError",
    "DutyKind",
    "Every",
    "Late",
    "OwnDuty",
    "OwnLine",
    "Period",
    "Task",
    "period_of",
    "step_due",
]
