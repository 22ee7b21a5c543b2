"""A Common Transfer File as rows of text: one row a pupil, under headings that the import knows.

Any version is read: what it knows stands in the file's own namespace under its own name; everything else, such
as a supplier's extension that claims to know about photographs, is passed over.
"""

from dataclasses import dataclass, field
from typing import Any
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from schoolgate.pupils.importing.caged.answers import LONGEST_CELL, MOST_ROWS, Opened, Refused, Row

ROOT = "ctfile"
MOST_CONTACTS = 9
DEEPEST = 40
# The path below Pupil, and the heading of its column.
_PUPIL = {
    "UPN": "UPN",
    "BasicDetails/FormerUPN": "Former UPN",
    "Surname": "Legal Surname",
    "Forename": "Legal Forename",
    "BasicDetails/MiddleNames": "Middle Names",
    "BasicDetails/PreferredSurname": "Preferred Surname",
    "BasicDetails/PreferredForename": "Preferred Forename",
    "BasicDetails/FormerSurname": "Former Surname",
    "DOB": "Date of Birth",
    "BasicDetails/NCyearActual": "Year Group",
    "LookedAfter/InCare": "Looked After",
    "LookedAfter/PostLookedAfterArrangements": "Post looked after arrangements",
}
_CONTACT = ("Name", "Relationship", "Email", "Telephone", "Parental Responsibility")
_RELATIONSHIPS = {
    "MOT": "Mother", "FAT": "Father", "PAM": "Mother", "PAF": "Father", "GRM": "Grandmother", "GRF": "Grandfather",
    "GRA": "Grandparent", "STM": "Stepmother", "STF": "Stepfather", "STE": "Step-parent", "FOM": "Foster mother",
    "FOF": "Foster father", "FOS": "Foster carer", "SWR": "Social worker", "SOC": "Social worker", "CAR": "Carer",
    "GUA": "Guardian", "AUN": "Aunt", "UNC": "Uncle", "OTH": "Other", "REL": "Relative", "CHM": "Childminder",
}  # fmt: skip
_YEARS_LEFT_OUT = frozenset({"X"})


def open_transfer_file(data: bytes) -> Opened:
    """The pupils of the file. Raises Refused."""
    target = _Pupils()
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    target.line = lambda: parser.parser.CurrentLineNumber
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException:
        raise Refused("xml_doctype") from None
    except (ParseError, ExpatError, ValueError, LookupError):
        raise Refused("damaged_file") from None
    if target.root != ROOT:
        raise Refused("other_xml", target.root[:40])
    if not target.pupils:
        raise Refused("no_pupils")
    return _opened(target)


@dataclass(slots=True)
class _Pupil:
    """One pupil while the file is read: what stands under each path, and the contacts."""

    line: int
    known: dict[str, str] = field(default_factory=dict)
    contacts: list[dict[str, str]] = field(default_factory=list)


class _Pupils:
    """Hears the file element by element and keeps what a roll needs."""

    def __init__(self) -> None:
        self.root = ""
        self.header: dict[str, str] = {}
        self.pupils: list[_Pupil] = []
        self.line: Any = lambda: 0
        self._namespace = ""
        self._path: list[str] = []
        self._foreign = 0
        self._words: list[str] = []

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        namespace, _brace, name = tag.rpartition("}")
        if not self.root:
            self.root, self._namespace = name.casefold(), namespace
        if len(self._path) > DEEPEST:
            raise Refused("too_hard")
        # What stands below an element of somebody else's is somebody else's too.
        if self._foreign or namespace != self._namespace:
            self._foreign += 1
            return
        self._path.append(name)
        self._words = []
        if self._is_pupil():
            self.pupils.append(_Pupil(self.line()))
            if len(self.pupils) > MOST_ROWS:
                raise Refused("too_many_rows")
        elif self._is_contact():
            self.pupils[-1].contacts.append({})

    def data(self, words: str) -> None:
        if not self._foreign and sum(map(len, self._words)) < LONGEST_CELL:
            self._words.append(words)

    def end(self, _tag: str) -> None:
        if self._foreign:
            self._foreign -= 1
            return
        words = "".join(self._words).strip()[:LONGEST_CELL]
        if words:
            self._keep(words)
        self._words = []
        self._path.pop()

    def close(self) -> None:
        """The parser asks for it at the end."""

    def _keep(self, words: str) -> None:
        path = self._path
        if len(path) > 2 and path[1] == "Header":
            self.header.setdefault("/".join(path[2:]), words)
        if path[2:3] != ["Pupil"] or len(path) < 4:
            return
        pupil = self.pupils[-1]
        if path[3:5] == ["Contacts", "Contact"] and pupil.contacts:
            pupil.contacts[-1].setdefault("/".join(path[5:]), words)
        else:
            pupil.known.setdefault("/".join(path[3:]), words)

    def _is_pupil(self) -> bool:
        return len(self._path) == 3 and self._path[1:] == ["CTFpupilData", "Pupil"]

    def _is_contact(self) -> bool:
        return len(self._path) == 5 and self._path[2:] == ["Pupil", "Contacts", "Contact"]


def _opened(found: _Pupils) -> Opened:
    most = min(max(len(pupil.contacts) for pupil in found.pupils), MOST_CONTACTS)
    headings = [
        *_PUPIL.values(),
        *(f"Contact {place} {part}" for place in range(1, most + 1) for part in _CONTACT),
    ]
    source = [found.header.get(f"SourceSchool/{part}", "") for part in ("LEA", "Estab")]
    facts = {
        "kind": "transfer_file",
        "version": found.header.get("CTFversion", "")[:10],
        "is_partial": found.header.get("DocumentQualifier", "").casefold() != "full",
        "school": "/".join(source) if all(source) else "",
        "more_contacts": sum(len(pupil.contacts) > MOST_CONTACTS for pupil in found.pupils),
    }
    return Opened(facts, [(1, headings), *(_row(pupil, most) for pupil in found.pupils)])


def _row(pupil: _Pupil, most: int) -> Row:
    known = {**pupil.known}
    if known.get("BasicDetails/NCyearActual", "").upper() in _YEARS_LEFT_OUT:
        known["BasicDetails/NCyearActual"] = ""
    cells = [known.get(path, "") for path in _PUPIL]
    contacts = sorted(pupil.contacts, key=_order)[:most]
    for place in range(most):
        cells += _contact(contacts[place]) if place < len(contacts) else [""] * len(_CONTACT)
    return pupil.line, cells


def _order(contact: dict[str, str]) -> int:
    order = contact.get("Order", "")
    return int(order) if order.isdecimal() and len(order) < 4 else 999


def _contact(contact: dict[str, str]) -> list[str]:
    names = (contact.get(part, "") for part in ("Title", "Forename", "Surname"))
    relationship = contact.get("Relationship", "")
    telephone = next((words for path, words in contact.items() if path.endswith("Phone/PhoneNo")), "")
    return [
        " ".join(name for name in names if name),
        _RELATIONSHIPS.get(relationship.upper(), relationship),
        contact.get("Email", ""),
        telephone,
        contact.get("Responsibility", ""),
    ]
