"""Every page and state that the browser tests look at: add yours here.

An address may be a function, for what only the loaded catalogue knows.
"""

from collections.abc import Callable

from catalogue.models import Continuation, Intervention

Address = str | Callable[[], str]


def entry() -> str:
    """An entry with something before it and something after."""
    chained = Continuation.objects.filter(before__continues_to__isnull=False)
    return chained.filter(before__comes_from__isnull=False)[0].before.get_absolute_url()


def ended_entry() -> str:
    return Intervention.objects.filter(status="ended")[0].get_absolute_url()


def structural_entry() -> str:
    return Intervention.objects.filter(scope="structural", status="open")[0].get_absolute_url()


def feedback() -> str:
    """The form as one comes to it from an entry."""
    return f"/sag-till/?slag=fel&insats={Intervention.objects.filter(status='open')[0].pk}"


def _numbers(count: int, *, over: bool = False) -> str:
    """Return so many running entries as a list's address has them, perhaps one that has ended."""
    running = Intervention.objects.current().order_by("pk")[:count]
    ended = Intervention.objects.filter(replaced_by__isnull=False)[:1] if over else []
    return "&".join(f"i={entry.pk}" for entry in [*running, *ended])


def shortlist() -> str:
    """A list with all that can be wrong with one, and a search for more."""
    return f"/lista/?{_numbers(3, over=True)}&i=999999&q=arbetstr%C3%A4ning"


def long_shortlist() -> str:
    return f"/lista/?{_numbers(6)}"


def comparison() -> str:
    return f"/lista/jamfor/?{_numbers(3, over=True)}"


def meeting_sheet() -> str:
    return f"/lista/blad/?{_numbers(3, over=True)}"


PAGES: list[tuple[str, Address]] = [
    ("start", "/"),
    ("search", "/insatser/"),
    ("search, filtered", "/insatser/?kommun=vasteras&tilltrade=egen-ansokan&kraver_inte=remiss"),
    ("search, nothing found", "/insatser/?q=tr%C3%A4dg%C3%A5rd&kommun=koping&steg=5"),
    ("search, weak", "/insatser/?q=segling+arbetstr%C3%A4ning"),
    ("search, corrected", "/insatser/?q=abetstr%C3%A4ning"),
    ("search, taken literally", "/insatser/?q=abetstr%C3%A4ning&ordagrant=ja"),
    ("search, what others have", "/insatser/?q=god+man+V%C3%A4ster%C3%A5s"),
    ("search, crisis", "/insatser/?q=sj%C3%A4lvmord"),
    ("search, a place recognised", "/insatser/?q=spr%C3%A5ktr%C3%A4ning+V%C3%A4xj%C3%B6"),
    ("search, an unknown value", "/insatser/?kommun=ankeborg&sida=2"),
    ("entry", entry),
    ("entry that has ended", ended_entry),
    ("entry without a way in", structural_entry),
    ("needs", "/behov/"),
    ("need", "/behov/psykisk-ohalsa/"),
    ("kommuner", "/kommuner/"),
    ("kommun", "/kommuner/vasteras/"),
    ("need that speaks of danger, in one kommun", "/behov/valdsutsatta/?kommun=amal"),
    ("question, first", "/hitta/"),
    ("question, misspelt", "/hitta/?fraga=alder&kommun=Vestersas"),
    ("question, unreadable", "/hitta/?fraga=svar&alder=ung"),
    ("question of need", "/hitta/?fraga=behov&kommun=amal&behov=psykisk-ohalsa"),
    ("question of income", "/hitta/?fraga=ersattning"),
    ("question of demands", "/hitta/?fraga=kraver_inte&alder=24"),
    ("answers", "/hitta/?fraga=svar&kommun=amal&behov=psykisk-ohalsa&kraver_inte=remiss"),
    ("answers that nothing fits", "/hitta/?fraga=svar&behov=valdsutsatta&alder=3"),
    ("list, empty", "/lista/"),
    ("list", shortlist),
    ("list, long", long_shortlist),
    ("comparison", comparison),
    ("comparison, empty", "/lista/jamfor/"),
    ("sheet for a meeting", meeting_sheet),
    ("organisations", "/organisationer/"),
    ("organisation", "/organisationer/vasteras-stad/"),
    ("about", "/om/"),
    ("accessibility", "/tillganglighet/"),
    ("privacy", "/personuppgifter/"),
    ("feedback", "/sag-till/"),
    ("feedback on an entry", feedback),
    ("feedback sent", "/sag-till/tack/"),
    ("a reminder without its link", "/stammer/"),
    ("a page that is not there", "/finns-inte/"),
    ("start in Arabic", "/ar/"),
    ("need in Arabic", "/ar/behov/psykisk-ohalsa/"),
    ("question in Arabic", "/ar/hitta/?fraga=behov&kommun=amal"),
    ("answers in Ukrainian", "/uk/hitta/?fraga=svar&kommun=amal&behov=psykisk-ohalsa"),
    ("needs in Finnish", "/fi/behov/"),
    ("start in lätt svenska", "/sv-simple/"),
    ("start in Somali", "/so/"),
    ("search for what others have, in English", "/en/insatser/?q=hemtj%C3%A4nst"),
    ("search in English", "/en/insatser/?q=utmattning&tilltrade=egen-ansokan"),
    ("entry in English", lambda: "/en" + entry()),
    ("entry in Arabic", lambda: "/ar" + entry()),
    ("entry in lätt svenska", lambda: "/sv-simple" + entry()),
]


def address(page: Address) -> str:
    """Return the address of a page, asking the catalogue where need be."""
    return page if isinstance(page, str) else page()
