"""What each field of the catalogue rests on: a source, common knowledge, or the catalogue's own opinion.

Source: references, catalogue schema, section 0. Where an entry cites both sources and common
knowledge, nobody can tell which of its remarks is which: the weaker word is given.
"""

from inventaire.catalog.schema import Alternative, Function, Replacement, Tool
from inventaire.domain.basis import Basis

COMMON_KNOWLEDGE = "common-knowledge"
OPINIONS = {
    Function: {"essential_offline", "paper_fallback_fr"},
    Tool: {"cloud_act", "export", "identity_lock_in", "preinstalled", "uncovered"},
    Alternative: {"not_for"},
    Replacement: {"functions", "order", "fit", "difficulty", "lost_fr", "takes_fr", "requires", "exception_fr"},
}
KNOWN_BY_ALL = {
    Tool: {"name", "functions", "delivery", "data_location_fr", "exports_fr", "identity_lock_in_fr"},
    Alternative: {
        "name",
        "kind",
        "functions",
        "self_hostable",
        "offline",
        "hosting_fr",
        "platforms",
        "formats_fr",
    },
}
EXPERIENCES = {"users_public_fr", "evidence", "counter_evidence"}
ALWAYS_READ = EXPERIENCES | {"maturity_fr", "last_release_year", "sill", "wikidata"}


def basis_of(entry: Function | Tool | Alternative | Replacement, field: str) -> Basis | None:
    """Say what the value of a field rests on; None where the catalogue knows nothing."""
    if getattr(entry, field) in (None, (), "unknown"):
        return None
    if field in OPINIONS[type(entry)]:
        return Basis.OPINION
    if isinstance(entry, Function) or field in KNOWN_BY_ALL.get(type(entry), ()):
        return Basis.COMMON
    return Basis.SOURCED if _is_read(entry, field) else Basis.COMMON


def _is_read(entry: Tool | Alternative | Replacement, field: str) -> bool:
    read = set(entry.sources) - {COMMON_KNOWLEDGE}
    if field == "vendor" and isinstance(entry, Tool):
        return bool(read) and entry.vendor.checked is not None
    return bool(read) and (field in ALWAYS_READ or COMMON_KNOWLEDGE not in entry.sources)
