"""Help while an entry is written: a look at its texts, with nothing stored."""

from collections.abc import Iterable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST

from catalogue.admin.common.pages import require
from catalogue.admin.entry.advice import Advice, is_written, look
from catalogue.engine.language import LexiconError
from catalogue.models import Intervention, User
from catalogue.models.named_persons import NOBODY
from catalogue.search.catalogue import Catalogue
from catalogue.search.doubles import likely_doubles
from catalogue.search.sync import current

FOLDER = "admin/catalogue/intervention"
LONGEST = 200_000  # characters of all texts together that are looked at


def beside(forms: Iterable[Any], posted: QueryDict | None, advice: Advice | None) -> dict[str, Any]:
    """Return the panel beside the form: advice on the texts it shows; the search is asked later."""
    told: dict[str, Any] = {"nobody": posted.getlist(NOBODY) if posted else []}
    texts = {
        form.add_prefix(name): str(form[name].value() or "")
        for form in forms
        for name in form.fields
        if is_written(form.add_prefix(name))
    }
    if texts:
        told["advice"] = advice or look(texts)
    return told


@require_POST
def advise_writer(request: HttpRequest) -> HttpResponse:
    """Answer the panel of somebody who is writing."""
    require(request, Intervention, "change")
    told = {
        "advice": look_closely(cast(User, request.user), request.POST),
        "said": request.POST.get("_said", ""),
    }
    return render(request, f"{FOLDER}/_advice.html", told)


def searchable() -> Catalogue | None:
    """Return what is searched, or nothing where the search does not work: one can still write."""
    try:
        return current()
    except LexiconError:
        return None


def look_closely(user: User, posted: QueryDict) -> Advice:
    """Look at what was typed; name only entries that are public or the person's own."""
    texts = {name: str(posted[name]).replace("\x00", "") for name in posted if is_written(name)}
    if sum(map(len, texts.values())) > LONGEST:
        texts = {}
    number = posted.get("_number", "")
    own = int(number) if number.isdecimal() and len(number) <= 18 else None
    rows = Intervention.objects.linkable(user).exclude(pk=own)
    catalogue = searchable()
    doubles = likely_doubles(texts.get("name", ""), rows, catalogue)
    return look(texts, doubles, catalogue.vocabulary if catalogue else None)
