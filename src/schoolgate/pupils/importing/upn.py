"""Unique pupil numbers as files spell them: small letters, spaces, none at all."""

from schoolgate.pupils.importing.vocabulary import Code
from schoolgate.rules.roll import UpnFault, upn_fault

FAULTS = {
    UpnFault.LENGTH: Code.UPN_BAD_LENGTH,
    UpnFault.CHARACTER: Code.UPN_BAD_CHARACTER,
    UpnFault.CHECK_LETTER: Code.UPN_BAD_CHECK_LETTER,
}


def tidy_upn(cell: str) -> str:
    """The number in capitals without spaces."""
    return "".join(cell.split()).upper()


def upn_code(upn: str) -> Code | None:
    """What is wrong with a tidied number, or None."""
    fault = upn_fault(upn)
    return FAULTS[fault] if fault else None
