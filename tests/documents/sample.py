"""A document with every block, as a report would make it."""

from datetime import date

from inventaire.domain.blocks import (
    Bar,
    BarChart,
    BulletList,
    Column,
    ColumnChart,
    Document,
    Figure,
    Heading,
    Paragraph,
    ParagraphKind,
    Table,
)

ODD = "A & B < C > D « E » \"F\" 'G' œ € ’ fin"

BARS = (
    Bar("Ordinateur portable", 4100, 6200, 9800, "6\u202f200\u00a0kgCO2e/an (4\u202f100 à 9\u202f800)"),
    Bar("Ordinateur fixe", 2100, None, 7300, "2\u202f100 à 7\u202f300\u00a0kgCO2e/an"),
    Bar("Écran ou tableau numérique interactif", 1500, None, None, "au moins 1\u202f500\u00a0kgCO2e/an"),
    Bar("Imprimante jet d’encre", None, None, 900, "au plus 900\u00a0kgCO2e/an"),
    Bar("Serveur rack", None, 3400, None, "environ 3\u202f400\u00a0kgCO2e/an (donnée unique)"),
    Bar("Poste radio", None, None, None, "non estimé"),
)
COLUMNS = (Column("0 à 2 ans", 84), Column("3 à 4 ans", 1031), Column("10 ans et plus", 0))


def a_table(**changes):
    facts = {
        "caption": "Indicateurs du parc",
        "headings": ("Code", "Indicateur", "2026", "2025"),
        "rows": (
            ("P1", "Matériels en service", "412", "non renseigné"),
            ("P6", "Matériels dont le système n’est plus suivi", "37 (22\u00a0%)", "non renseigné"),
        ),
        "numeric": frozenset({2, 3}),
        "footnote": "Compte au 31 décembre.",
    }
    return Table(**{**facts, **changes})


def a_figure(chart=None, **changes):
    chart = chart or BarChart("Catégorie", "kgCO2e/an", BARS)
    facts = {
        "title": "Fabrication, par catégorie",
        "description": "Le portable domine.",
        "anchor": "fabrication",
    }
    return Figure(**{"anchor": "fabrication", **facts, **changes, "chart": chart})


def an_age_figure(**changes):
    chart = ColumnChart("Âge", "Matériels en service", COLUMNS)
    return a_figure(chart, **{"title": "Âge du parc", "anchor": "ages", **changes})


def a_document(*blocks, **changes):
    facts = {
        "title": "Rapport annuel 2026",
        "subtitle": "Commune de Valbrume",
        "date": date(2026, 12, 31),
        "blocks": blocks or every_block(),
    }
    return Document(**{**facts, **changes})


def every_block():
    return (
        Paragraph("Rapport établi à titre volontaire.", ParagraphKind.NOTE),
        Heading(1, "2. État du parc", "parc"),
        Paragraph("412 matériels en service."),
        Heading(2, "Indicateurs", "parc-indicateurs"),
        a_table(),
        an_age_figure(),
        Heading(1, "5. Énergie et empreinte", "energie"),
        Paragraph("Données incomplètes.", ParagraphKind.WARNING),
        a_figure(),
        BulletList(("Les prestations ne sont pas comptées.", ODD)),
    )
