"""Reading back what the browser prints."""

import io
import re
from unicodedata import normalize

from playwright.sync_api import Page
from pypdf import PdfReader

# Whatever is drawn in anything but dark on white.
COLOURED = """() => [...document.querySelectorAll("body *:not(svg, svg *)")]
  .filter(e => e.checkVisibility()).flatMap(e => {
    const {color, backgroundColor} = getComputedStyle(e);
    const [ink, ground] = [color, backgroundColor].map(c => c.match(/[\\d.]+/g).map(Number));
    const dark = Math.max(...ink.slice(0, 3)) < 120;
    const white = ground[3] === 0 || Math.min(...ground.slice(0, 3)) === 255;
    return dark && white ? [] : [`${e.tagName}.${e.className} ${color} on ${backgroundColor}`];
  })"""


def sheets(page: Page) -> list[str]:
    """Return the text of each sheet of paper, its spaces made one and its ligatures taken apart."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    texts = (normalize("NFKC", sheet.extract_text()) for sheet in reader.pages)
    return [re.sub(r"\s+", " ", text) for text in texts]


def is_lying(page: Page) -> bool:
    """Tell whether every sheet is wider than high."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return all(sheet.mediabox.width > sheet.mediabox.height for sheet in reader.pages)
