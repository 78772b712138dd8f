"""Every public address, in one table."""

from django.urls import path

urlpatterns: list = []
