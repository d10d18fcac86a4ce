"""Asks pip-audit about every locked package; what could not be checked fails like a known flaw."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from supply.lock import LOCKS, locked
from supply.waivers import Waiver, running_waivers

NAMES = ("run", "test")
UNFINISHED = (
    "pip-audit n’a pas pu finir, rien n’est vérifié : relancez d’une machine qui joint le service des failles.\n({})"
)
UNCHECKED = "Non vérifié : {} {} ({})."
FLAW = "Faille : {} {}, {}. {}"
SUMMARY = "{} paquets : {} non vérifié(s), {} faille(s)."


def main() -> int:
    """Audit both locks and print what is wrong; 0 only when everything was checked and nothing found."""
    answer = _ask()
    if not answer.stdout:
        _say(UNFINISHED.format(answer.stderr.strip().rpartition("\n")[2]))
        return 1
    expected = {package: version for name in NAMES for package, version in locked(name).items()}
    answers = {each["name"]: each for each in json.loads(answer.stdout)["dependencies"]}
    waivers = running_waivers(LOCKS / "waivers.toml", datetime.now(UTC).date())
    unchecked, found = list(unchecked_in(answers, expected)), list(flaws_in(answers, waivers))
    _say(*unchecked, *found, SUMMARY.format(len(expected), len(unchecked), len(found)))
    return 1 if unchecked or found else 0


def unchecked_in(answers: Mapping[str, Any], expected: Mapping[str, str]) -> Iterator[str]:
    """Say each locked package that was not checked at the version the lock pins."""
    for package, version in sorted(expected.items()):
        answer = answers.get(package, {"skip_reason": "absent de la réponse"})
        if answer.get("version") != version:
            reason = answer.get("skip_reason", f"réponse donnée pour {answer.get('version')}")
            yield UNCHECKED.format(package, version, reason)


def flaws_in(answers: Mapping[str, Any], waivers: Sequence[Waiver]) -> Iterator[str]:
    """Say each known flaw that no waiver covers, and the version that mends it."""
    for package, answer in sorted(answers.items()):
        for flaw in answer.get("vulns", []):
            names = [flaw["id"], *flaw["aliases"]]
            if not any(waiver.covers(package, names) for waiver in waivers):
                yield FLAW.format(package, answer["version"], ", ".join(names), _mended(flaw["fix_versions"]))


def _mended(versions: Sequence[str]) -> str:
    if not versions:
        return "Pas encore corrigée : retirez ce paquet ou écrivez une dérogation."
    return f"Corrigée en {', '.join(versions)} : refaites le verrou avec cette version."


def _ask() -> subprocess.CompletedProcess[str]:
    locks = [word for name in NAMES for word in ("-r", str(LOCKS / f"{name}.txt"))]
    options = ["--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    command = [sys.executable, "-m", "pip_audit", *locks, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words


def _say(*lines: str) -> None:
    print(*lines, sep="\n", file=sys.stderr)  # noqa: T201 - a command speaks


if __name__ == "__main__":
    sys.exit(main())
