"""Rows that fact sheets refer to: found by name, or created and remembered."""

from django.utils.text import slugify

from catalogue.exchange.factsheets.bodies import Body
from catalogue.exchange.factsheets.contact import read_contact
from catalogue.exchange.factsheets.report import Report
from catalogue.models import (
    Association,
    Contact,
    Language,
    Municipality,
    NeedGroup,
    Organisation,
    Step,
)

_LAST = 1000  # new terms come after those that staff have ordered


class Registry:
    """The organisations, contacts and terms of one import."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._organisations = {row.name.casefold(): row for row in Organisation.objects.all()}
        self._slugs = {row.slug for row in self._organisations.values()}
        self._kommuner = Municipality.objects.in_bulk(field_name="code")
        self._contacts = {(row.organisation_id, row.function): row for row in Contact.objects.all()}
        self._groups = {row.name.casefold(): row for row in NeedGroup.objects.all()}
        self._languages = {row.name.casefold(): row for row in Language.objects.all()}
        self._steps = set(Step.objects.values_list("number", flat=True))
        self._areas = {
            association: {place.code for place in association.municipalities.all()}
            for association in Association.objects.prefetch_related("municipalities")
        }

    def organisation(self, body: Body) -> Organisation:
        """Return the row of a body; a new one comes with the one that it is a unit of."""
        row = self._organisations.get(body.name.casefold())
        if row is None:
            row = Organisation.objects.create(
                name=body.name,
                slug=self._free_slug(body.name, 190, self._slugs),
                kind=body.kind,
                parent=self.organisation(body.parent) if body.parent else None,
                municipality=self._kommuner.get(body.municipality),
            )
            self._organisations[body.name.casefold()] = row
            self._report.new_organisations.append(f"{row.name} ({row.get_kind_display()})")
        return row

    def known(self, body: Body) -> Organisation | None:
        """Return the row of a body that the catalogue has; of an unknown unit, the one above."""
        row = self._organisations.get(body.name.casefold())
        return row or (self.known(body.parent) if body.parent else None)

    def contact(self, organisation: Organisation, text: str) -> Contact:
        """Return the organisation's contact with this function; a new one as the text tells it."""
        reached = read_contact(text)
        key = (organisation.pk, reached.function)
        if key not in self._contacts:
            self._contacts[key] = Contact.objects.create(
                organisation=organisation,
                function=reached.function,
                phone=reached.phone,
                email=reached.email,
            )
        contact: Contact = self._contacts[key]
        return contact

    def need_group(self, name: str) -> NeedGroup:
        """Return the group; a new one waits for somebody to review its wording."""
        row: NeedGroup | None = self._groups.get(name.casefold())
        if row is None:
            slug = self._free_slug(name, 110, {group.slug for group in self._groups.values()})
            row = NeedGroup.objects.create(name=name, slug=slug, order=_LAST, reviewed=False)
            self._groups[name.casefold()] = row
            self._report.new_need_groups.append(name)
        return row

    def language(self, name: str) -> Language:
        """Return the language; a new one gets a code that says that its own is not known."""
        row: Language | None = self._languages.get(name.casefold())
        if row is None:
            known = self._languages.values()
            slug = self._free_slug(name, 110, {language.slug for language in known})
            code = _free_code(slug, {language.code for language in known})
            row = Language.objects.create(name=name, slug=slug, code=code, order=_LAST)
            self._languages[name.casefold()] = row
            self._report.new_languages.append(f"{name} (koden {code} ska rättas)")
        return row

    def step(self, number: int | None) -> int | None:
        """Return the number of a step of the stair, where the catalogue has it."""
        return number if number in self._steps else None

    def association_for(self, codes: set[str]) -> Association | None:
        """Return the association whose area holds all the kommuner, where there is just one."""
        found = [association for association, area in self._areas.items() if codes <= area]
        return found[0] if codes and len(found) == 1 else None

    @staticmethod
    def _free_slug(name: str, longest: int, taken: set[str]) -> str:
        """Return an address name that nobody has."""
        base = slugify(name)[:longest].strip("-") or "namnlos"
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        return slug


def _free_code(slug: str, taken: set[str]) -> str:
    """Return und-xxxx within the eight characters that a language code has."""
    code, number = f"und-{slug[:4]}", 2
    while code in taken:
        code, number = f"und-{slug[: 4 - len(str(number))]}{number}", number + 1
    return code
