import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.ways_in import Access, Cost, Sender, read_routes

AF, FK = Sender.EMPLOYMENT_SERVICE, Sender.SOCIAL_INSURANCE
KOMMUN, AME = Sender.SOCIAL_SERVICES, Sender.LABOUR_MARKET_UNIT
CARE, PSYCHIATRY, SCHOOL = Sender.PRIMARY_CARE, Sender.PSYCHIATRY, Sender.SCHOOL
SELF, RELATIVE, OTHER = Sender.SELF, Sender.RELATIVE, Sender.OTHER


def senders(referral, access=Access.PROFESSIONAL):
    return [route.sender for route in read_routes(referral, access, "")]


@pytest.mark.parametrize(
    ("referral", "expected"),
    [
        ("AME, försörjningsstöd, AF.", [AME, KOMMUN, AF]),
        ("Vårdcentral (remiss), FK, AF.", [CARE, FK, AF]),
        ("Handläggare på FK eller AF. Samtycke krävs.", [FK, AF]),
        ("Handläggare hos alla fyra parterna.", [AF, FK, KOMMUN, CARE, PSYCHIATRY]),
        ("Försäkringskassan. Vården bekräftar att det är medicinskt lämpligt.", [FK]),
        ("Behandlare i psykiatrin eller boendestödet.", [PSYCHIATRY, KOMMUN]),
        ("Frivården, AF, kommunen.", [OTHER, AF, KOMMUN]),
        ("SFI-läraren eller arbetsmarknadsavdelningen.", [SCHOOL, AME]),
        ("Projektets parter.", [OTHER]),
        ("", []),
    ],
)
def test_reads_the_senders_in_their_order(referral, expected):
    assert senders(referral) == expected


@pytest.mark.parametrize(
    ("referral", "expected"),
    [
        ("Du själv, anhörig eller handläggare med ditt ja.", [SELF, RELATIVE, OTHER]),
        ("Ingen remiss. Ungdomen, en förälder eller skolan hör av sig.", [SELF, RELATIVE, SCHOOL]),
        ("Alla som läser komvux, SFI eller folkhögskola.", [SELF]),
        ("Ingen.", [SELF]),
        ("Sök via vuxenutbildningen.", [SELF]),
        ("AF, FK", [AF, FK, SELF]),
    ],
)
def test_lets_people_come_by_themselves(referral, expected):
    assert senders(referral, Access.SELF) == expected


def test_believes_the_one_who_says_that_you_cannot():
    assert senders("Du kan inte söka själv, AF anvisar.", Access.SELF) == [AF]


def test_gives_no_way_into_what_cannot_be_applied_for():
    assert senders("Handläggare", Access.NOT_SEARCHABLE) == []


def test_tells_how_where_the_words_say_more_than_who():
    routes = read_routes("AF, FK. Socialtjänsten efter ett möte.", Access.PROFESSIONAL, "")

    assert [route.how for route in routes] == ["", "", "Socialtjänsten efter ett möte."]


def test_gives_each_sender_its_own_cost():
    cost = "Kostnadsfritt om kommunen remitterar. Patientavgift om psykiatrin remitterar."

    routes = read_routes("Kommunen eller psykiatrin.", Access.PROFESSIONAL, cost)

    assert [(route.sender, route.cost_kind) for route in routes] == [
        (KOMMUN, Cost.FREE),
        (PSYCHIATRY, Cost.PATIENT_FEE),
    ]


@given(st.text(), st.sampled_from(Access), st.text())
def test_never_raises_and_names_each_sender_once(referral, access, cost):
    found = [route.sender for route in read_routes(referral, access, cost)]

    assert len(found) == len(set(found))
