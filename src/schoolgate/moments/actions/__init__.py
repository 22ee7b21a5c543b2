"""What people sign, say that they do not, declare and read; and asking for it."""

from schoolgate.moments.actions.declaring import ask_to_declare, declare, talk_over, tell_of_contact
from schoolgate.moments.actions.notes import ask_to_read, end_note, read_note, write_note
from schoolgate.moments.actions.own_lines import add_own_line, end_own_line
from schoolgate.moments.actions.profiles import look_at_profiles
from schoolgate.moments.actions.signing import ask_to_sign, decline_to_sign, sign_documents

__all__ = [
    "add_own_line",
    "ask_to_declare",
    "ask_to_read",
    "ask_to_sign",
    "declare",
    "decline_to_sign",
    "end_note",
    "end_own_line",
    "look_at_profiles",
    "read_note",
    "sign_documents",
    "talk_over",
    "tell_of_contact",
    "write_note",
]
