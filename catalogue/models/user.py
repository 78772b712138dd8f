"""Those who sign in: förbund staff and editors. Visitors never do."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who may sign in to the admin (användare)."""

    class Meta(AbstractUser.Meta):
        verbose_name = "användare"
        verbose_name_plural = "användare"
