"""Pages for when something went wrong that need nothing: no template, manifest or database."""

from typing import NamedTuple

from django.conf import settings


class Apology(NamedTuple):
    """What such a page says."""

    heading: str
    lead: str


SAID = {
    400: Apology(
        "Adressen går inte att läsa",
        "Något i adressen, eller i det som skickades, är skrivet på ett sätt som vi inte förstår. "
        "Det är inte ditt fel.",
    ),
    403: Apology("Det här kan du inte öppna", "Sidan är inte öppen för alla."),
    404: Apology("Sidan finns inte", "Sidan kan ha flyttats eller fått en ny adress."),
    500: Apology(
        "Något gick fel hos oss", "Felet är vårt och vi har fått veta det. Prova igen om en stund."
    ),
    503: Apology(
        "Katalogen går inte att nå just nu",
        "Felet är vårt och vi har fått veta det. Prova igen om en stund.",
    ),
}
# The style sheet has an address without a hash, too: no manifest is asked.
PAGE = """<!doctype html>
<html lang="sv">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{heading}</title>
  <meta name="color-scheme" content="light dark">
  <link rel="stylesheet" href="{static}catalogue/site.css">
</head>
<body>
  <main>
    <div class="frame">
      <h1>{heading}</h1>
      <p class="lead">{lead}</p>
      <p><a href="/">Till startsidan</a></p>
      <p>Vid fara för liv: ring <a href="tel:112">112</a>. Vård och råd:
        <a href="tel:1177">1177</a>. Självmordslinjen: <a href="tel:90101">90&nbsp;101</a>.
        Kvinnofridslinjen: <a href="tel:+4620505050">020-50&nbsp;50&nbsp;50</a>.</p>
    </div>
  </main>
</body>
</html>
"""


def plain_page(status: int) -> bytes:
    """Return the page of a status, in Swedish."""
    said = SAID[status]
    page = PAGE.format(heading=said.heading, lead=said.lead, static=settings.STATIC_URL)
    return page.encode()
