"""What editors read is marked for translation, and reads as it stands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext, override, pgettext

from tools import desk
from tools.desk import CONTEXT, WORDS, of_template

ROOT = Path(settings.BASE_DIR)
STAFF = ROOT / "templates" / "staff"
# What a template has besides words of its own: remarks, marked texts, entities.
MARKED = re.compile(
    r"""\{\#.*?\#\} | \{%[ ]blocktranslate.*?\{%[ ]endblocktranslate[ ]%\}
    | \{%[ ]translate[ ].*?%\} | _\(".*?"\) | &\w+; | <![^>]*>""",
    re.DOTALL | re.VERBOSE,
)
TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
SHOWN = re.compile(r'\b(?:aria-label|alt|title|placeholder|data-until|submit"[^>]*value)="([^"]*)"')
GIVEN = re.compile(r'\b(?:default|label|what|before|after|moved)[:=]"([^"]+)"')  # to a tag
NAMES = {"– Insatskatalogen", "signin"}  # the product's, and a class

# --- The same in code
MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}
KEPT = {"note", "noting", "log_actions", "log_change", "_log"}  # notes stay as they were written
# Where Swedish is no text of the desk's: notes that are kept, what the site is delivered with,
# words and titles of files, which are read in again.
SWEDISH = {
    "admin": {
        "common/noted",
        "conflicts",
        "import_page",
        "contact_trial",
        "users",
        "entry/actions",
        "entry/deciding",
        "entry/saving",
        "entry/told",  # lines of the history
    },
    "changes": {"noting", "proposed_facts", "roads"},
    "exchange": {"accidents", "excel_out", "formats", "keys", "reference", "tables", "thinning"},
    "models": {"accessibility", "rights", "telephones", "vocabulary"},
    "signin": {"adapters", "log"},
    "values": {"fields", "registers"},
    "upkeep": {"confirming", "fetching", "link", "links", "mailing", "rounds", "sending"},
}
APART = ("factsheets/", "demo/")  # reads words; writes what is made up


def called(call: ast.Call) -> str:
    """The name of what is called, without what it is called on."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def swedish_in(code: str) -> list[str]:
    """The Swedish of a module that is neither marked nor a docstring."""
    tree = ast.parse(code)
    known: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in MARKERS | KEPT:
            known |= set(ast.walk(node))
        elif isinstance(node, ast.Expr):
            known.add(node.value)
    texts = (node.value for node in ast.walk(tree)
             if isinstance(node, ast.Constant) and node not in known)  # fmt: skip
    return [text for text in texts if isinstance(text, str) and re.search("[åäö]", text, re.I)]


def unmarked(template: str) -> list[str]:
    """The words of a template that no translator would see."""
    left = MARKED.sub(" ", template)
    given = [text for tag in TAG.findall(left) for text in GIVEN.findall(tag)]
    page = TAG.sub(" ", left)
    lines = re.sub(r"<[^>]*>", "\n", page).splitlines()
    found = {" ".join(text.split()) for text in [*given, *SHOWN.findall(page), *lines]}
    return sorted(text for text in found - NAMES if re.search(r"[a-zåäö]{2}", text, re.IGNORECASE))


def words_of(model) -> Iterator[tuple[str, object]]:
    """What a model says of itself to editors."""
    yield "verbose_name", model._meta.verbose_name
    yield "verbose_name_plural", model._meta.verbose_name_plural
    for rule in model._meta.constraints:
        yield rule.name, rule.deconstruct()[2].get("violation_error_message", "")
    for field in model._meta.get_fields():
        if not field.auto_created:
            yield f"{field.name}: verbose_name", field.verbose_name
            yield f"{field.name}: help_text", field.help_text
            yield from ((f"{field.name}: choice", label) for _, label in field.choices or [])


@pytest.fixture(scope="module")
def texts():
    """Every text of the desk: file, and the text or its singular."""
    return [(file, text if isinstance(text, str) else text[0]) for file, text in desk.gather()]


class TestTheWordsOfTheRows:
    @pytest.mark.parametrize("model", list(apps.get_app_config("catalogue").get_models()))
    def test_are_marked(self, model):
        unmarked = [where for where, text in words_of(model) if text and type(text) is str]

        assert unmarked == []

    def test_are_read_in_swedish_on_a_page_in_another_language(self):
        status = apps.get_model("catalogue", "Intervention").Status.OPEN

        with override("en"):
            assert str(status.label) == "pågående"


class TestTheTextsOfTheDesk:
    def test_are_gathered(self, texts):
        assert ("catalogue/models/intervention.py", "insats") in texts

    def test_read_as_they_stand(self, texts):
        """Django and allauth have Swedish of their own, for English keys."""
        with override("sv"):
            changed = [
                (file, text)
                for file, text in texts
                if (pgettext(CONTEXT, text) if file.startswith(WORDS) else gettext(text)) != text
            ]

        assert changed == []

    def test_are_never_put_together_before_they_are_looked_up(self):
        files = (ROOT / "catalogue").rglob("*.py")

        assert [str(file) for file in files if re.search(r'\b_\(\s*f"', file.read_text())] == []

    @pytest.mark.parametrize("room", sorted(SWEDISH))
    def test_of_code_are_all_marked(self, room):
        folder = ROOT / "catalogue" / room
        files = {
            str(path.relative_to(folder).with_suffix("")): path for path in folder.rglob("*.py")
        }

        left = {
            name: swedish_in(path.read_text())
            for name, path in files.items()
            if name not in SWEDISH[room] and not name.startswith(APART)
        }
        assert {name: texts for name, texts in left.items() if texts} == {}

    def test_in_code_that_nobody_marked_are_seen(self):
        code = 'def told():\n    """Säg."""\n    note(user, "Åt")\n    return _("Öl") + "Är"'

        assert swedish_in(code) == ["Är"]

    def test_of_templates_are_all_marked(self):
        pages = {str(path.relative_to(STAFF)): path.read_text() for path in STAFF.rglob("*.*")}

        assert {name: unmarked(page) for name, page in pages.items() if unmarked(page)} == {}

    @pytest.mark.parametrize(
        "page",
        [
            "<p>Spara</p>",
            '<p title="Spara">{{ name }}</p>',
            '<input type="submit" name="_save" value="Spara">',
            '{{ name|default:"Spara" }}',
            '{% include "_x.html" with label="Spara" only %}',
        ],
    )
    def test_in_a_template_that_nobody_marked_are_seen(self, page):
        assert unmarked(page) == ["Spara"]

    def test_in_templates_are_found_with_their_plurals(self):
        source = (
            '{% load i18n %}{% translate "Spara" %}{% blocktranslate count n=rows %}En rad'
            "{% plural %}{{ n }} rader{% endblocktranslate %}"
        )

        assert list(of_template(source)) == ["Spara", ("En rad", "%(n)s rader")]
