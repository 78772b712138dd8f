"""Help while an entry is written: a look at its texts, and at its page, with nothing stored."""

from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from catalogue.admin.common.pages import require
from catalogue.admin.entry.advice import WRITTEN, Advice, look
from catalogue.admin.entry.saving import WorkflowMixin, undone
from catalogue.admin.entry.told import context
from catalogue.engine.language import LexiconError
from catalogue.models import Intervention, User
from catalogue.models.named_persons import NOBODY
from catalogue.search.catalogue import Catalogue
from catalogue.search.doubles import likely_doubles
from catalogue.search.sync import current
from catalogue.visitor.entry_page import entry_context, similar_to

FOLDER = "admin/catalogue/intervention"
LONGEST = 200_000  # characters of all texts together that are looked at


class WritingMixin(WorkflowMixin):
    """Two buttons that store nothing, and a panel."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Look at what was typed when that is asked for; leave the rest to the workflow."""
        asked = (object_id, form_url, extra_context)
        if request.method == "POST" and "_check" in request.POST:
            return self._check(request, *asked)
        if request.method == "POST" and "_preview" in request.POST:
            return self._preview(request, *asked)
        return super().changeform_view(request, *asked)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Let the form know when it is only looked at."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.checking = request.method == "POST" and "_check" in request.POST
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Bring along the advice on the texts that the page shows; the search is asked later."""
        form = context["adminform"].form
        texts = {name: form[name].value() or "" for name in WRITTEN if name in form.fields}
        context["nobody"] = request.POST.getlist(NOBODY)  # a tick is not to be made twice
        if texts:
            context["advice"] = request.__dict__.get("_advice") or look(texts)
            context["written"] = ", ".join(f"#id_{name}" for name in WRITTEN)
            context["sent"] = ",".join([*WRITTEN, "_number", "_said", "csrfmiddlewaretoken"])
        return super().render_change_form(request, context, *args, **kwargs)

    def _check(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra: Any
    ) -> HttpResponse:
        """Show the page with what was typed."""
        # Before anything is written: what is only tried is not for the search to know.
        request.__dict__["_advice"] = _advise(request)
        here = self.mine(request, object_id)
        told = context(cast(User, request.user), here, request)
        extra = {**told, "seen": request.POST.get("_seen", ""), **(extra or {})}
        with transaction.atomic():
            _, answer = self.try_out(request, (object_id, form_url, extra), here)
            return undone(answer)

    def _preview(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra: Any
    ) -> HttpResponse:
        """Show the page that visitors would see, or what stands in its way."""
        here = self.mine(request, object_id)
        catalogue = searchable()
        similar = similar_to(here.row.pk, catalogue) if here and catalogue else []
        with transaction.atomic():
            trial, answer = self.try_out(request, (object_id, form_url, extra), here)
            if trial.number is not None:
                row = Intervention.objects.with_page_relations().get(pk=trial.number)
                told = entry_context(row, similar) | {"address": "", "linked_data": None}
                page = render_to_string("intervention_preview.html", told, using="public")
                answer = HttpResponse(page, headers={"X-Robots-Tag": "noindex, nofollow"})
            elif isinstance(answer, TemplateResponse):
                answer.template_name = f"{FOLDER}/preview_refused.html"
            return undone(answer)


@require_POST
def advise_writer(request: HttpRequest) -> HttpResponse:
    """Answer the panel of somebody who is writing."""
    require(request, Intervention, "change")
    told = {"advice": _advise(request), "said": request.POST.get("_said", "")}
    return render(request, f"{FOLDER}/_advice.html", told)


def searchable() -> Catalogue | None:
    """Return what is searched, or nothing where the search does not work: one can still write."""
    try:
        return current()
    except LexiconError:
        return None


def _advise(request: HttpRequest) -> Advice:
    """Look at what was typed; name only entries that are public or the person's own."""
    texts = {name: request.POST.get(name, "").replace("\x00", "") for name in WRITTEN}
    if sum(map(len, texts.values())) > LONGEST:
        texts = {}
    number = request.POST.get("_number", "")
    own = int(number) if number.isdecimal() and len(number) <= 18 else None
    rows = Intervention.objects.linkable(cast(User, request.user)).exclude(pk=own)
    catalogue = searchable()
    doubles = likely_doubles(texts.get("name", ""), rows, catalogue)
    return look(texts, doubles, catalogue.vocabulary if catalogue else None)
