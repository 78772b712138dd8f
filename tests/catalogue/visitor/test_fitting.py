"""Every reason is true, no hit goes against an answer, every near miss misses exactly one."""

from hypothesis import given
from hypothesis import strategies as st

from catalogue.visitor.fitting import NEAR_IN_YEARS, Offer, Person, match

KOMMUNER = ["amal", "saffle", "vasteras"]
NEEDS = ["ung", "ung-utan-jobb", "skulder"]
INCOMES = ["sjukpenning", "lon", "studiemedel"]
REQUIREMENTS = ["remiss", "diagnos", "sgi"]


def some(values):
    return st.frozensets(st.sampled_from(values))


ages = st.one_of(st.none(), st.integers(0, 70))
offer = st.builds(
    Offer,
    id=st.integers(1, 1000),
    kommuner=some(KOMMUNER),
    county=some(["lan-14", "lan-19"]),
    nationwide=st.booleans(),
    needs=some(NEEDS),
    age_from=ages,
    age_to=ages,
    incomes=some(INCOMES),
    keeps_income=st.booleans(),
    requirements=some(REQUIREMENTS),
    waived=some(REQUIREMENTS),
    self_service=st.booleans(),
    free=st.booleans(),
    open=st.booleans(),
    queue_days=st.one_of(st.none(), st.integers(0, 400)),
)


@st.composite
def people(draw):
    kommun = draw(st.sampled_from(["", *KOMMUNER]))
    needs = draw(some(NEEDS))
    return Person(
        kommun=kommun,
        county={"": "", "vasteras": "lan-19"}.get(kommun, "lan-14"),
        neighbours=frozenset({"saffle"} if kommun == "amal" else ()),
        age=draw(ages),
        needs=needs,
        wider=frozenset({"ung"} if "ung-utan-jobb" in needs else ()) - needs,
        narrower=frozenset({"ung-utan-jobb"} if "ung" in needs else ()) - needs,
        incomes=draw(some(INCOMES)),
        without_requirements=draw(some(REQUIREMENTS)),
    )


def within(entry, age):
    low = entry.age_from is None or age >= entry.age_from
    return low and (entry.age_to is None or age <= entry.age_to)


def is_true(reason, entry, person):
    """The oracle: what each reason claims, said in another way."""
    return {
        "own_kommun": lambda: set(reason.values) <= entry.kommuner & {person.kommun},
        "county": lambda: set(reason.values) <= entry.county & {person.county},
        "nation": lambda: entry.nationwide,
        "ages": lambda: person.age is not None and within(entry, person.age),
        "need": lambda: set(reason.values) <= entry.needs & person.needs,
        "wider_need": lambda: set(reason.values) <= entry.needs & person.wider,
        "income": lambda: set(reason.values) <= entry.incomes & person.incomes,
        "keeps_income": lambda: entry.keeps_income,
        "not_required": lambda: (
            set(reason.values) <= person.without_requirements & entry.waived - entry.requirements
        ),
        "self_service": lambda: entry.self_service,
        "free": lambda: entry.free,
    }[reason.kind]()


def violated(entry, person):
    """The oracle: the answers that an entry goes against."""
    found = set()
    if person.kommun and not (
        entry.nationwide or person.kommun in entry.kommuner or person.county in entry.county
    ):
        found.add("place")
    if person.age is not None and not within(entry, person.age):
        found.add("age")
    if person.needs and not entry.needs & (person.needs | person.wider):
        found.add("need")
    stated = entry.incomes or entry.keeps_income
    if person.incomes and stated and not (entry.incomes & person.incomes or entry.keeps_income):
        found.add("income")
    return found | {
        f"requirement {slug}" for slug in person.without_requirements & entry.requirements
    }


anybody = given(st.lists(offer, max_size=8, unique_by=lambda entry: entry.id), people())


