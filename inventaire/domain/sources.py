"""Where what is known of a machine comes from, by the shape of the file that told it."""

from functools import cache

from inventaire.domain.vocabulary import Term


class Source(Term):
    """A kind of file that speaks of machines."""

    AGENT = "agent", "Agent d’inventaire"
    SPREADSHEET = "spreadsheet", "Tableur"
    LEDGER = "ledger", "État de l’actif"
    GLPI = "glpi", "GLPI"
    DIRECTORY = "directory", "Annuaire"
    TOOL = "tool", "Autre outil de gestion de parc"


# How the key of a layout starts, and what kind of file has it; any other sheet was kept by hand.
LAYOUTS = {
    "glpi": Source.GLPI,
    "snipe": Source.TOOL,
    "ocs": Source.TOOL,
    "g4it": Source.TOOL,
    "intune": Source.DIRECTORY,
    "directory": Source.DIRECTORY,
    "ledger": Source.LEDGER,
}


@cache
def source_of(layout_key: str | None) -> Source:
    """Say what kind of file a part comes from: the files of agents have no layout."""
    if layout_key is None:
        return Source.AGENT
    found = (source for start, source in LAYOUTS.items() if layout_key.startswith(start))
    return next(found, Source.SPREADSHEET)
