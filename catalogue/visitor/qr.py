"""A QR code to hold a phone to."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(address: str) -> SafeString:
    """Return an address as an inline SVG without styles of its own: black on white, any size."""
    code = segno.make(address, micro=False, error="m")
    svg = code.svg_inline(omitsize=True, border=3, light="#fff", svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308 # nosec B308 B703 - segno draws squares, no text gets in
