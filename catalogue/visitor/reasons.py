"""Say why an entry fits, or what it would take."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from catalogue.models import Intervention
from catalogue.presentation import ages
from catalogue.search.options import Options
from catalogue.search.requirements import UNSAID, WITHOUT
from catalogue.visitor.answers import Answers
from catalogue.visitor.fitting import Fit, Miss, Reason


def fits(fit: Fit, entry: Intervention, options: Options) -> str:
    """Return every reason in one sentence."""
    told = [_reason(reason, entry, options) for reason in fit.reasons]
    return _("Passar: %(reasons)s.") % {"reasons": ", ".join(told)} if told else ""


def nearly_fits(fit: Fit, entry: Intervention, answers: Answers, options: Options) -> str:
    """Return what it would take for the entry to fit."""
    miss = fit.misses[0]
    return _miss(miss, entry, answers, options)


def to_ask(fit: Fit, options: Options) -> str:
    """Return what the entry leaves unsaid of all that the person has answered."""
    if not fit.unsaid:
        return ""
    topics = [options.label(UNSAID.name, value) for value in fit.unsaid_requirements]
    topics += [_("ålder")] if "age" in fit.unsaid else []
    topics += [_("ersättning")] if "income" in fit.unsaid else []
    return _("Säger inget om %(topics)s: fråga.") % {"topics": _or(topics)}


def _reason(reason: Reason, entry: Intervention, options: Options) -> str:
    values = reason.values
    match reason.kind:
        case "own_kommun":
            return _("gäller i %(place)s") % {"place": options.label("kommun", values[0])}
        case "county":
            return _("gäller i hela %(county)s") % {"county": _county(values[0], options)}
        case "nation":
            return _("gäller i hela landet")
        case "ages":
            return _("är för dig %(ages)s") % {"ages": ages(entry)}
        case "need" | "wider_need":
            return _("gäller %(needs)s") % {"needs": _and(_quoted("behov", values, options))}
        case "keeps_income":
            return _("du behåller den ersättning du har")
        case "income":
            return _("du kan ha %(income)s under tiden") % {
                "income": _or(_lower("ersattning", values, options))
            }
        case "not_required":
            return ", ".join(options.not_needed(value) for value in values)
        case "self_service":
            return _("ansök själv")
        case "free":
            return _("kostar inget")


def _miss(miss: Miss, entry: Intervention, answers: Answers, options: Options) -> str:
    values = miss.values
    match miss.subject:
        case "place":
            here = options.label("kommun", answers.kommun)
            there = _or([options.label("kommun", value) for value in values])
            return _("Passar om du får delta i %(there)s. Fråga om de tar emot från %(here)s.") % {
                "there": there,
                "here": here,
            }
        case "age":
            return _("Passar om du är %(ages)s.") % {"ages": ages(entry)}
        case "need":
            needs = _or(_quoted("behov", values, options))
            return _("Passar om det gäller %(needs)s.") % {"needs": needs}
        case "income":
            income = _or(_lower("ersattning", values, options))
            return _("Passar om du kan leva på %(income)s under tiden.") % {"income": income}
        case "requirement":
            requirement = options.label(WITHOUT.name, values[0])
            return _("Passar om det går att ordna det här kravet: %(demand)s.") % {
                "demand": requirement
            }


def _county(value: str, options: Options) -> str:
    return options.counties.get(value.removeprefix("lan-"), value)


def _quoted(facet: str, values: Iterable[str], options: Options) -> list[str]:
    return [f"”{options.label(facet, value)}”" for value in values]


def _lower(facet: str, values: Iterable[str], options: Options) -> list[str]:
    labels = [options.label(facet, value) for value in values]
    return [label[:1].lower() + label[1:] for label in labels]


def _and(words: list[str]) -> str:
    return _listed(words, _("och"))


def _or(words: list[str]) -> str:
    return _listed(words, _("eller"))


def _listed(words: list[str], link: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link} {words[-1]}"
