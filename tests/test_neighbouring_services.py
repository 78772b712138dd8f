"""The table of neighbouring services: whole, sourced, and honest about what is not known."""

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

TABLE = Path(__file__).resolve().parent.parent / "fixtures" / "neighbouring-services.toml"
SERVICES = tomllib.loads(TABLE.read_text())["service"]
BODIES = {
    "kommun",
    "region",
    "kommun eller region",
    "statlig myndighet",
    "domstol eller nämnd",
    "civilsamhälle",
    "privat",
    "okänt",
}
TEXTS = ("slug", "name", "who", "what", "find", "reason", "owner")
FIELDS = {*TEXTS, "words", "body", "review_by"}
OPTIONAL = {"words_in", "only_when_missing", "website", "telephone", "sources", "unknown"}
PAGE = {"kind", "title", "address", "read_on", "says"}
LAW = {"kind", "sfs", "name", "address", "read_on", "says"}
LANGUAGES = {"en", "ar", "so", "uk", "fi", "pl", "prs"}
LONGEST_SENTENCE = 25
FEWEST_SERVICES = 130


def offenders(keeps_the_rule):
    """Return the services that do not keep a rule, by slug."""
    return [service["slug"] for service in SERVICES if not keeps_the_rule(service)]


def words_of(service):
    return service["words"] + [
        word for words in service.get("words_in", {}).values() for word in words
    ]


def sources_of(service):
    return service.get("sources", [])


def test_the_table_is_as_long_as_was_agreed():
    assert len(SERVICES) >= FEWEST_SERVICES


def test_slugs_and_names_are_unique():
    for field in ("slug", "name"):
        counted = Counter(service[field] for service in SERVICES)

        assert [value for value, times in counted.items() if times > 1] == []


def test_a_word_belongs_to_one_service():
    counted = Counter(word for service in SERVICES for word in words_of(service))

    assert [word for word, times in counted.items() if times > 1] == []


def test_they_have_the_fields_that_are_agreed_on():
    def agreed(service):
        return (
            FIELDS <= service.keys() <= FIELDS | OPTIONAL
            and all(service[field].strip() == service[field] != "" for field in TEXTS)
            and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", service["slug"])
            and service["body"] in BODIES
            and service.get("only_when_missing", True) is True
        )

    assert offenders(agreed) == []


def test_their_words_are_written_as_they_are_typed():
    def typed(service):
        return (
            service["words"]
            and service.get("words_in", {}).keys() <= LANGUAGES
            and all(word == " ".join(word.lower().split()) != "" for word in words_of(service))
        )

    assert offenders(typed) == []


def test_they_are_looked_at_again_within_a_year():
    first, last = date(2027, 3, 1), date(2027, 11, 30)

    assert offenders(lambda service: first <= service["review_by"] <= last) == []


def test_they_tell_where_they_are_known_from_or_that_it_is_not_known():
    def told(service):
        known = sources_of(service) and service["body"] != "okänt"
        return known or service.get("unknown")

    assert offenders(told) == []


def well_formed(source):
    if source["kind"] == "lag":
        kind = source.keys() - {"section"} == LAW and re.fullmatch(r"\d{4}:\d{1,4}", source["sfs"])
    else:
        kind = source["kind"] == "sida" and source.keys() == PAGE
    return (
        kind
        and re.fullmatch(r"https://[^\s/]+/\S*", source["address"])
        and isinstance(source["read_on"], date)
    )


def test_their_sources_are_well_formed():
    assert offenders(lambda service: all(map(well_formed, sources_of(service)))) == []


def test_a_website_is_one_that_a_source_is_from():
    def sourced(service):
        website = service.get("website")
        hosts = {urlsplit(source["address"]).netloc for source in sources_of(service)}
        return website is None or (
            website.startswith("https://") and urlsplit(website).netloc in hosts
        )

    assert offenders(sourced) == []


def test_a_telephone_number_is_one_that_a_source_tells():
    def sourced(service):
        number = service.get("telephone", "")
        told = " ".join(source["says"] for source in sources_of(service))
        return re.fullmatch(r"[\d -]*", number) and number in told

    assert offenders(sourced) == []


def test_their_sentences_are_short():
    def short(service):
        texts = [service[field] for field in TEXTS[2:6]] + [service.get("unknown", "")]
        texts += [source["says"] for source in sources_of(service)]
        sentences = [one for text in texts for one in re.split(r"(?<=[.!?:])\s", text)]
        return all(len(one.split()) <= LONGEST_SENTENCE for one in sentences)

    assert offenders(short) == []
