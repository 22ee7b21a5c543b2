"""Shared logins, and what is tied to them: suspected compromise, leavers, codes with which visitors sign for a day."""

from schoolgate.credentials.models.leaving import Compromise, DayCode, DayEntry, HandedOver, Leaving
from schoolgate.credentials.models.logins import LoginChange, LoginOpening, LoginPerson, SharedLogin

__all__ = [
    "Compromise",
    "DayCode",
    "DayEntry",
    "HandedOver",
    "Leaving",
    "LoginChange",
    "LoginOpening",
    "LoginPerson",
    "SharedLogin",
]
