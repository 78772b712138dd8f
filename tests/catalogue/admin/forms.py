"""Reads a form from a page as a browser would, so that a test can send it back."""

from html.parser import HTMLParser

from django.http import HttpResponse

NONSENSE = ["109,109", "\x00", "9" * 20, "9" * 5000, "-1", "1,x", "ett", "", "²"]
"""What may be sent in the place of a row's number."""

Values = dict[str, list[str]]


def form_values(page: HttpResponse) -> Values:
    """Return what pressing a form's button would send, without the buttons themselves."""
    reader = _Reader()
    reader.feed(page.content.decode())
    return {
        name: values
        for name, values in reader.values.items()
        if "__prefix__" not in name and name != "csrfmiddlewaretoken"
    }


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: Values = {}
        self.inside = False
        self.field = ""  # the select or textarea being read
        self.kind = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("method", "").lower() == "post" and "logout" not in str(given)
        if not self.inside:
            return
        if tag == "input" and given.get("type") not in {"submit", "button"}:
            boxed = given.get("type") in {"checkbox", "radio"}
            if not boxed or "checked" in given:
                self._add(given.get("name", ""), given.get("value", "on" if boxed else ""))
        elif tag in {"select", "textarea"}:
            self.field, self.kind = given.get("name", ""), tag
            if tag == "textarea":
                self._add(self.field, "")
        elif tag == "option" and "selected" in given:
            self._add(self.field, given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.field and self.kind == "textarea":
            self.values[self.field][-1] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.kind:
            self.field = self.kind = ""
        elif tag == "form":
            self.inside = False

    def _add(self, name: str, value: str) -> None:
        if name:
            self.values.setdefault(name, []).append(value)
