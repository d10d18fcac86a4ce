"""Who may open what, read from the map of addresses: the page docs/droits.md, and what test_rights.py replays.

To write the page again: .venv/bin/python -m tests.views.rights
"""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from inventaire.app import create_app
from inventaire.config import settings_from
from inventaire.domain.rights import Right, may
from inventaire.domain.vocabulary import Role
from inventaire.views.session import right_of

PAGE = Path(__file__).parents[2] / "docs/droits.md"
WHO = {"Étranger": None} | {role.label: role for role in reversed(Role)}
METHODS = ("GET", "POST")
IMPLIED = {"HEAD", "OPTIONS"}  # Flask's own: they do what GET may
FIRST = """# Qui peut ouvrir quoi

Chaque adresse déclare un seul droit, et rien d’autre ne l’ouvre : sans droit déclaré, elle ne s’ouvre pas. Cette table
est tirée des adresses elles-mêmes par `tests/views/rights.py` ; `tests/views/test_rights.py` la compare à ce que le
service déclare, puis la rejoue : chaque ligne, pour chaque rôle et pour un étranger, avec et sans jeton de formulaire.

« oui » : la demande est admise. « son service » : elle l’est pour les fiches du service dont la personne est
contributrice, sauf ce service lui-même et les numéros d’identification. « — » : elle est refusée (page « Accès
refusé », ou page de connexion pour un étranger). Une fiche d’une autre collectivité et une fiche qui n’existe pas
donnent la même page « introuvable ».

GET montre, POST écrit et porte un jeton ; aucune autre méthode n’est servie.
"""


@dataclass(frozen=True)
class Entry:
    """One line of the table: an address, a method, the right it asks."""

    rule: str
    method: str
    right: Right | None
    arguments: frozenset[str]

    @property
    def address(self):
        return re.sub(r"<[^>]+>", "…", self.rule)

    def word_for(self, role):
        if not may(role, self.right):
            return "—"
        return "son service" if self.right is Right.CONTRIBUTE and role is Role.CONTRIBUTOR else "oui"


def entries(app):
    """Give every line of the table, by address."""
    found = [
        Entry(rule.rule, method, right_of(app, rule.endpoint), frozenset(rule.arguments))
        for rule in app.url_map.iter_rules()
        for method in METHODS
        if method in rule.methods
    ]
    return sorted(found, key=lambda entry: (entry.rule, entry.method))


def page(app):
    """Write the table as people read it."""
    lines = [("Adresse", "Méthode", "Droit demandé", *WHO), ("---",) * (3 + len(WHO))]
    lines += [
        (f"`{entry.address}`", entry.method, entry.right.label, *map(entry.word_for, WHO.values()))
        for entry in entries(app)
    ]
    return FIRST + "\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(page(create_app(settings_from({"INVENTAIRE_INSTANCE": folder}))), encoding="utf-8")
