"""Section 6 of the report: software, licences, dependencies."""

from datetime import date

from inventaire.catalog.reader import load_catalog
from inventaire.domain.blocks import Block, Heading, Paragraph, ParagraphKind, Table
from inventaire.domain.formats import day, number, percent
from inventaire.domain.indicators import Indicator, Method
from inventaire.domain.plan import set_aside
from inventaire.domain.vocabulary import Recognised
from inventaire.services.catalogue import (
    machines_by_tool,
    outcome_counts,
    replacements_of,
    systems_in_use,
    tools_in_use,
)
from inventaire.services.report.contracts import contract_indicators, endings_table
from inventaire.services.report.tables import indicators_table
from inventaire.services.software import (
    FreeShare,
    applications_by_function,
    free_shares,
    tools_outside_europe,
    unsupported_applications,
)

FREE = "Part du libre, en postes"
LAW = "Outils dont la société de contrôle est établie hors de l’Union européenne, d’après le catalogue."
FOLLOWED = "Parmi les logiciels dont la version et sa fin de suivi sont connues."
UNCOSTED = "Les dépenses par logiciel ne sont pas encore réunies."
UNREAD = "Le réglage des postes n’est pas relevé."
UNENTERED = "Les abonnés et les canaux maîtrisés ne sont pas encore saisis."
NOT_YET = (
    ("L3", "Part du libre, en dépense", "%", Method.COMPUTED, UNCOSTED),
    (
        "L4",
        "Enregistrement par défaut en format ouvert",
        "%",
        Method.ENTERED,
        UNREAD,
    ),
    ("L5", "Dépendance par éditeur", "€, postes, services", Method.COMPUTED, UNCOSTED),
    ("L10", "Comptes de réseaux sociaux", "nombre", Method.ENTERED, UNENTERED),
)
SHOWN = 10
SEE = "Les logiciels par fonction, et ceux dont la version n’est plus suivie\u00a0: annexe C."
OPINIONS = (
    "Ordre, compatibilité et difficulté (1 à 5) sont l’opinion du catalogue\u202f; «\u00a0notre avis\u00a0»\u00a0: "
    "celle de la collectivité, qui l’emporte."
)
PRESENCE = (
    "Part du libre : postes où au moins un logiciel libre de cette fonction est installé, parmi les postes dont "
    "les logiciels sont inventoriés. Présent ne veut pas dire utilisé."
)


def software_blocks(on: date) -> list[Block]:
    """Write section 6: what is in service, how free it is, whose law it answers to."""
    return [
        Heading(1, "6. Logiciels, licences, dépendances", "logiciels"),
        indicators_table("Indicateurs des logiciels", _indicators(on)),
        _shares_table(),
        Paragraph(PRESENCE, ParagraphKind.NOTE),
        _tools_table(),
        *endings_table(on),
        Paragraph(SEE),
    ]


def software_annex(on: date) -> list[Block]:
    """Write annex C: what each function is served by, and whose version is no longer followed."""
    return [Heading(2, "Annexe C. Logiciels", "annexe-c"), _functions_table(), _unsupported_table(on)]


def _indicators(on: date) -> list[Indicator]:
    unknown = [Indicator(code, label, unit, how, reason=reason) for code, label, unit, how, reason in NOT_YET]
    return sorted([*_computed(on), *unknown], key=lambda each: int(each.code.removeprefix("L")))


def _computed(on: date) -> list[Indicator]:
    counts = outcome_counts()
    known = sum(count for outcome, count in counts.items() if outcome != Recognised.IGNORED.value)
    told = (
        f"Inconnus du catalogue\u00a0: {number(counts['unknown'])}\u202f; ambigus\u00a0: {number(counts['ambiguous'])}."
    )
    outside, over = len(tools_outside_europe()), len(unsupported_applications(on))
    how = Method.COMPUTED
    return [
        Indicator("L1", "Logiciels et abonnements en service", "nombre", how, number(known), comment=told),
        _free_indicator(),
        Indicator("L6", "Logiciels exposés à un droit extra-européen", "nombre", how, number(outside), comment=LAW),
        *contract_indicators(on),
        Indicator("L9", "Logiciels hors support", "nombre", how, number(over), comment=FOLLOWED),
    ]


def _free_indicator() -> Indicator:
    shares = free_shares()
    if not shares[0].machines:
        return Indicator("L2", FREE, "%", Method.COMPUTED, reason="Aucun poste n’a ses logiciels inventoriés.")
    value = " · ".join(f"{_label(share)} {percent(share.free / share.machines)}" for share in shares)
    return Indicator("L2", FREE, "%", Method.COMPUTED, value, comment="Quatre chiffres, détaillés ci-dessous.")


def _label(share: FreeShare) -> str:
    return load_catalog().functions[share.function].label_fr


def _functions_table() -> Table:
    counts = sorted(applications_by_function().items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
    rows = tuple((label or "Fonction inconnue", number(count)) for label, count in counts)
    return Table("L1. Logiciels par fonction", ("Fonction", "Nombre"), rows, frozenset({1}))


def _shares_table() -> Table:
    rows = tuple(
        (_label(share), number(share.free), number(share.proprietary), number(share.machines))
        for share in free_shares()
    )
    headings = ("Fonction", "Postes avec un libre", "Postes avec un propriétaire", "Postes inventoriés")
    return Table("L2. Logiciels libres et propriétaires sur les postes", headings, rows, frozenset({1, 2, 3}))


def _tools_table() -> Table:
    catalog = load_catalog()
    machines = {**machines_by_tool()}
    for slug, count in systems_in_use().items():
        machines[slug] = machines.get(slug, 0) + count
    used = [slug for slug in {*tools_in_use(), *systems_in_use()} if slug in catalog.tools]
    used.sort(key=lambda slug: (-machines.get(slug, 0), slug))
    rows = tuple(
        (
            catalog.tools[slug].name,
            catalog.tools[slug].vendor.name,
            number(machines.get(slug, 0)),
            *_first(slug),
        )
        for slug in used[:SHOWN]
    )
    headings = ("Outil", "Éditeur", "Postes", "Alternative repérée", "Difficulté")
    return Table(
        "Les dix outils propriétaires les plus présents",
        headings,
        rows,
        frozenset({2}),
        OPINIONS,
    )


def _first(slug: str) -> tuple[str, str]:
    known = replacements_of(slug)
    proposals = [each for each in known if each.replacement.fit != "none"]
    refused = [each.alternative.name for each in known if each.told.fit != "none"]
    if not proposals:
        return (set_aside(refused), "sans objet") if refused else ("aucune connue", "non renseigné")
    difficulty = proposals[0].replacement.difficulty
    told = f"{difficulty} sur 5" if difficulty else "non renseigné"
    return proposals[0].alternative.name, f"{told} (notre avis)" if proposals[0].opinions else told


def _unsupported_table(on: date) -> Table:
    found = unsupported_applications(on)
    rows = tuple((each.name, each.version, day(each.ended)) for each in found)
    return Table("L9. Logiciels dont la version n’est plus suivie", ("Logiciel", "Version", "Fin de suivi"), rows)
