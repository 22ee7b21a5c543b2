"""A Common Transfer File of the invented school, with what suppliers put into one; and a hostile one."""

import random
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.rolls.contacts import Contact
from tests.rolls.paper import dice, write, write_json
from tests.rolls.roster import SEED, Family, Pupil

HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<!-- invented: no real person -->
<CTfile xmlns:sup="urn:example:supplier-extension">
<Header><DocumentName>Common Transfer File</DocumentName><CTFversion>{version}</CTFversion>\
<DateTime>2026-09-14T08:52:10</DateTime><DocumentQualifier>partial</DocumentQualifier>\
<SourceSchool><LEA>938</LEA><Estab>9901</Estab><SchoolName>Larkmoor Primary School</SchoolName></SourceSchool>\
<DestSchool><LEA>XXX</LEA><Estab>XXXX</Estab></DestSchool></Header>
<CTFpupilData>
"""
END = "</CTFpupilData>\n</CTfile>\n"
HOSTILE = """<?xml version="1.0"?>
<!DOCTYPE CTfile [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">\
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/hostname">]>
<CTfile><CTFpupilData><Pupil><Surname>&c;</Surname><Forename>&f;</Forename></Pupil></CTFpupilData></CTfile>
"""


def write_transfer_files(
    folder: Path, pupils: list[Pupil], families: dict[str, Family], contacts: dict[str, list[Contact]]
) -> None:
    """The file, a hostile one, and what an importer must see in them."""
    chance = dice(SEED, "ctf")
    name = "9389901_CTF_XXXXXXX_001.xml"
    expected: dict[str, Any] = {
        "file": name,
        "version": "24.0",
        "pupils": len(pupils),
        "looked_after": [p["id"] for p in pupils if p["lac"]],
        "former_upns": [[p["id"], p["former_upn"]] for p in pupils if p["former_upn"]],
        "no_upn": [p["id"] for p in pupils if not p["upn"]],
        "unknown_elements": ["sup:Extra", "sup:PhotoConsent", "FutureElement24"],
        "rows": [
            {"id": p["id"], "upn": p["upn"], "former_upn": p["former_upn"], "in_care": p["lac"]}
            for p in pupils
        ],
    }
    body = [_pupil(chance, p, families[p["family"]], contacts.get(p["family"], [])) for p in pupils]
    write(folder / name, HEADER.format(version="24.0") + "\n".join(body) + "\n" + END)
    write_json((folder / name).with_suffix(".expected.json"), expected)
    write(folder / "ctf_hostile.xml", HOSTILE)
    refused = {"file": "ctf_hostile.xml", "outcome": "reject_file", "codes": ["xml_doctype"]}
    write_json(folder / "ctf_hostile.expected.json", refused)


def _pupil(chance: random.Random, pupil: Pupil, family: Family, contacts: list[Contact]) -> str:
    parts = [
        _element("UPN", pupil["upn"]),
        _element("Surname", pupil["sur"]),
        _element("Forename", pupil["fore"]),
        _element("DOB", pupil["dob"].isoformat()),
        _element("Sex", pupil["sex"]),
        _basic_details(pupil),
        _care(chance, pupil),
        _address(chance, family),
        _contacts(contacts),
    ]
    if chance.random() < 0.06:
        parts.append('<sup:Extra code="7"><sup:PhotoConsent>Y</sup:PhotoConsent></sup:Extra>')
    if chance.random() < 0.05:
        parts.append("<FutureElement24><Thing>1</Thing></FutureElement24>")
    return f"<Pupil>{''.join(parts)}</Pupil>"


def _element(name: str, words: str) -> str:
    return f"<{name}>{escape(words)}</{name}>" if words else ""


def _basic_details(pupil: Pupil) -> str:
    return (
        "<BasicDetails>"
        + _element("FormerUPN", pupil["former_upn"])
        + _element("PreferredSurname", pupil["pref_sur"] if pupil["pref_sur"] != pupil["sur"] else "")
        + _element("PreferredForename", pupil["pref"] if pupil["pref"] != pupil["fore"] else "")
        + _element("FormerSurname", "Marchbanks" if pupil["key"] == "kayla" else "")
        + _element("MiddleNames", pupil["middle"])
        + _element("NCyearActual", pupil["year"])
        + "<EnrolStatus>C</EnrolStatus></BasicDetails>"
    )


def _care(chance: random.Random, pupil: Pupil) -> str:
    if pupil["lac"]:
        return "<LookedAfter><InCare>true</InCare><CareAuthority>938</CareAuthority></LookedAfter>"
    return "<LookedAfter><InCare>false</InCare></LookedAfter>" if chance.random() < 0.3 else ""


def _address(chance: random.Random, family: Family) -> str:
    """Either of the two shapes that the format knows."""
    number, _space, street = family["street"].partition(" ")
    if chance.random() < 0.7:
        lines = _element("AddressLine1", family["street"]) + _element("AddressLine2", family["town"])
        place = f"<AddressLines>{lines}</AddressLines>"
    else:
        parts = _element("PAON", number) + _element("Street", street) + _element("Town", family["town"])
        place = f"<BS7666Address>{parts}</BS7666Address>"
    return f"<Address>{place}{_element('PostCode', family['postcode'])}</Address>"


def _contacts(contacts: list[Contact]) -> str:
    return f"<Contacts>{''.join(map(_contact, contacts))}</Contacts>" if contacts else ""


def _contact(contact: Contact) -> str:
    return (
        "<Contact>"
        + _element("Order", str(contact["priority"]))
        + _element("Title", contact["title"])
        + _element("Surname", contact["surname"])
        + _element("Forename", contact["forename"])
        + _element("Relationship", contact["relationship"][:3].upper())
        + _element("Responsibility", str(contact["parental_responsibility"]).lower())
        + f"<Phones><Phone><TelephoneType>M</TelephoneType>{_element('PhoneNo', contact['mobile'])}</Phone></Phones>"
        + _element("Email", contact["email"])
        + "</Contact>"
    )
