"""The five questions, one a page.

One question a page rather than all on one: a tired person on a phone meets one short thing at a
time, the back button undoes one answer, and nothing needs scripts. The answers so far travel in
the address; the server keeps nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.languages import translated
from catalogue.search.options import Options
from catalogue.search.requirements import WITHOUT
from catalogue.visitor.answers import Answers, AnswersForm

NAMES = ("kommun", "alder", "behov", "ersattning", "kraver_inte")
RESULT = "svar"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: which parameter it answers, and how it is put."""

    name: str
    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer in words, and the addresses to change it or to take it away."""

    name: str
    question: str
    label: str
    change: str
    drop: str


def questions() -> Sequence[Question]:
    """Return the questions in their order."""
    return (
        Question(
            "kommun",
            _("I vilken kommun bor du?"),
            _("Då ser du det som gäller där du bor. Skriv namnet, till exempel Åmål."),
        ),
        Question(
            "alder",
            _("Hur gammal är du?"),
            _("En del insatser är för vissa åldrar."),
        ),
        Question(
            "behov",
            _("Vad gäller det?"),
            _("Bocka för det som stämmer. Du kan välja flera."),
        ),
        Question(
            "ersattning",
            _("Vad lever du på?"),
            _("Då kan vi visa om du kan ha kvar dina pengar under tiden. Du kan välja flera."),
        ),
        Question(
            WITHOUT.name,
            _("Är det något du inte har eller inte klarar?"),
            _("Bocka för det som stämmer. Då tar vi bort det som kräver det. Du kan välja flera."),
        ),
    )


def current_question(asked: str, form: AnswersForm, answers: Answers) -> str:
    """Return which question to put, or `RESULT`: what cannot be read is asked again."""
    for name in NAMES:
        if name in form.errors:
            return name
    if asked in (*NAMES, RESULT):
        return asked
    return RESULT if answers.pairs() else NAMES[0]


def given(answers: Answers, options: Options) -> list[GivenAnswer]:
    """Return the answers in words, in the order of the questions, one row a choice."""
    rows = []
    for question in questions():
        for value, label in _told(question.name, answers, options):
            rows.append(
                GivenAnswer(
                    name=question.name,
                    question=question.title,
                    label=label,
                    change=answers.querystring(("fraga", question.name)),
                    drop=answers.without(question.name, value).querystring(("fraga", RESULT)),
                )
            )
    return rows


def _told(name: str, answers: Answers, options: Options) -> list[tuple[str, str]]:
    if name == "kommun":
        slug = answers.kommun
        return [(slug, options.label("kommun", slug))] if slug else []
    if name == "alder":
        return [("", _("%(age)s år") % {"age": answers.alder})] if answers.alder is not None else []
    chosen = getattr(answers, name)
    values = [value for value in options.labels[name] if value in chosen]
    return [(value, _in_words(name, value, options)) for value in values]


def _in_words(name: str, value: str, options: Options) -> str:
    if name == WITHOUT.name:
        return translated(options.lacking.get(value, value))
    return options.label(name, value)
