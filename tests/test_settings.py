import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def load(**environment):
    """Import the settings in a process of its own; return its exit code and what it said."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", "import environ; environ.Env.read_env = lambda *a, **k: None; "
         "import insatskatalog.settings as s; "
         "print(s.SECURE_SSL_REDIRECT, s.DEBUG, s.REQUIRE_TWO_FACTOR)"],
        env={**clean, **environment}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


class TestSettings:
    def test_a_missing_secret_says_what_to_do(self):
        code, said = load(ALLOWED_HOSTS="a.se")

        assert code != 0
        assert "SECRET_KEY saknas. Sätt den i miljön" in said

    def test_missing_hosts_say_what_to_do(self):
        code, said = load(SECRET_KEY="x" * 60)

        assert code != 0
        assert "ALLOWED_HOSTS saknas." in said

    def test_a_misspelt_proxy_says_what_to_write(self):
        code, said = load(SECRET_KEY="x" * 60, ALLOWED_HOSTS="a.se", TRUSTED_PROXIES="10.0.0.5,x")

        assert code != 0
        assert "TRUSTED_PROXIES: ”x” är ingen adress" in said

    def test_a_short_name_that_would_be_cut_says_what_to_write(self):
        code, said = load(SECRET_KEY="x" * 60, ALLOWED_HOSTS="a.se", SITE_SHORT_NAME="x" * 13)

        assert code != 0
        assert "SITE_SHORT_NAME är för långt. Skriv högst 12 tecken." in said

    def test_they_are_safe_unless_told_otherwise(self):
        code, said = load(SECRET_KEY="x" * 60, ALLOWED_HOSTS="a.se")

        assert (code, said.strip()) == (0, "True False True")
