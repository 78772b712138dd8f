"""Search from the command line."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogue.models import Intervention
from catalogue.search.catalogue import Catalogue
from catalogue.search.facets import BY_NAME, DEFAULT_CHOICES
from catalogue.search.judging import choices
from catalogue.search.query import Query
from catalogue.search.requirements import PARAMETERS, UNSAID, WITHOUT
from catalogue.search.sync import current

SERVICE = ("slug", "name", "who", "find", "website", "phone")


class Command(BaseCommand):
    """Print what a search finds, and why."""

    help = "Sök i katalogen: search ”komma tillbaka till jobbet” --choose kommun=amal --why"

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the words and the choices."""
        parser.add_argument("words", help="orden, som en besökare skriver dem")
        parser.add_argument(
            "--choose", action="append", default=[], metavar="FACETT=VÄRDE", help="ett val"
        )
        parser.add_argument("--limit", type=int, default=10, help="högst så många träffar")
        parser.add_argument("--why", action="store_true", help="visa varför varje träff hittades")
        parser.add_argument("--json", action="store_true", help="skriv som JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Search and print."""
        catalogue = current()
        chosen = choices(_choices(options["choose"]), catalogue)
        without = chosen.pop(WITHOUT.name, frozenset())
        unsaid = chosen.pop(UNSAID.name, frozenset())
        query = Query(options["words"], {**DEFAULT_CHOICES, **chosen}, without, unsaid)
        found = catalogue.search(query, limit=max(options["limit"], 1))
        rows = Intervention.objects.in_bulk(found.ids)
        hits: list[dict[str, Any]] = [
            {
                "id": pk,
                "source_id": rows[pk].source_id,
                "name": rows[pk].name,
                "why": [reason._asdict() for reason in found.reasons[pk]],
            }
            for pk in found.ids
        ]
        if options["json"]:
            result = {
                "total": found.total,
                "weak": found.weak,
                "distress": found.plan.distress.name.lower(),
                "corrections": [c._asdict() for c in found.plan.corrections],
                "recognised": [name._asdict() for name in found.plan.named],
                "lacking": _services(catalogue, found.plan.elsewhere.lacking),
                "beside": _services(catalogue, found.plan.elsewhere.beside),
                "hits": hits,
            }
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
            return
        for service in _services(catalogue, found.plan.elsewhere.lacking):
            self.stdout.write(f"Det finns inte i katalogen: {service['name']}. {service['who']}")
        self.stdout.write(f"{found.total} insatser{' (svaga träffar)' if found.weak else ''}")
        for hit in hits:
            self.stdout.write(f"{hit['id']:>6}  {hit['name']}")
            for reason in hit["why"] if options["why"] else ():
                where = ", ".join(reason["fields"])
                self.stdout.write(
                    f"        {reason['typed']} → {reason['word']} ({reason['kind']}) i {where}"
                )


def _services(catalogue: Catalogue, numbers: Iterable[int]) -> list[dict[str, str]]:
    services = [catalogue.neighbourhood.services[number] for number in numbers]
    return [{name: getattr(service, name) for name in SERVICE} for service in services]


def _choices(pairs: list[str]) -> dict[str, list[str]]:
    chosen: dict[str, list[str]] = {}
    known = [*BY_NAME, *(asked.name for asked in PARAMETERS)]
    for pair in pairs:
        facet, sign, value = pair.partition("=")
        if not sign or facet not in known:
            raise CommandError(
                f"”{pair}” är inget val. Skriv FACETT=VÄRDE; facetterna är {', '.join(known)}."
            )
        chosen.setdefault(facet, []).append(value)
    return chosen
