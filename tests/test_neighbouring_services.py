"""The table of neighbouring services: whole, sourced, and honest about what is not known."""

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

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
each_service = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service["slug"])


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


@each_service
def test_it_has_the_fields_that_are_agreed_on(service):
    assert service.keys() >= FIELDS
    assert service.keys() <= FIELDS | OPTIONAL
    assert all(service[field].strip() == service[field] != "" for field in TEXTS)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", service["slug"])
    assert service["body"] in BODIES
    assert service.get("only_when_missing", True) is True


@each_service
def test_its_words_are_written_as_they_are_typed(service):
    assert service["words"]
    assert service.get("words_in", {}).keys() <= LANGUAGES
    assert all(word == " ".join(word.lower().split()) != "" for word in words_of(service))


@each_service
def test_it_is_looked_at_again_within_a_year(service):
    assert date(2027, 3, 1) <= service["review_by"] <= date(2027, 11, 30)


@each_service
def test_it_tells_where_it_is_known_from_or_that_it_is_not_known(service):
    assert sources_of(service) or service.get("unknown")
    assert service["body"] != "okänt" or service.get("unknown")


@each_service
def test_its_sources_are_well_formed(service):
    for source in sources_of(service):
        if source["kind"] == "lag":
            assert source.keys() - {"section"} == LAW
            assert re.fullmatch(r"\d{4}:\d{1,4}", source["sfs"])
        else:
            assert source["kind"] == "sida"
            assert source.keys() == PAGE
        assert re.fullmatch(r"https://[^\s/]+/\S*", source["address"])
        assert isinstance(source["read_on"], date)


@each_service
def test_a_website_is_one_that_a_source_is_from(service):
    hosts = {urlsplit(source["address"]).netloc for source in sources_of(service)}

    assert urlsplit(service.get("website", "")).netloc in hosts | {""}
    assert service.get("website", "https://").startswith("https://")


@each_service
def test_a_telephone_number_is_one_that_a_source_tells(service):
    number = service.get("telephone", "")
    told = " ".join(source["says"] for source in sources_of(service))

    assert re.fullmatch(r"[\d -]*", number)
    assert number in told


@each_service
def test_its_sentences_are_short(service):
    texts = [service[field] for field in TEXTS[2:6]] + [service.get("unknown", "")]
    texts += [source["says"] for source in sources_of(service)]
    sentences = [one for text in texts for one in re.split(r"(?<=[.!?:])\s", text)]

    assert [one for one in sentences if len(one.split()) > LONGEST_SENTENCE] == []
