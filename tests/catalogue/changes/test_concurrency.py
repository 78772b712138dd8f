"""Many people at the same entry at once: nobody's change is lost without a word."""

import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from catalogue.changes.copies import present
from catalogue.changes.one_entry import write
from catalogue.changes.seen import Seen
from catalogue.models import Intervention, User
from tests.catalogue.admin.test_workflow import opened, press, signed_in
from tests.factories import make_complete

pytestmark = pytest.mark.django_db(transaction=True)

EDITS, PEOPLE = (200, 16) if connection.vendor == "postgresql" else (40, 4)


def at_once(work, times, people):
    """Do the work so many times, by so many people side by side; return what each came to."""

    def _alone(number):
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(_alone, range(times)))


@pytest.mark.slow
class TestEdits:
    def test_are_saved_or_told_about_the_conflict(self):
        """Each adds one to what it saw, as long as nobody has come between."""
        entry = make_complete(places_per_year=0)
        user = User.objects.create_superuser("kim")

        def edit(number):
            here = present(entry.pk)
            seen = str(Seen.of(0, here.stored, here.shown))
            mine = {**here.stored, "places_per_year": here.stored["places_per_year"] + 1}
            with transaction.atomic():
                now = present(entry.pk, held=True)
                if not Seen.parse(seen).fits(now.stored, now.shown):
                    return False
                write(now.row, mine, user)
            return True

        saved = at_once(edit, EDITS, PEOPLE)

        entry.refresh_from_db()
        assert len(saved) == EDITS
        assert entry.places_per_year == sum(saved)
        assert sum(saved) >= 1

    def test_are_all_saved_by_those_who_try_again(self):
        entry = make_complete(content="")
        user = User.objects.create_superuser("kim")

        def edit(number):
            for attempt in itertools.count(1):
                here = present(entry.pk)
                seen = str(Seen.of(0, here.stored, here.shown))
                mine = {**here.stored, "content": f"{here.stored['content']}{number}\n"}
                with transaction.atomic():
                    now = present(entry.pk, held=True)
                    if Seen.parse(seen).fits(now.stored, now.shown):
                        write(now.row, mine, user)
                        return attempt
            return 0

        at_once(edit, EDITS // 10, 4)

        entry.refresh_from_db()
        assert sorted(map(int, entry.content.split())) == list(range(EDITS // 10))

    def test_through_the_desk_are_saved_or_told_about(self):
        entry = make_complete(places_per_year=0)
        people = [
            signed_in(User.objects.create_superuser(f"person-{number}")) for number in range(4)
        ]

        def edit(number):
            client, row = people[number], Intervention.objects.get(pk=entry.pk)
            form = opened(client, row)
            more = str(int(form["places_per_year"][0]) + 1)
            answer = press(client, row, "_save", form, places_per_year=more)
            assert answer.status_code == 302 or answer.context["conflict"]
            return answer.status_code == 302

        saved = [done for _ in range(3) for done in at_once(edit, 4, 4)]

        entry.refresh_from_db()
        assert entry.places_per_year == sum(saved)
        assert sum(saved) >= 3
