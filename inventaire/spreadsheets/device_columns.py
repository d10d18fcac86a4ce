"""The columns of the sheet « Matériels », in the order of the template."""

from inventaire.domain.vocabulary import (
    Connection,
    DisposalOutlet,
    EnergySource,
    Origin,
    SiteKind,
    StorageKind,
)
from inventaire.spreadsheets import words as said
from inventaire.spreadsheets.column import Column
from inventaire.spreadsheets.kinds import (
    CATEGORY,
    DAY,
    EXCL_TAX,
    INCL_TAX,
    MEMORY,
    STATUS,
    STORAGE,
    YEARS,
    choice,
    code,
    count,
    lines,
    measure,
    price,
    words,
)

DEVICES = (
    Column(
        "Nom",
        "name",
        words(120),
        "nom du poste, nom machine, nom de la machine, nom de l’ordinateur, hostname, name, nom réseau, "
        "nom NetBIOS, "
        "poste, PC, identifiant, nom PC, nom du PC, nom du matériel",
        "Nom de la machine ou du lot.",
    ),
    Column(
        "Catégorie",
        "category",
        CATEGORY,
        "type, type de matériel, type matériel, famille, nature, matériel, désignation, équipement, type d’équipement, "
        "type d’appareil, nature du matériel, appareil, quoi",
        "Obligatoire. Ce qu’est le matériel.",
        required=True,
    ),
    Column(
        "Quantité",
        "quantity",
        count(low=1),
        "qté, quantités, nb, nombre",
        "Vide : 1. Une ligne peut valoir un lot.",
    ),
    Column("Fabricant", "manufacturer", words(200), "marque, constructeur, manufacturer"),
    Column(
        "Modèle", "model", words(200), "model, référence, réf, marque et modèle, marque/modèle, référence constructeur"
    ),
    Column(
        "Numéro de série",
        "serial",
        code(120),
        "n° série, S/N, SN, service tag, serial number, serial",
        "C’est lui qui reconnaît la machine d’un import à l’autre.",
    ),
    Column(
        "Numéro d’inventaire",
        "inventory_number",
        code(120),
        "n° inventaire, inventaire, étiquette, code barre, inventory number, asset tag",
    ),
    Column(
        "Numéro d’immobilisation",
        "ledger_number",
        code(25),
        "immo, n° immo, n° immobilisation, immobilisation number",
        "Celui de l’état de l’actif.",
    ),
    Column("UUID", "uuid", code(64)),
    Column(
        "Site",
        "site",
        words(200),
        "lieu, localisation, bâtiment, établissement, école, location, emplacement, lieu d’installation, implantation, "
        "classe, pièce, classe / pièce, "
        "bâtiment / salle, bureau, salle, étage",
        "Créé s’il n’existe pas encore.",
    ),
    Column("Type de site", "site_kind", choice(SiteKind, said.SITES), "type site, type de lieu"),
    Column(
        "Service",
        "department",
        words(200),
        "direction, pôle, département, direction / service, service affecté, service d’affectation, groupe, group",
    ),
    Column(
        "Utilisateur",
        "user_label",
        words(200),
        "usager, utilisateurs, agent, affecté à, attribué à, bénéficiaire, nom prénom, nom utilisateur, détenteur, "
        "user, alternate username, qui",
        "Facultatif : une fonction plutôt qu’un nom. N’est lu que si la collectivité l’a demandé.",
        personal=True,
    ),
    Column("État", "status", STATUS, "statut, situation, status, en service", "Vide : en service."),
    Column("Origine", "origin", choice(Origin, said.ORIGINS), "provenance, mode d’acquisition"),
    Column(
        "Date d’achat",
        "purchased_on",
        DAY,
        "année d’achat, acheté le, date d’acquisition, acquis le, date de facture, facture du, date de "
        "livraison, "
        "date de commande, date of purchase, année d’acquisition, année",
    ),
    Column(
        "Date de mise en service",
        "in_service_on",
        DAY,
        "mise en service, mis en service le, startup date",
        "Un mois ou une année seule restent tels quels.",
    ),
    Column("Date de réforme", "decommissioned_on", DAY, "réformé le, decommission date"),
    Column("Date de sortie", "retired_on", DAY, "sorti le"),
    Column("Destination", "disposal_outlet", choice(DisposalOutlet, said.OUTLETS), "motif de sortie"),
    Column(
        "Prix d’achat HT (€)",
        "purchase_price_excl_eur",
        price(EXCL_TAX),
        "prix HT, prix d’achat HT, coût HT, montant HT, valeur HT, valeur d’achat HT, val achat HT",
    ),
    Column(
        "Prix d’achat TTC (€)",
        "purchase_price_incl_eur",
        price(INCL_TAX),
        "prix TTC, prix d’achat TTC, coût TTC, montant TTC, valeur TTC, valeur d’achat TTC, val achat TTC",
    ),
    Column("Fournisseur", "supplier", words(200), "revendeur, supplier"),
    Column(
        "Fin de garantie",
        "warranty_until",
        DAY,
        "garantie jusqu’au, date de fin de garantie, date d’expiration de la garantie, fin garantie, "
        "expiration, "
        "warranty expiration date",
    ),
    Column("Indice de réparabilité", "repairability_index", measure(low=0, high=10), "indice réparabilité"),
    Column(
        "Système",
        "operating_system",
        words(200),
        "système d’exploitation, OS, SE, système d’exploitation - nom, operating system - name, operating system, "
        "Windows, version Windows, version de Windows",
        "Tel qu’il est nommé.",
    ),
    Column(
        "Version du système",
        "operating_system_version",
        words(200),
        "version système, version OS, système d’exploitation - version, operating system - version",
    ),
    Column("Processeur", "processor", words(200), "CPU, composants - processeur, components - processor"),
    Column(
        "Mémoire (Go)",
        "memory_gb",
        measure(MEMORY, 0, 2048),
        "mémoire, RAM, mémoire vive, RAM (Go), Go de RAM",
    ),
    Column(
        "Disque (Go)",
        "storage_gb",
        measure(STORAGE),
        "disque, disque dur, DD, stockage, SSD, stockage (Go), SSD (Go), disque dur (Go), capacité disque",
    ),
    Column("Type de disque", "storage_kind", choice(StorageKind, said.STORAGES), "type disque, type de stockage"),
    Column("TPM", "tpm_version", words(40), "version TPM", "Version de la puce TPM, par exemple 2.0."),
    Column("Raccordement", "connection", choice(Connection, said.CONNECTIONS), "connexion, type de connexion"),
    Column(
        "Durée d’usage (années)",
        "lifetime_years",
        measure(YEARS, 0, 100),
        "durée d’usage",
        "La durée de référence, pas l’âge.",
    ),
    Column(
        "Fabrication (kgCO2e)",
        "embodied_kgco2e",
        measure({"kg": 1, "kgco2e": 1}),
        "",
        "D’après la fiche du fabricant ; dites-en la source en commentaire.",
    ),
    Column("Consommation annuelle (kWh)", "energy_kwh_per_year", measure({"kwh": 1}), "consommation (kWh/an)"),
    Column("Source de consommation", "energy_source", choice(EnergySource, said.ENERGY_SOURCES)),
    Column(
        "Étiquette énergie (kWh/1000 h)",
        "label_kwh_per_1000h",
        measure({"kwh": 1}),
        "classe énergétique (kWh/1000 h), kWh/1000h",
        "D’un écran : la consommation pour 1000 heures que dit son étiquette ; donnez aussi ses heures.",
    ),
    Column("Puissance en marche (W)", "power_on_w", measure({"w": 1, "watt": 1}), "puissance, puissance (W)"),
    Column("Puissance en veille (W)", "power_standby_w", measure({"w": 1, "watt": 1}), "veille (W)"),
    Column("Heures par jour", "hours_per_day", measure({"h": 1, "heure": 1}, 0, 24), "h/jour"),
    Column("Jours par an", "days_per_year", measure({"jour": 1, "j": 1}, 0, 366), "jours/an"),
    Column(
        "PUE",
        "pue",
        measure(low=1),
        "",
        "Pour une machine en salle serveur : énergie de la salle ÷ énergie des machines.",
    ),
    Column(
        "Commentaire",
        "comment",
        lines(4000),
        "commentaires, observations, obs, remarques, divers, notes, comments",
    ),
)
