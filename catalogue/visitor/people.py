"""What a visitor's answers mean in this catalogue: areas, and needs that take in one another."""

from collections.abc import Iterable, Mapping

from catalogue.search.facets import NATIONWIDE
from catalogue.search.options import Options
from catalogue.visitor.answers import Answers
from catalogue.visitor.fitting import Person

Parents = Mapping[str, str | None]  # need -> the need that it is part of


def make_person(answers: Answers, options: Options, parents: Parents) -> Person:
    """Return the person that the answers describe."""
    areas = [area for area in options.accepts.get(answers.kommun, ()) if area != NATIONWIDE]
    return Person(
        kommun=answers.kommun,
        county=areas[0] if areas else "",
        neighbours=frozenset(options.neighbours.get(answers.kommun, ())),
        age=answers.alder,
        needs=answers.behov,
        wider=_wider(answers.behov, parents) - answers.behov,
        narrower=_narrower(answers.behov, parents) - answers.behov,
        incomes=answers.ersattning,
        without_requirements=answers.kraver_inte,
    )


def _wider(needs: Iterable[str], parents: Parents) -> frozenset[str]:
    found: set[str] = set()
    for need in needs:
        above = parents.get(need)
        while above and above not in found:
            found.add(above)
            above = parents.get(above)
    return frozenset(found)


def _narrower(needs: Iterable[str], parents: Parents) -> frozenset[str]:
    wanted = set(needs)
    return frozenset(need for need in parents if _wider([need], parents) & wanted)