class TestEveryMatch:
    @anybody
    def test_gives_only_true_reasons(self, entries, person):
        matches = match(entries, person)

        for fit in [*matches.hits, *matches.near]:
            assert all(is_true(reason, fit.offer, person) for reason in fit.reasons)

    @anybody
    def test_of_what_the_person_lacks_tells_all_apart(self, entries, person):
        """Each thing is spared, demanded or not known; nothing is passed over in silence."""
        for fit in match(entries, person).hits:
            spared = {v for r in fit.reasons if r.kind == "not_required" for v in r.values}

            assert spared | set(fit.unsaid_requirements) == person.without_requirements
            assert not spared & set(fit.unsaid_requirements)

    @anybody
    def test_goes_against_no_answer(self, entries, person):
        hits = [fit.offer.id for fit in match(entries, person).hits]

        assert sorted(hits) == sorted(e.id for e in entries if not violated(e, person))

    @anybody
    def test_is_near_when_exactly_one_answer_is_missed_and_named(self, entries, person):
        for fit in match(entries, person).near:
            (miss,) = fit.misses
            named = (
                f"requirement {miss.values[0]}" if miss.subject == "requirement" else miss.subject
            )

            assert violated(fit.offer, person) == {named}

    @anybody
    def test_counts_what_leaving_one_answer_out_would_give(self, entries, person):
        matches = match(entries, person)

        for subject, count in matches.left_out.items():
            left = [{v for v in violated(e, person) if not v.startswith(subject)} for e in entries]
            assert count == sum(not misses for misses in left)

    @anybody
    def test_has_the_same_order_however_the_entries_come(self, entries, person):
        forward, backward = match(entries, person), match(entries[::-1], person)

        assert forward.hits == backward.hits
        assert forward.near == backward.near


class TestNear:
    def test_is_a_kommun_next_door_but_not_one_far_away(self):
        person = Person(kommun="amal", county="lan-17", neighbours=frozenset({"saffle"}))
        near = Offer(1, kommuner=frozenset({"saffle"}))
        far = Offer(2, kommuner=frozenset({"vasteras"}))

        assert [j.offer for j in match([near, far], person).near] == [near]

    def test_is_a_year_from_the_limit_but_not_ten(self):
        close = Offer(1, age_to=30 - NEAR_IN_YEARS)
        young = Offer(2, age_to=20)

        assert [j.offer for j in match([close, young], Person(age=30)).near] == [close]

    def test_is_a_narrower_need_but_not_any_other(self):
        person = Person(needs=frozenset({"ung"}), narrower=frozenset({"ung-utan-jobb"}))
        narrower = Offer(1, needs=frozenset({"ung-utan-jobb"}))
        other = Offer(2, needs=frozenset({"skulder"}))

        assert [j.offer for j in match([narrower, other], person).near] == [narrower]


class TestOrder:
    def test_what_says_nothing_comes_after_what_says_that_it_is_not_needed(self):
        person = Person(kommun="amal", without_requirements=frozenset({"grupp"}))
        silent = Offer(1, kommuner=frozenset({"amal"}), self_service=True)
        spares = Offer(2, nationwide=True, waived=frozenset({"grupp"}))
        demands = Offer(3, kommuner=frozenset({"amal"}), requirements=frozenset({"grupp"}))

        hits = match([silent, demands, spares], person).hits

        assert [j.offer for j in hits] == [spares, silent]
        assert [j.unsaid_requirements for j in hits] == [(), ("grupp",)]

    def test_more_needs_met_come_first_then_the_nearer_then_what_is_open_to_oneself(self):
        person = Person(kommun="amal", county="lan-17", needs=frozenset({"a", "b"}))
        both = Offer(1, needs=frozenset({"a", "b"}), nationwide=True)
        own = Offer(2, needs=frozenset({"a"}), kommuner=frozenset({"amal"}))
        alone = Offer(3, needs=frozenset({"a"}), nationwide=True, self_service=True)
        sent = Offer(4, needs=frozenset({"a"}), nationwide=True)

        hits = match([sent, alone, own, both], person).hits

        assert [j.offer for j in hits] == [both, own, alone, sent]
