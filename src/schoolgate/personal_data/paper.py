"""A document to print: an accessible PDF (PDF/UA), set by typst from plain data, never from markup."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_TEMPLATE = b"""
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set text(lang: told.language, size: 11pt)
#set page(paper: "a4", margin: 2cm, numbering: "1")
#set par(leading: 0.75em)
#show heading.where(level: 2): set block(above: 1.6em, below: 0.8em)
= #told.title
#told.under
#for section in told.sections {
  heading(level: 2, section.title)
  for line in section.lines { par(line) }
  for row in section.rows {
    block(above: 1em, below: 1em, breakable: true, stack(
      spacing: 0.65em,
      ..row.map(pair => par[#strong(pair.at(0)): #pair.at(1)]),
    ))
  }
  if "table" in section {
    table(
      columns: (1.6fr,) + (1fr,) * (section.table.head.len() - 1),
      inset: 5pt,
      stroke: (x, y) => (bottom: 0.5pt + luma(60%)),
      table.header(..section.table.head.map(strong)),
      ..section.table.rows.flatten(),
    )
  }
  if section.more != "" { par(emph(section.more)) }
}
"""


def as_pdf(title: str, under: str, sections: Sequence[dict[str, Any]], now: datetime) -> bytes:
    """Sections of lines and of rows (pairs of a word and its value), or of a table (its head and its rows); `more`:
    how many rows are not shown."""
    told = {
        "title": title,
        "under": under,
        "language": (get_language() or "en").partition("-")[0],
        "sections": [{**section, "more": _more(section["more"])} for section in sections],
    }
    made: bytes = typst.compile(
        _TEMPLATE,
        sys_inputs={"told": json.dumps(told)},
        pdf_standards="ua-1",
        timestamp=int(now.timestamp()),
    )
    return made


def _more(number: int) -> str:
    return _("And %(number)s more, which stand in everything.json.") % {"number": number} if number else ""
