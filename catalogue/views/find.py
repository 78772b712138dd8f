"""Five plain questions that end in the entries that fit, each with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.models import IncomeSupport, NeedGroup
from catalogue.models.calling import Call, calls_of_many
from catalogue.search.address import one_line
from catalogue.search.cards import Card, make_cards
from catalogue.search.catalogue import Catalogue
from catalogue.search.facets import DEFAULT_CHOICES
from catalogue.search.query import Query
from catalogue.search.sync import current
from catalogue.visitor.answers import Answers, AnswersForm
from catalogue.visitor.calling import number_missing
from catalogue.visitor.ending import ending
from catalogue.visitor.fitting import Fit, match
from catalogue.visitor.needs import need_choices
from catalogue.visitor.offers import NOT_AN_INCOME, read_offers
from catalogue.visitor.people import make_person
from catalogue.visitor.questions import NAMES, RESULT, current_question, given, questions
from catalogue.visitor.reasons import fits, nearly_fits, to_ask

FIRST, MOST, MOST_NEAR = 15, 200, 8
CROWDED = 3  # with fewer hits than this, say what leaving an answer out would give
ANSWERED_BY = {
    "place": "kommun",
    "age": "alder",
    "need": "behov",
    "income": "ersattning",
    "requirement": "kraver_inte",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One question less, and what that finds."""

    question: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry on the page of results, with what to ask, and of whom."""

    card: Card
    ask: str
    contact: Call | None
    missing: str  # whom to call where no contact can be reached


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Ask one question, or show what the answers lead to. Nothing is stored."""
    catalogue = current()
    form = AnswersForm(request.GET, catalogue.options)
    answers = form.answers()
    name = current_question(request.GET.get("fraga", ""), form, answers)
    if name != RESULT:
        context = _question(catalogue, form, answers, name)
        if name == "behov":
            context |= _needs(catalogue, answers, one_line(request.GET.get("hitta", "")))
        return render(request, "find.html", context, using="public")
    limit = MOST if request.GET.get("visa") == "alla" else FIRST
    context = _results(catalogue, answers, limit)
    return render(request, "find_results.html", context, using="public")


def _question(
    catalogue: Catalogue, form: AnswersForm, answers: Answers, name: str
) -> dict[str, object]:
    place = NAMES.index(name)
    after = (*NAMES, RESULT)[place + 1]
    others = answers.without(name)
    chosen = getattr(answers, name)
    error = " ".join(map(str, form.errors.get(name, [])))
    return {
        "question": questions()[place],
        "number": place + 1,
        "total": len(NAMES),
        "after": after,
        "back": answers.querystring(("fraga", NAMES[place - 1])) if place else "",
        "skip": others.querystring(("fraga", after)),
        "kept": others.pairs(),
        "chosen": chosen,
        "typed": form.data.get(name, "")[:60] if error else _typed(catalogue, name, chosen),
        "error": error,
        "alike": [
            (label, replace(answers, kommun=slug).querystring(("fraga", after)))
            for slug, label in form.kommun.alike
            if name == "kommun"
        ],
        "labels": catalogue.options.labels.get(name, {}),
        "lacking": catalogue.options.lacking,
        "incomes": _incomes() if name == "ersattning" else [],
        "given": [row for row in given(answers, catalogue.options) if row.name != name],
        "results": answers.querystring(("fraga", RESULT)),
        "distress": None,
    }


def _needs(catalogue: Catalogue, answers: Answers, wanted: str) -> dict[str, object]:
    return {
        "needs": need_choices(answers.behov, wanted),
        "distress": catalogue.plan(Query(words=wanted)).distress,
    }


def _typed(catalogue: Catalogue, name: str, chosen: object) -> str:
    """Return an answer as it was, or might have been, written."""
    if name == "kommun" and chosen:
        return catalogue.options.label("kommun", str(chosen))
    return str(chosen) if name == "alder" and chosen is not None else ""


def _incomes() -> Sequence[IncomeSupport]:
    incomes = IncomeSupport.objects.exclude(slug__in=NOT_AN_INCOME)
    return list(incomes.order_by("order", "name"))


def _results(catalogue: Catalogue, answers: Answers, limit: int) -> dict[str, object]:
    groups = list(NeedGroup.objects.select_related("parent")) if answers.behov else []
    parents = {group.slug: group.parent.slug if group.parent else None for group in groups}
    person = make_person(answers, catalogue.options, parents)
    matches = match(read_offers(catalogue, catalogue.day), person)
    ways_out = [
        LeftOut(
            question=question.title,
            address=answers.without(question.name).querystring(("fraga", RESULT)),
            count=matches.left_out[subject],
        )
        for question in questions()
        for subject, name in ANSWERED_BY.items()
        if name == question.name and matches.left_out[subject] > len(matches.hits)
    ]
    words = " ".join(
        f"{group.name} {group.search_words}" for group in groups if group.slug in answers.behov
    )
    return {
        "answers": answers,
        "given": given(answers, catalogue.options),
        "total": len(matches.hits),
        "unsaid": sum(bool(fit.unsaid) for fit in matches.hits),
        "hits": _told(catalogue, matches.hits[:limit], answers, near=False),
        "near": _told(catalogue, matches.near[:MOST_NEAR], answers, near=True),
        "ways_out": ways_out if len(matches.hits) < CROWDED else [],
        "ending": ending(answers.kommun, catalogue),
        "all": answers.querystring(("fraga", RESULT), ("visa", "alla")),
        "most": MOST,
        "search": _search(answers).querystring(),
        "distress": catalogue.plan(Query(words=words)).distress,
    }


def _told(
    catalogue: Catalogue, chosen: Sequence[Fit], answers: Answers, *, near: bool
) -> list[Hit]:
    """Return cards that say why each entry fits, or what it would take, and what to ask whom."""
    by_id = {fit.offer.id: fit for fit in chosen}
    unsaid = (pk for pk, fit in by_id.items() if fit.unsaid)
    chains = calls_of_many(unsaid, answers.kommun)
    cards = []
    for card in make_cards(catalogue, by_id):
        fit, chain = by_id[card.entry.pk], chains.get(card.entry.pk)
        reason = (
            nearly_fits(fit, card.entry, answers, catalogue.options)
            if near
            else fits(fit, card.entry, catalogue.options)
        )
        cards.append(
            Hit(
                card=replace(card, reason=reason),
                ask=to_ask(fit, catalogue.options),
                contact=chain.contact if chain else None,
                missing=number_missing(chain) if chain and not chain.contact else "",
            )
        )
    return cards


def _search(answers: Answers) -> Query:
    """Return the search that comes nearest to the answers; it knows nothing of ages."""
    chosen = {"kommun": frozenset({answers.kommun} - {""}), "behov": answers.behov}
    return Query(
        chosen=DEFAULT_CHOICES | {name: values for name, values in chosen.items() if values},
        without_requirements=answers.kraver_inte,
        unsaid_requirements=answers.kraver_inte,
    )
