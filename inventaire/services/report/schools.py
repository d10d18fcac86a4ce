"""Section 11 of the report: schools, nurseries, public space."""

from collections.abc import Iterable
from datetime import date

from inventaire.domain.blocks import Block, Heading, Paragraph, ParagraphKind, Table
from inventaire.domain.figures import Figure as What
from inventaire.domain.formats import estimate_text, number, uncapitalised
from inventaire.domain.indicators import Indicator, Method
from inventaire.domain.schools import Equipment
from inventaire.domain.vocabulary import DeviceCategory, SiteKind, Term
from inventaire.services.figures import fleet_report
from inventaire.services.report.tables import indicators_table
from inventaire.services.schools import Schools, schools, wifi_by_kind

SHOWN = (Equipment.TABLETS, Equipment.COMPUTERS, Equipment.DISPLAYS)
SCREENS = (DeviceCategory.TV_SIGNAGE, DeviceCategory.OUTDOOR_LED_SCREEN)
NO_SCHOOL = "Aucun lieu n’est connu comme école (page Matériels, Écoles)."
NO_PUPILS = "Le nombre d’élèves n’est pas donné pour chaque école."
NOT_TOLD_APART = "L’inventaire ne distingue pas, dehors, l’information de la publicité."
PER_PUPIL = "{} tablette ou ordinateur par élève, pour {} élèves."
SWITCHED = (
    "Écoles dont le Wi-Fi peut être coupé\u00a0: {} sur {}, {} non renseignées. En crèche, aucune borne n’est attendue."
)
NO_USE = "lieu d’usage inconnu"
CAPTION = "Indicateurs des écoles et de l’espace public"
NOT_YET = (
    "Le service ne produit pas encore\u00a0: ENT (S2), caméras (S4), analyse d’images (S5), écrans publicitaires (S6), "
    "antennes (S8)."
)


def schools_blocks(on: date) -> list[Block]:
    """Write section 11: S1, S3 and S7, and what stands in each school."""
    found = schools(on)
    return [
        Heading(1, "11. Écoles, enfance, espace public", "ecoles"),
        indicators_table(
            "Indicateurs des écoles et de l’espace public", [_equipment(found), _wifi(found, on), _screens(on)]
        ),
        *_places(found),
        Paragraph(NOT_YET, ParagraphKind.NOTE),
    ]


def _equipment(found: Schools) -> Indicator:
    label, school = "Tablettes, ordinateurs, tableaux interactifs des écoles primaires", found.together.school
    if not any(line.kind is SiteKind.PRIMARY_SCHOOL for line in found.lines):
        return Indicator("S1", label, "nombre", Method.COMPUTED, reason=NO_SCHOOL)
    value = _listed((each, number(school.counts[each])) for each in SHOWN)
    ages = _listed((each, f"{number(school.ages[each].mean, 1)} ans") for each in SHOWN if school.ages[each].known)
    told = [PER_PUPIL.format(number(school.per_pupil, 2), number(school.pupils)) if school.per_pupil else NO_PUPILS]
    told += [f"Âge moyen, {ages}."] if ages else []
    return Indicator("S1", label, "nombre", Method.COMPUTED, value, comment=" ".join(told))


def _wifi(found: Schools, on: date) -> Indicator:
    counts = sorted(wifi_by_kind(on).items(), key=lambda each: -each[1])
    primary = [line.wifi_switch for line in found.lines if line.kind is SiteKind.PRIMARY_SCHOOL]
    told = SWITCHED.format(*(number(each) for each in (primary.count(True), len(primary), primary.count(None))))
    parts = ", ".join(f"{kind.label if kind else NO_USE} {number(count)}" for kind, count in counts)
    value, comment = number(sum(count for _, count in counts)), f"{parts}. {told}" if parts else told
    return Indicator("S3", "Bornes Wi-Fi en service", "nombre", Method.COMPUTED, value, comment=comment)


def _screens(on: date) -> Indicator:
    fleet = fleet_report(on)
    kept = {each: fleet.by_category[each] for each in SCREENS if each in fleet.by_category}
    drawn = _listed((each, estimate_text(figures.totals[What.ENERGY_PER_YEAR.value])) for each, figures in kept.items())
    value = number(sum(figures.count for figures in kept.values()))
    told = f"{drawn}. {NOT_TOLD_APART}" if drawn else NOT_TOLD_APART
    return Indicator("S7", "Écrans d’information", "nombre, kWh/an", Method.ESTIMATED, value, comment=told)


def _listed(told: Iterable[tuple[Term, str]]) -> str:
    return "\u202f; ".join(f"{uncapitalised(each.label)}\u00a0: {text}" for each, text in told)


def _places(found: Schools) -> list[Block]:
    headings = ("Lieu", "Élèves", *(each.label for each in Equipment), "Par élève")
    rows = tuple(
        (
            line.name,
            number(line.school.pupils),
            *(number(count) for count in line.school.counts.values()),
            number(line.school.per_pupil, 2),
        )
        for line in found.shown
    )
    warned = [f"{line.name}\u00a0: {line.school.warning}" for line in found.lines if line.school.warning]
    table = Table("Écoles et crèches", headings, rows, frozenset(range(1, len(headings))))
    return [*([table] if rows else []), *(Paragraph(each, ParagraphKind.WARNING) for each in warned)]
