"""The words people use for the terms of our closed lists, beside their labels."""

from collections.abc import Mapping
from typing import TypeVar

from inventaire.domain.purchase import Recycled, SpendingNature, SupplierArea
from inventaire.domain.values import key, labels
from inventaire.domain.vocabulary import (
    Connection,
    Delivery,
    DeviceCategory,
    DeviceStatus,
    DisposalOutlet,
    EnergySource,
    ExportKind,
    HostingPlace,
    Origin,
    PersonalData,
    SiteKind,
    StorageKind,
    Term,
)

T = TypeVar("T", bound=Term)


def spread(words: Mapping[T, str]) -> Mapping[str, T]:
    """Give each word the term it stands for, from the words of each term with commas between."""
    return {key(word): member for member, text in words.items() for word in text.split(",")}


CATEGORIES = spread(
    {
        DeviceCategory.LAPTOP: "portable, PC portable, ordi portable, laptop, notebook, ultrabook, "
        "ultraportable, "
        "convertible, detachable, sub notebook, MacBook, Chromebook, "
        "port, PC port, ordi port, PC hybride, 2 en 1, MacBook Pro, MacBook Air",
        DeviceCategory.DESKTOP_TOWER: "PC, PC fixe, PC bureau, PC de bureau, fixe, poste fixe, UC, unité "
        "centrale, tour, "
        "tour PC, ordinateur de bureau, desktop, tower, mini tower, low profile desktop, SFF, small form "
        "factor",
        DeviceCategory.MINI_PC: "mini PC, mini ordinateur, NUC, stick PC, PC micro, micro PC, Mac mini",
        DeviceCategory.ALL_IN_ONE: "tout en un, PC tout en un, all in one, AIO, iMac",
        DeviceCategory.WORKSTATION: "station de travail, workstation, station CAO",
        DeviceCategory.THIN_CLIENT: "terminal léger, thin client",
        DeviceCategory.COMPUTER: "ordinateur, computer, ordi, poste informatique, poste de travail, Mac",
        DeviceCategory.MONITOR: "écran, moniteur, écran PC, écran ordinateur, monitor, display",
        DeviceCategory.TABLET: "tablette tactile, iPad, tablet, tablette Android, tablette iPad, tablette Windows",
        DeviceCategory.SCHOOL_TABLET: "tablette école, tablette élève, classe mobile tablette",
        DeviceCategory.SMARTPHONE: "mobile, portable téléphone, téléphone portable, téléphone mobile, iPhone, GSM, "
        "tél portable, tél mobile, tél port",
        DeviceCategory.FEATURE_PHONE: "téléphone basique, mobile basique, GSM basique",
        DeviceCategory.IP_PHONE: "téléphone, téléphone fixe, téléphone IP, poste téléphonique, téléphone "
        "DECT, DECT, "
        "téléphone sans fil, ToIP, phone, "
        "tél, tél fixe, tél IP",
        DeviceCategory.PRINTER_INKJET: "jet d’encre, imprimante à jet d’encre, inkjet, jet encre, imprimante jet encre",
        DeviceCategory.PRINTER_LASER: "laser, imprimante laser, imprimante laser couleur, imprimante "
        "laser noir et blanc, "
        "imprimante laser monochrome, "
        "imprimante laser N&B, imprimante laser NB, imp laser",
        DeviceCategory.PRINTER: "imprimante, imprim, printer, imprimante réseau, "
        "imprimante A4, imprimante A3, imprimante couleur, imprimante N&B, "
        "imprimante multifonction, imprimante étiquettes, imprimante thermique",
        DeviceCategory.MFP_COPIER: "copieur, photocopieur, photocopieuse, MFP, copieur multifonction, "
        "multifonction A3, "
        "imprimante multifonction A3, "
        "photocopieur couleur, copieur couleur, photocopieur A3, copieur A3, photocopieur N&B",
        DeviceCategory.SERVER_RACK: "serveur, server, rack mount chassis, main server chassis, blade, serveur physique",
        DeviceCategory.NAS: "stockage réseau, serveur NAS, stockage",
        DeviceCategory.SWITCH: "switch, commutateur, switch réseau, "
        "switch PoE, switch manageable, switch gigabit, "
        "switch 5 ports, switch 8 ports, switch 16 ports, switch 24 ports, switch 48 ports",
        DeviceCategory.ROUTER: "routeur, box, router, box internet, modem, modem routeur, routeur 4G",
        DeviceCategory.WIFI_AP: "borne wifi, wifi, point d’accès, point d’accès wifi, access point, AP, AP wifi, "
        "répéteur wifi",
        DeviceCategory.FIREWALL: "pare-feu, parefeu, firewall, UTM",
        DeviceCategory.UPS: "UPS",
        DeviceCategory.PROJECTOR: "VPI, projecteur, vidéo projecteur, vidéoproj, vidéo proj, "
        "vidéoprojecteur interactif, projector",
        DeviceCategory.INTERACTIVE_DISPLAY: "TBI, TNI, VNI, ENI, tableau interactif, écran interactif, "
        "tableau blanc interactif, tableau numérique interactif, écran numérique interactif",
        DeviceCategory.TV_SIGNAGE: "TV, télé, téléviseur, télévision, écran d’affichage, affichage dynamique",
        DeviceCategory.OUTDOOR_LED_SCREEN: "panneau lumineux, panneau d’information, journal électronique, "
        "écran publicitaire, panneau LED",
        DeviceCategory.CCTV_CAMERA: "caméra, caméra IP, vidéosurveillance, caméra vidéosurveillance, vidéoprotection",
        DeviceCategory.NVR: "NVR, DVR, enregistreur, enregistreur vidéo",
        DeviceCategory.IOT_SENSOR: "capteur, sonde, objet connecté, capteur CO2",
        DeviceCategory.ANTENNA: "antenne, passerelle, passerelle LoRa",
        DeviceCategory.SCANNER: "scanneur, numériseur, scan",
        DeviceCategory.DOCK: "dock, docking station, station accueil",
        DeviceCategory.BADGE_READER: "lecteur badge, badgeuse, pointeuse",
        DeviceCategory.RADIO: "talkie walkie, radio, émetteur récepteur",
        DeviceCategory.OTHER: "autre, divers, other",
    }
)
# Hardware that no category describes: it is kept as other, its name as the model where there is none.
UNCLASSED = spread(
    {
        DeviceCategory.OTHER: "webcam, casque, micro-casque, casque audio, souris, souris sans fil, clavier, "
        "clavier/souris, clavier sans fil, disque dur, disque dur externe, disque externe, clé USB, TPE, "
        "terminal de paiement, douchette, lecteur code-barres, lecteur de code-barres, traceur, fax, télécopieur, "
        "appareil photo, liseuse, enceinte, haut-parleurs, sono, graveur, lecteur DVD, tablette graphique, CPL, "
        "clé 4G, visioconférence, horodateur, terminal PVE, PDA, lecteur LTO, robot de sauvegarde, baie de brassage"
    }
)
CATEGORIES = {**CATEGORIES, **UNCLASSED}
STATUSES = spread(
    {
        DeviceStatus.IN_SERVICE: "actif, active, utilisé, en production, en usage, in use, affecté, installé",
        DeviceStatus.IN_STOCK: "stock, spare, réserve, en réserve, disponible, non affecté",
        DeviceStatus.IN_REPAIR: "en SAV, SAV, réparation, in repair",
        DeviceStatus.LENT: "prêt, en prêt, prêtée",
        DeviceStatus.DECOMMISSIONED: "réforme, réformée, rebut, mis au rebut, au rebut",
        DeviceStatus.RETIRED: "sortie, volé, perdu, donné, vendu, cédé, jeté, recyclé, détruit, disparu",
    }
)
# What people write under « État » of how a machine is, which does not say where it is.
GOOD_OR_WORN = (
    "bon, bon état, très bon, très bon état, moyen, état moyen, moyen état, correct, état correct, mauvais, "
    "mauvais état, vétuste, ancien, obsolète, neuf, neuve, récent, fonctionnel, fonctionne, à changer, à remplacer, "
    "à renouveler, à surveiller, usé, usagé"
)
CONDITIONS = frozenset(map(key, GOOD_OR_WORN.split(",")))
ORIGINS = spread(
    {
        Origin.NEW: "neuve, achat neuf",
        Origin.REFURBISHED: "reconditionnée, occasion",
        Origin.GIFT: "dons, donation",
        Origin.LEASE: "loué, leasing, LLD, location longue durée, crédit-bail",
    }
)
NATURES: Mapping[str, SpendingNature] = spread(
    {
        SpendingNature.HARDWARE: "matériel informatique, équipement, fourniture",
        SpendingNature.LICENCES: "licence, logiciel",
        SpendingNature.SUBSCRIPTIONS: "abonnement, SaaS, hébergement",
        SpendingNature.SERVICES: "prestation, maintenance, formation, service",
        SpendingNature.TELECOMS: "télécom, téléphonie, internet, télécommunications",
        SpendingNature.PRINTING: "impressions, consommables d’impression, cartouches",
    }
)
RECYCLED = spread({Recycled.YES: "o, x, vrai, true, 1, ok, y", Recycled.NO: "n, faux, false, 0, ko"})
AREAS = spread(
    {
        SupplierArea.REGION: "région, local, département",
        SupplierArea.FRANCE: "France, hors région",
        SupplierArea.EU: "UE, europe, union européenne",
        SupplierArea.OUTSIDE_EU: "hors UE, hors europe, hors union européenne",
    }
)
SITES = spread(
    {
        SiteKind.TOWN_HALL: "hôtel de ville",
        SiteKind.PRIMARY_SCHOOL: "école, école élémentaire, école maternelle, groupe scolaire",
        SiteKind.NURSERY: "multi-accueil, halte-garderie",
        SiteKind.LIBRARY: "bibliothèque",
        SiteKind.DEPOT: "ateliers, services techniques, CTM",
        SiteKind.SPORTS: "gymnase, stade, piscine",
        SiteKind.PUBLIC_SPACE: "voirie, rue",
    }
)
STORAGES = spread({StorageKind.SSD: "NVMe, flash, eMMC", StorageKind.HDD: "DD, mécanique, SATA"})
CONNECTIONS = spread({Connection.WIRED: "ethernet, RJ45, câble", Connection.WIFI: "wifi", Connection.MOBILE: "4G, 5G"})
ENERGY_SOURCES = spread({EnergySource.MEASURED: "mesuré, mesurée, wattmètre", EnergySource.MAKER: "constructeur"})
DELIVERIES = spread(
    {
        Delivery.INSTALLED: "local, poste, sur poste, client lourd, sur site, on premise",
        Delivery.SAAS: "en ligne, cloud, hébergé, web, service web",
        Delivery.MOBILE: "mobile, application, appli",
        Delivery.APPLIANCE: "appliance",
        Delivery.ACCOUNT: "réseau social, compte en ligne",
    }
)
HOSTINGS = spread(
    {
        HostingPlace.TOWN: "mairie, en mairie, interne, local, sur place",
        HostingPlace.SHARED: "mutualisé, syndicat, intercommunalité, communauté de communes",
        HostingPlace.EU: "UE, europe",
        HostingPlace.OUTSIDE_EU: "hors union européenne, USA, États-Unis",
        HostingPlace.UNKNOWN: "ne sait pas",
    }
)
PERSONAL = spread({PersonalData.NONE: "non", PersonalData.COMMON: "courante", PersonalData.CHILDREN: "mineurs"})
EXPORTS = spread(
    {ExportKind.FULL: "complet, total", ExportKind.PARTIAL: "partielle", ExportKind.NONE: "non, impossible"}
)
OUTLETS: Mapping[str, DisposalOutlet] = spread(
    {
        DisposalOutlet.SALE: "vendu, cession onéreuse",
        DisposalOutlet.GIFT_ASSOCIATION: "association, don association",
        DisposalOutlet.ECO_ORGANISATION: "ecologic, ecosystem, éco-organisme",
        DisposalOutlet.SUPPLIER: "fournisseur, reprise fournisseur",
        DisposalOutlet.WASTE: "déchetterie, déchèterie, benne, rebut",
    }
)


def exact_category(text: str) -> DeviceCategory | None:
    """Give the category that a text names and nothing else (« Écrans »), or None."""
    word = key(text)
    return labels(DeviceCategory).get(word) or CATEGORIES.get(word)
