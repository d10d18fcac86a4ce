"""The yearly report put together, and written in the format that is asked."""

from datetime import date
from pathlib import Path
from typing import IO

from inventaire.documents.page import html_page
from inventaire.domain.blocks import Block, Document, Heading, Paragraph, ParagraphKind
from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.formats import day, number
from inventaire.domain.vocabulary import OrganisationKind
from inventaire.models import Organisation
from inventaire.services.audit import trace_head
from inventaire.services.organisation import current_organisation
from inventaire.services.regulatory import figure_in_force
from inventaire.services.report.end_of_life import end_of_life_blocks
from inventaire.services.report.energy import energy_blocks, factors_annex
from inventaire.services.report.frozen import frozen_report
from inventaire.services.report.hardware import categories_annex, hardware_blocks
from inventaire.services.report.migration import migration_blocks, steps_annex
from inventaire.services.report.purchases import purchases_blocks
from inventaire.services.report.schools import schools_blocks
from inventaire.services.report.software import software_annex, software_blocks
from inventaire.services.report.tables import to_debate

FIRST_YEAR = 2020
VOLUNTARY = "Rapport établi à titre volontaire."
NOT_BOUND = "Rapport établi à titre volontaire ; la collectivité n’est pas soumise au bilan annuel de la {}."
BOUND = "Bilan annuel présenté avant les débats sur le projet de budget ({})."
THRESHOLD = "reen-seuil-population"
PROVISIONAL = "État provisoire : l’année n’est pas finie, les chiffres sont ceux du {}."
PRESENT = (
    "Le parc (sections 2, 5 et 11), ses âges et ses fins de suivi sont ceux du {}\u202f; le reste est celui de "
    "l’inventaire tel qu’il est aujourd’hui."
)
ABSENT = (
    "Sections non encore produites par le service : gouvernance (1), hébergement et "
    "sécurité (7), continuité (9), accès humain (10), dix propositions (12)\u202f; annexes A, E, F et G."
)
SEALED = (
    "À l’édition de ce rapport, la trace des modifications de l’inventaire va jusqu’à la ligne {}, d’empreinte {}. "
    "Une trace raccourcie ou refaite depuis n’aurait plus cette empreinte à cette ligne."
)
FORMATS = (".odt", ".html")


def years(today: date) -> list[int]:
    """List the years a report can be asked for, latest first."""
    return list(range(today.year, FIRST_YEAR - 1, -1))


def yearly_report(year: int, today: date) -> Document:
    """Give the report of a year: as it was frozen, else as it is today. Raises NotFound for a year out of range."""
    frozen = frozen_report(year)
    return frozen.document if frozen else todays_report(year, today)


def todays_report(year: int, today: date) -> Document:
    """Put the report of a year together. Raises NotFound for a year out of range."""
    if year not in years(today):
        raise NotFound(f"Il n’y a pas de rapport pour {year} : choisissez une année de {FIRST_YEAR} à {today.year}.")
    organisation = current_organisation()
    on = min(today, date(year, 12, 31))
    sections = [
        *hardware_blocks(on),
        *purchases_blocks(year),
        *end_of_life_blocks(year, today),
        *energy_blocks(organisation, on),
        *software_blocks(on),
        *migration_blocks(on),
        *schools_blocks(on),
    ]
    return Document(
        title=f"Rapport annuel de sobriété numérique {year}",
        subtitle=organisation.name,
        date=on,
        blocks=(
            Heading(1, "Chiffres à débattre", "debat"),
            to_debate(sections),
            *_opening(organisation, year, on, today),
            *sections,
            *_annexes(organisation, on),
            *_trace(),
        ),
    )


def _annexes(organisation: Organisation, on: date) -> list[Block]:
    return [
        Heading(1, "Annexes", "annexes", apart=True),
        *categories_annex(on),
        *software_annex(on),
        *factors_annex(organisation, on),
        *steps_annex(on),
    ]


def write_report(year: int, today: date, path: Path) -> None:
    """Write the report of a year as .odt or .html. Raises Refusal for another ending."""
    if path.suffix not in FORMATS:
        raise Refusal(f"Format « {path.suffix} » inconnu : donnez un nom de fichier en {' ou '.join(FORMATS)}.")
    if path.suffix == ".html":
        path.write_text(html_page(yearly_report(year, today)), encoding="utf-8")
        return
    with path.open("wb") as file:
        write_odt_report(year, today, file)


def write_odt_report(year: int, today: date, file: IO[bytes]) -> None:
    """Write the report of a year as an ODT into an open binary file."""
    from inventaire.documents.odt import write_odt

    write_odt(yearly_report(year, today), file)


def _opening(organisation: Organisation, year: int, on: date, today: date) -> list[Block]:
    people = f"Population : {number(organisation.population)}. Effectif : {number(organisation.staff_count)}."
    state = PROVISIONAL if year == today.year else PRESENT
    return [
        Heading(1, "Cadre", "cadre"),
        Paragraph(f"{_standing(organisation, on)} {people}"),
        Paragraph(state.format(day(on)), ParagraphKind.WARNING),
        Paragraph(ABSENT, ParagraphKind.NOTE),
    ]


def _trace() -> list[Block]:
    sequence, seal = trace_head()
    return [Heading(1, "Trace des modifications", "trace"), Paragraph(SEALED.format(number(sequence), seal))]


def _standing(organisation: Organisation, on: date) -> str:
    """Say whether the law asks for this report, by the population and the threshold in force."""
    threshold = figure_in_force(THRESHOLD, on)
    concerned = organisation.kind in (OrganisationKind.COMMUNE, OrganisationKind.EPCI)
    if threshold is None or not concerned or organisation.population is None:
        return VOLUNTARY
    told = BOUND if organisation.population > threshold.value else NOT_BOUND
    return told.format(threshold.reference)
