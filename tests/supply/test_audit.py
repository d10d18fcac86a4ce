"""An audit passes when every package was checked and none has a known flaw; never otherwise."""

import json
from datetime import date
from subprocess import CompletedProcess

import pytest

from supply import audit
from supply.waivers import running_waivers

LOCKED = {"flask": "3.1.3", "lxml": "6.1.3"}
FLAW = {"id": "PYSEC-2026-7", "aliases": ["CVE-2026-1234"], "fix_versions": ["6.1.4"], "description": "…"}
WAIVER = '[[waiver]]\nid = "CVE-2026-1234"\npackage = "lxml"\nsince = 2026-01-31\nreason = "Jamais appelé."\n'


def checked(name, version, *flaws):
    return {"name": name, "version": version, "vulns": list(flaws)}


def skipped(name):
    return {"name": name, "skip_reason": "could not be audited"}


@pytest.fixture
def run(monkeypatch, tmp_path, capsys):
    """Audit two locked packages on what pip-audit is said to answer; give the status and what was told."""
    monkeypatch.setattr(audit, "locked", lambda _name: LOCKED)
    monkeypatch.setattr(audit, "LOCKS", tmp_path)
    (tmp_path / "waivers.toml").write_text("")

    def answer(*dependencies, stdout=None, stderr=""):
        report = json.dumps({"dependencies": dependencies, "fixes": []}) if stdout is None else stdout
        monkeypatch.setattr(audit, "_ask", lambda: CompletedProcess([], 0, report, stderr))
        return audit.main(), capsys.readouterr().err

    return answer


def test_all_checked_and_sound_passes(run):
    assert run(checked("flask", "3.1.3"), checked("lxml", "6.1.3")) == (
        0,
        "2 paquets : 0 non vérifié(s), 0 faille(s).\n",
    )


def test_a_known_flaw_fails_and_says_what_mends_it(run):
    status, told = run(checked("flask", "3.1.3"), checked("lxml", "6.1.3", FLAW))
    assert status == 1
    assert "Faille : lxml 6.1.3, PYSEC-2026-7, CVE-2026-1234. Corrigée en 6.1.4" in told


def test_a_flaw_without_a_mend_says_so(run):
    status, told = run(checked("flask", "3.1.3"), checked("lxml", "6.1.3", FLAW | {"fix_versions": []}))
    assert status == 1
    assert "Pas encore corrigée" in told


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ([skipped("lxml")], "could not be audited"),
        ([], "absent de la réponse"),
        ([checked("lxml", "6.1.2")], "réponse donnée pour 6.1.2"),
    ],
    ids=["skipped", "absent", "another version"],
)
def test_a_package_that_was_not_checked_fails_and_is_named(run, second, reason):
    status, told = run(checked("flask", "3.1.3"), *second)
    assert status == 1
    assert f"Non vérifié : lxml 6.1.3 ({reason})." in told
    assert "1 non vérifié(s)" in told


def test_an_audit_that_could_not_finish_fails_and_says_why(run):
    status, told = run(stdout="", stderr="Traceback…\nNameResolutionError: pas de réseau")
    assert status == 1
    assert "rien n’est vérifié" in told
    assert "(NameResolutionError: pas de réseau)" in told


def test_the_tool_itself_is_there_and_knows_the_options_given_to_it(monkeypatch, tmp_path):
    for name in audit.NAMES:
        (tmp_path / f"{name}.txt").write_text("")
    monkeypatch.setattr(audit, "LOCKS", tmp_path)
    assert json.loads(audit._ask().stdout) == {"dependencies": [], "fixes": []}


@pytest.mark.parametrize(
    ("today", "runs"),
    [
        (date(2026, 1, 30), False),
        (date(2026, 1, 31), True),
        (date(2026, 3, 2), True),
        (date(2026, 3, 3), False),
    ],
)
def test_a_waiver_runs_for_thirty_days(tmp_path, today, runs):
    (tmp_path / "waivers.toml").write_text(WAIVER)
    assert bool(running_waivers(tmp_path / "waivers.toml", today)) == runs


@pytest.mark.parametrize(("package", "told"), [("lxml", 0), ("flask", 1)])
def test_a_waiver_covers_its_flaw_on_its_package_alone(tmp_path, package, told):
    (tmp_path / "waivers.toml").write_text(WAIVER)
    waivers = running_waivers(tmp_path / "waivers.toml", date(2026, 2, 1))
    assert len(list(audit.flaws_in({package: checked(package, "1", FLAW)}, waivers))) == told


def test_the_file_of_waivers_is_read():
    running_waivers(audit.LOCKS / "waivers.toml", date(2026, 1, 1))
