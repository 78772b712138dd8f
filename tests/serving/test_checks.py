import pytest
from django.core.checks import run_checks
from django.db import connection


def found(number: str, **options) -> list:
    return [each for each in run_checks(**options) if each.id == f"catalogue.{number}"]


@pytest.mark.django_db
class TestLogOfTheDatabase:
    @pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite keeps no log")
    def test_is_warned_of_while_it_may_have_words(self):
        (warning,) = found("W001", databases=["default"])

        assert "log_error_verbosity, log_parameter_max_length." in warning.msg

    @pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite keeps no log")
    def test_is_in_order_as_the_guide_sets_it(self):
        with connection.cursor() as cursor:
            cursor.execute("SET log_parameter_max_length = 0")
            cursor.execute("SET log_error_verbosity = 'terse'")

        assert found("W001", databases=["default"]) == []

    def test_is_not_asked_for_when_the_database_is_not(self):
        assert found("W001") == []


@pytest.mark.django_db
class TestDeployment:
    def test_without_two_factors_is_an_error(self, settings):
        settings.REQUIRE_TWO_FACTOR = False
        (error,) = found("E006", include_deployment_checks=True)
        assert error.is_serious()
        assert "REQUIRE_TWO_FACTOR=on" in error.hint
        settings.REQUIRE_TWO_FACTOR = True
        assert not found("E006", include_deployment_checks=True)

    def test_with_files_that_all_can_read_is_warned_of(self, settings, tmp_path):
        settings.BASE_DIR = tmp_path
        secrets = tmp_path / ".env"
        secrets.write_text("SECRET_KEY=x")
        secrets.chmod(0o644)
        (warning,) = found("W004", include_deployment_checks=True)
        assert "kan läsa .env." in warning.msg
        secrets.chmod(0o600)
        assert not found("W004", include_deployment_checks=True)

    @pytest.mark.usefixtures("no_manifest")
    def test_without_static_files_is_an_error(self):
        (error,) = found("E005", include_deployment_checks=True)
        assert error.is_serious()
