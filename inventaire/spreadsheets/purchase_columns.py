"""The columns of the sheet « Achats », in the order of the template."""

from inventaire.domain.purchase import Recycled, SpendingNature, SupplierArea
from inventaire.domain.vocabulary import Origin
from inventaire.spreadsheets import words as said
from inventaire.spreadsheets.column import Column
from inventaire.spreadsheets.kinds import CATEGORY, DAY, EXCL_TAX, INCL_TAX, choice, count, lines, measure, price, words

PURCHASES = (
    Column(
        "Date d’achat ou de réception",
        "bought_on",
        DAY,
        "date de facture, date facture, date de commande, date commande, date d’achat, date de mandat, "
        "date de réception",
        "Obligatoire. L’année au moins : c’est celle où la ligne compte.",
        required=True,
    ),
    Column(
        "Désignation",
        "label",
        words(200),
        "libellé, objet, article, désignation de l’article, description",
        "Obligatoire. Ce qui a été acheté ou reçu.",
        required=True,
    ),
    Column(
        "Nature de la dépense",
        "nature",
        choice(SpendingNature, said.NATURES),
        "nature, type de dépense",
        "Vide : matériel.",
    ),
    Column("Catégorie", "category", CATEGORY, "type de matériel", "Pour un matériel : sans elle, il n’est pas compté."),
    Column("Quantité", "quantity", count(low=1), "qté, nombre, nb"),
    Column(
        "Montant HT (€)",
        "amount_excl_eur",
        price(EXCL_TAX),
        "montant HT, total HT, prix total HT",
        "Celui de toute la ligne.",
    ),
    Column("Montant TTC (€)", "amount_incl_eur", price(INCL_TAX), "montant TTC, total TTC, prix total TTC"),
    Column("Origine", "origin", choice(Origin, said.ORIGINS), "neuf ou reconditionné, provenance"),
    Column(
        "Première mise en service",
        "used_since",
        DAY,
        explanation="Pour un don : un portable ne compte pour sa valeur forfaitaire qu’au-dessous d’un certain âge.",
    ),
    Column("Matières recyclées", "recycled", choice(Recycled, said.RECYCLED), "recyclé, matière recyclée"),
    Column(
        "Indice de réparabilité",
        "repairability_index",
        measure(low=0, high=10),
        "indice de durabilité, indice de réparabilité ou de durabilité",
        "Sur 10 : l’indice de réparabilité ou de durabilité affiché avec le produit.",
    ),
    Column("Fournisseur", "supplier", words(200), "titulaire, vendeur, tiers"),
    Column(
        "Implantation du fournisseur",
        "supplier_place",
        words(200),
        "ville du fournisseur, adresse du fournisseur",
        "Commune, département.",
    ),
    Column(
        "Où va l’argent",
        "supplier_area",
        choice(SupplierArea, said.AREAS),
        "zone du fournisseur",
        "D’après l’implantation du fournisseur ; s’il dépend d’un groupe étranger, le pays de ce groupe.",
    ),
    Column(
        "Marché ou commande",
        "reference",
        words(120),
        "n° de commande, bon de commande, n° de marché, marché, n° de facture, facture",
    ),
    Column("Commentaire", "comment", lines(4000), "commentaires, observations, remarques"),
)
