"""Keep named persons out of what everybody can read."""

from collections.abc import Container

from django.core.exceptions import ValidationError

from catalogue.models.marked import _
from catalogue.plain_language.named_persons import named_persons

NOBODY = "_nobody"  # what a form calls the names that somebody has ticked to be no living person's


def refuse_named_persons(text: str, before: str = "", nobody: Container[str] = ()) -> None:
    """Raise ValidationError, in words for whoever wrote, where the text names a person.

    Names that stood there before are let through, and those that somebody knows are `nobody`
    living. The error's `params` hold the names, with commas between.
    """
    stood = named_persons(before)
    new = [name for name in named_persons(text) if name not in stood and name not in nobody]
    if not new:
        return
    named = ", ".join(new)
    instead = _("en brevlåda för funktionen, till exempel mottagningen@exempel.se")
    if "@" not in named:
        instead = _("funktionen i stället, till exempel teamsamordnaren eller mottagningen")
    raise ValidationError(
        _(
            "Det ser ut att stå en persons namn i texten: %(name)s. Skriv %(instead)s. "
            "Den finns kvar när någon slutar."
        ),
        code="named_person",
        params={"name": named, "instead": instead},
    )
