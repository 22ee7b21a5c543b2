"""The approved text and pictures as WordPress keeps them, and whether what it keeps is still that."""

import html
import re
from collections.abc import Collection, Iterable

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
_LONGEST_TITLE = 70


def title_of(title: str, text: str) -> str:
    """The title, or where there is none the beginning of the text, cut between two words."""
    words = " ".join((title or text).split())
    if len(words) <= _LONGEST_TITLE or title:
        return _plain(words)
    return _plain(words[:_LONGEST_TITLE].rpartition(" ")[0] or words[:_LONGEST_TITLE]) + "…"


def content_of(
    text: str, pictures: Iterable[tuple[int, str, str]], films: Collection[int] = frozenset()
) -> str:
    """The page in WordPress's own blocks. A picture is its number there, its address and its alt text; those
    whose number is among `films` are videos."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    paragraphs = [_paragraph(part) for part in parts if part]
    shown = (_film(*one) if one[0] in films else _picture(*one) for one in pictures)
    return "\n\n".join([*paragraphs, *shown])


def is_same(kept: str, wanted: str) -> bool:
    """Whether both say the same, however characters and spaces are written."""
    return html.unescape(kept).split() == html.unescape(wanted).split()


def quoted(words: str) -> str:
    """What a website said, short and without any markup, to be shown between quotation marks."""
    plain = " ".join(re.sub(r"<[^>]*>", " ", html.unescape(str(words))).split())
    return plain if len(plain) <= 160 else plain[:159] + "…"


def _paragraph(part: str) -> str:
    lines = "<br>".join(_with_links(line.strip()) for line in part.strip().split("\n"))
    return f"<!-- wp:paragraph -->\n<p>{lines}</p>\n<!-- /wp:paragraph -->"


def _with_links(line: str) -> str:
    """A web address becomes a plain link: left bare on a line of its own, WordPress would put the other
    website's player or card in its place, which nobody has approved."""
    pieces, end = [], 0
    for found in _WEB_ADDRESS.finditer(line):
        address = _plain(found.group())
        pieces += [_plain(line[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*pieces, _plain(line[end:])])


def _picture(number: int, address: str, alt: str) -> str:
    return (
        f'<!-- wp:image {{"id":{number},"linkDestination":"none"}} -->\n'
        f'<figure class="wp-block-image"><img src="{html.escape(address)}" alt="{_plain(alt)}" '
        f'class="wp-image-{number}"/></figure>\n<!-- /wp:image -->'
    )


def _film(number: int, address: str, alt: str) -> str:
    return (
        f'<!-- wp:video {{"id":{number}}} -->\n'
        f'<figure class="wp-block-video"><video controls src="{html.escape(address)}"></video>'
        f'<figcaption class="wp-element-caption">{_plain(alt)}</figcaption></figure>\n<!-- /wp:video -->'
    )


def _plain(words: str) -> str:
    """Words that stay words: no markup, and no [shortcode] that the website would carry out."""
    return html.escape(words).replace("[", "&#91;").replace("]", "&#93;")
