"""QR codes as drawings that need no file."""

import qrcode
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage


def drawn(address: str) -> SafeString:
    """The QR code of an address of ours."""
    image = qrcode.make(address, image_factory=SvgPathImage, border=2)
    return mark_safe(image.to_string(encoding="unicode"))  # noqa: S308 - drawn here, from our own address
