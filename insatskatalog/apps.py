"""How the project takes Django's admin into use."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, with our own door."""

    default_site = "catalogue.signin.admin_site.Desk"
