"""Asking for something, deciding on it, doing it, and looking after the leave that was given."""

from schoolgate.requests.actions.asking import change_request, draft_request, send_request, withdraw_request
from schoolgate.requests.actions.deciding import decide_request, mark_done, review_leave, revoke_leave
from schoolgate.requests.actions.making import make_form, retire_form

__all__ = [
    "change_request",
    "decide_request",
    "draft_request",
    "make_form",
    "mark_done",
    "retire_form",
    "review_leave",
    "revoke_leave",
    "send_request",
    "withdraw_request",
]
