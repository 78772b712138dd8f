"""Users for trying the desk: one in each role, on one's own machine alone."""

import io

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.urls import reverse

from catalogue.exchange.demo.users import PARTS, make_users
from catalogue.models import Assignment, Intervention, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exemplary")]


@pytest.fixture(autouse=True)
def own_machine(settings):
    settings.DEMO_USERS = True


def said(*arguments: str) -> str:
    output = io.StringIO()
    call_command("demo_users", *arguments, stdout=output)
    return output.getvalue()


def complaints() -> list:
    return [
        found
        for found in run_checks(include_deployment_checks=True)
        if found.id == "catalogue.E007"
    ]


class TestUsers:
    def test_are_one_in_each_role(self):
        make_users()
        boss, staff, editor, writer = (User.objects.get(username=p.username) for p in PARTS)

        assert all(user.demo for user in (boss, staff, editor, writer))
        assert boss.reach.everything
        assert staff.reach.associations
        assert editor.publishing.workplaces == editor.reach.workplaces != frozenset()
        assert writer.reach.workplaces
        assert not writer.publishing.workplaces

    def test_have_entries_to_keep(self):
        make_users()

        for user in User.objects.filter(demo=True):
            assert Intervention.objects.editable_by(user).exists(), user

    def test_get_new_passwords_at_each_start_and_nothing_twice(self):
        first, second = dict(make_users()), dict(make_users())

        assert not {*first.values()} & {*second.values()}
        assert User.objects.count() == len(PARTS)
        assert Assignment.objects.count() == 3

    def test_sign_in_with_the_password_that_was_shown(self, client, settings):
        (part, password), *_ = make_users()
        form = {"login": part.username, "password": password}

        settings.DEMO_USERS = False
        client.post(reverse("account_login"), form)
        assert "_auth_user_id" not in client.session

        settings.DEMO_USERS = True
        client.post(reverse("account_login"), form)
        assert "_auth_user_id" in client.session

    def test_are_told_with_their_passwords(self):
        text = said()

        assert all(part.username in text for part in PARTS)

    def test_are_not_made_on_a_server(self, settings):
        settings.DEMO_USERS = False

        with pytest.raises(CommandError, match="DEMO_USERS=on"):
            said()

        assert not User.objects.exists()

    def test_take_nobodys_name(self):
        User.objects.create_user(PARTS[1].username)

        with pytest.raises(CommandError, match="riktig användare"):
            said()

        assert User.objects.count() == 1


class TestRemoving:
    def test_leaves_none(self):
        make_users()
        User.objects.create_user("kim")

        assert "4 provanvändare borttagna" in said("--remove")

        assert [user.username for user in User.objects.all()] == ["kim"]
        assert not Assignment.objects.exists()

    def test_locks_who_has_left_a_mark(self):
        make_users()
        editor = User.objects.get(username=PARTS[2].username)
        Intervention.objects.filter(source_id="prova-pa").update(reviewed_by=editor)

        said("--remove")

        locked = User.objects.get()
        assert (locked.is_active, locked.demo, locked.has_usable_password()) == (False,) * 3
        assert not locked.reach.anything
        assert make_users()


class TestDeployment:
    def test_fails_while_they_are_there(self):
        make_users()
        (error,) = complaints()

        assert "prova-administrator" in error.msg
        assert "demo_users --remove" in error.hint
        assert error.is_serious()

        said("--remove")
        assert complaints() == []


def test_none_are_made_where_there_is_nothing_to_try():
    Intervention.objects.update(source="")

    assert "Exempelförbundet finns inte här" in said()
