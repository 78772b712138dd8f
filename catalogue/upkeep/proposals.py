"""What an editor proposes for an entry that others keep: a message with a known sender."""

from django.utils.crypto import salted_hmac

from catalogue.models import Intervention, Suggestion, User


def store_proposal(entry: Intervention, user: User, text: str) -> None:
    """Store what should be different; the same words by the same person are stored once."""
    content = "\0".join([str(user.pk), str(entry.pk), text])
    imprint = salted_hmac("catalogue.proposing", content.encode("utf-8", "replace"))
    Suggestion.objects.get_or_create(
        imprint=imprint.hexdigest(),
        defaults={
            "kind": Suggestion.Kind.WRONG,
            "text": text,
            "email": user.email,
            "intervention": entry,
            "proposed_by": user,
        },
    )
