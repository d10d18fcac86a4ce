"""Snipe-IT: its template of import, its reports, its list; licences."""

from inventaire.domain.imports import Target
from inventaire.domain.values import key
from inventaire.domain.vocabulary import DeviceStatus
from inventaire.spreadsheets.headings import heading_key
from inventaire.spreadsheets.ignored import PERSONAL, TAX
from inventaire.spreadsheets.layouts.dates import DAY_FIRST, MONTH_FIRST, settle_dates
from inventaire.spreadsheets.layouts.glpi_software import KEY
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.layouts.table import Table
from inventaire.spreadsheets.layouts.texts import without_tags
from inventaire.spreadsheets.readings import Layout

SETTING = "choisissez le format de date « AAAA-MM-JJ » dans les réglages de Snipe-IT et exportez de nouveau."
AMERICAN = "Dates lues mois d’abord, comme Snipe-IT les écrit en anglais : vérifiez-en une dans l’aperçu."
UNUSED = "Sans emploi ici."
ENGLISH = frozenset(
    map(heading_key, ("Asset Name", "Purchase Date", "Purchased", "Serial", "Category", "Manufacturer", "Item name"))
)
STATUSES = {
    key(word): status.label
    for status, words in {
        DeviceStatus.IN_SERVICE: "deployed, déployé, assigned, attribué, affecté",
        DeviceStatus.IN_STOCK: "ready to deploy, deployable, prêt à être déployé, déployable, prêt à déployer, "
        "pending, en attente",
        DeviceStatus.IN_REPAIR: "out for repair, out for diagnostics, en réparation, en diagnostic",
        DeviceStatus.DECOMMISSIONED: "archived, archivé, broken not fixable, undeployable, non déployable, irréparable",
        DeviceStatus.RETIRED: "lost stolen, lost, stolen, perdu volé",
    }.items()
    for word in words.split(",")
}


def _mend(table: Table) -> None:
    for row in table.rows:
        row[:] = [without_tags(cell) for cell in row]
    english = any(heading_key(heading) in ENGLISH for heading in table.headings)
    settle_dates(table, SETTING, MONTH_FIRST if english else DAY_FIRST)
    if english and not table.unsettled:
        table.notes.append(AMERICAN)
    table.change(table.place("status"), _status)


def _status(cell: object) -> object:
    return STATUSES.get(key(str(cell)), cell)


ASSETS = Shape(
    Layout.SNIPE_ASSETS,
    Target.DEVICES,
    (
        ("Asset Tag|Étiquette de l’actif", "Model|Modèle", "Category|Catégorie"),
        ("Asset Tag|Étiquette de l’actif", "Model|Modèle", "Asset Name|Nom de l’actif|Purchase Date|Purchased"),
        ("Nom de l’actif", "Série|Numéro de série|Modèle|Numéro d’inventaire"),
    ),
    {
        "name": "asset name, nom de l’actif, item name, name, nom",
        "inventory_number": "asset tag, étiquette de l’actif, numéro d’inventaire",
        "category": "category, catégorie",
        "manufacturer": "manufacturer, fabricant",
        "model": "model, modèle, model name",
        "serial": "serial, serial number, série, numéro de série",
        "purchased_on": "purchase date, purchased, date d’achat, acheté",
        "warranty_until": "warranty expires, expiration de garantie",
        "supplier": "supplier, fournisseur",
        "site": "location, lieu, default location, emplacement par défaut",
        "department": "department, département, service",
        "status": "status, statut, status label",
        "user_label": "checked out to, checked out, affecté à, date de libération, checked out to: username, "
        "checked out to username, assigned to, username",
        "comment": "asset notes, notes, commentaires",
    },
    {
        TAX: "purchase cost, cost, prix d’achat, coût d’achat, coût, current value, diff, valeur actuelle",
        PERSONAL: "manager, title, phone, email, full name, checked out to first name, checked out to last name, "
        "checked out to email, checked out to: first name, checked out to: last name, checked out to: email",
        "Une durée, ou une date de fin de vie comptable : elle n’est pas reprise.": "warranty, garantie, eol, "
        "asset eol date, fin de vie, date de fin de vie",
        UNUSED: "ID, company, compagnie, société, model number, model no, model n°, model notes, order number, "
        "numéro de commande, checkout type, type, checkout date, last checkin date, expected checkin, created at, "
        "updated at, deleted, last audit, next audit date, next audit, url, address, address 2, city, state, country, "
        "zip, fully depreciated, byod, requestable, date d’association, date de dernière dissociation, image, "
        "checked out to: location",
    },
    mend=_mend,
    closed=True,
)
LICENCES = Shape(
    Layout.SNIPE_LICENCES,
    Target.APPLICATIONS,
    (
        ("Item name|License|Licence|Software Name", "Seats|Total", "Licensed To Name|Reassignable|Maintained"),
        ("Nom du logiciel|Licence", "Places|Total", "Réassignable|Licencié à"),
    ),
    {
        "raw_name": "item name, software name, license, licence, nom du logiciel",
        "publisher": "manufacturer, fabricant",
        "seats": "seats, places, total",
        "contract_ends_on": "expiration date, date d’expiration",
        "comment": "notes",
    },
    {
        TAX: "purchase cost, coût d’achat, prix d’achat",
        KEY: "serial number, serial, product key, clé de produit, numéro de série",
        PERSONAL: "full name, email, username, licensed to name, licensed to email, licencié à",
        UNUSED: "category, catégorie, purchase date, date d’achat, purchase order, order number, numéro de commande, "
        "maintained, reassignable, réassignable, company, compagnie, supplier, fournisseur, id",
    },
    mend=_mend,
    closed=True,
)
