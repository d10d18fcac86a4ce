"""The closed lists of the product, each word written once with its French label."""

from enum import Enum
from typing import Self


class Term(Enum):
    """A word of a closed list: its stored value, and the label that people read."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Keep the label beside the value."""
        term = object.__new__(cls)
        term._value_ = value
        term.label = label
        return term

    __hash__ = object.__hash__  # each term is one object; that of Enum makes every look-up three times as slow


class OrganisationKind(Term):
    """What kind of local body keeps the inventory."""

    COMMUNE = "commune", "Commune"
    EPCI = "epci", "Intercommunalité (EPCI)"
    CCAS = "ccas", "CCAS"
    SYNDICATE = "syndicate", "Syndicat"
    OTHER = "other", "Autre collectivité"


class SiteKind(Term):
    """What a place is used for."""

    TOWN_HALL = "town_hall", "Mairie"
    PRIMARY_SCHOOL = "primary_school", "École primaire"
    NURSERY = "nursery", "Crèche"
    LIBRARY = "library", "Médiathèque"
    DEPOT = "depot", "Centre technique"
    SPORTS = "sports", "Équipement sportif"
    PUBLIC_SPACE = "public_space", "Espace public"
    OTHER = "other", "Autre"


class DeviceCategory(Term):
    """The kinds of hardware, by the keys of the impact factors where one exists."""

    LAPTOP = "laptop", "Ordinateur portable"
    DESKTOP_TOWER = "desktop_tower", "Ordinateur fixe"
    MINI_PC = "mini_pc", "Mini-PC"
    ALL_IN_ONE = "all_in_one", "Ordinateur tout-en-un"
    WORKSTATION = "workstation", "Station de travail fixe"
    THIN_CLIENT = "thin_client", "Client léger"
    COMPUTER = "computer", "Ordinateur (format inconnu)"
    MONITOR_LT_22 = "monitor_lt_22", "Écran moins de 22 pouces"
    MONITOR_22_24 = "monitor_22_24", "Écran 22 à 24 pouces"
    MONITOR_25_27 = "monitor_25_27", "Écran 25 à 27 pouces"
    MONITOR_GE_28 = "monitor_ge_28", "Écran 28 pouces et plus"
    MONITOR = "monitor", "Écran (taille inconnue)"
    TABLET = "tablet", "Tablette"
    SCHOOL_TABLET = "school_tablet", "Tablette scolaire"
    SMARTPHONE = "smartphone", "Smartphone"
    FEATURE_PHONE = "feature_phone", "Téléphone mobile basique"
    IP_PHONE = "ip_phone", "Téléphone fixe ou IP"
    PRINTER_INKJET = "printer_inkjet", "Imprimante jet d’encre"
    PRINTER_LASER = "printer_laser", "Imprimante laser de bureau (A4)"
    MFP_COPIER = "mfp_copier", "Copieur multifonction (A3)"
    PRINTER = "printer", "Imprimante (type inconnu)"
    SERVER_RACK = "server_rack", "Serveur rack"
    NAS = "nas", "NAS / stockage"
    SWITCH = "switch", "Commutateur réseau"
    ROUTER = "router", "Routeur / box"
    WIFI_AP = "wifi_ap", "Borne Wi-Fi"
    FIREWALL = "firewall", "Pare-feu matériel"
    UPS = "ups", "Onduleur"
    PROJECTOR = "projector", "Vidéoprojecteur"
    INTERACTIVE_DISPLAY = "interactive_display", "Écran ou tableau numérique interactif"
    TV_SIGNAGE = "tv_signage", "Téléviseur ou écran d’affichage intérieur"
    OUTDOOR_LED_SCREEN = "outdoor_led_screen", "Écran publicitaire ou d’information extérieur"
    CCTV_CAMERA = "cctv_camera", "Caméra de vidéoprotection"
    NVR = "nvr", "Enregistreur vidéo (NVR)"
    IOT_SENSOR = "iot_sensor", "Capteur connecté"
    ANTENNA = "antenna", "Antenne radio ou passerelle"
    SCANNER = "scanner", "Scanner"
    DOCK = "dock", "Station d’accueil"
    BADGE_READER = "badge_reader", "Lecteur de badges"
    RADIO = "radio", "Poste radio"
    OTHER = "other", "Autre matériel"


class DeviceStatus(Term):
    """Where a device stands in its life."""

    IN_SERVICE = "in_service", "En service"
    IN_STOCK = "in_stock", "En stock"
    IN_REPAIR = "in_repair", "En réparation"
    LENT = "lent", "Prêté"
    DECOMMISSIONED = "decommissioned", "Réformé"
    RETIRED = "retired", "Sorti"


class Origin(Term):
    """How a device came in."""

    NEW = "new", "Neuf"
    REFURBISHED = "refurbished", "Reconditionné"
    GIFT = "gift", "Don"
    LEASE = "lease", "Location"


class DisposalOutlet(Term):
    """Where a device goes: the outlets of décret n° 2023-266."""

    PUBLIC_BODY = "public_body", "Cession à une personne publique"
    SALE = "sale", "Vente"
    GIFT_STAFF = "gift_staff", "Don à un agent"
    GIFT_ASSOCIATION = "gift_association", "Don à une association"
    ECO_ORGANISATION = "eco_organisation", "Éco-organisme agréé"
    SUPPLIER = "supplier", "Reprise par le fournisseur"
    WASTE = "waste", "Déchet"


class StorageKind(Term):
    """What a machine stores on."""

    SSD = "ssd", "SSD"
    HDD = "hdd", "Disque dur"
    OTHER = "other", "Autre"


class Connection(Term):
    """How a device reaches the network."""

    WIRED = "wired", "Filaire"
    WIFI = "wifi", "Wi-Fi"
    MOBILE = "mobile", "Mobile"
    NONE = "none", "Aucun"


class EnergySource(Term):
    """Where a yearly consumption comes from."""

    MEASURED = "measured", "Mesure"
    MAKER = "maker", "Fabricant"


class Delivery(Term):
    """How an application reaches its users."""

    INSTALLED = "installed", "Installé"
    SAAS = "saas", "Service en ligne"
    MOBILE = "mobile", "Application mobile"
    APPLIANCE = "appliance", "Boîtier"
    ACCOUNT = "account", "Compte"


class HostingPlace(Term):
    """Where an application's data lie."""

    TOWN = "town", "Commune"
    SHARED = "shared", "Structure mutualisée"
    FRANCE = "france", "France"
    EU = "eu", "Union européenne"
    OUTSIDE_EU = "outside_eu", "Hors UE"
    UNKNOWN = "unknown", "Inconnu"


class PersonalData(Term):
    """How sensitive the data of an application are."""

    NONE = "none", "Aucune"
    COMMON = "common", "Courantes"
    SENSITIVE = "sensitive", "Sensibles"
    CHILDREN = "children", "Enfants"
    HEALTH = "health", "Santé"


class ExportKind(Term):
    """What can be taken out of an application."""

    FULL = "full", "Complet et documenté"
    PARTIAL = "partial", "Partiel"
    NONE = "none", "Aucun"
    UNKNOWN = "unknown", "Inconnu"


class Role(Term):
    """What a member may do in an organisation."""

    ADMINISTRATOR = "administrator", "Administrateur"
    MANAGER = "manager", "Gestionnaire"
    CONTRIBUTOR = "contributor", "Contributeur"
    READER = "reader", "Lecteur"


class Recognised(Term):
    """What the catalogue, or the town's own dictionary, makes of a raw name."""

    MATCH = "match", "Outil propriétaire"
    FREE = "free", "Logiciel libre"
    AMBIGUOUS = "ambiguous", "Ambigu"
    UNKNOWN = "unknown", "Inconnu"
    IGNORED = "ignored", "Composant"
    LOCAL = "local", "Outil local"


class NameKind(Term):
    """What a town may say that a raw name is, in its own dictionary."""

    TOOL = "tool", "Outil ou logiciel du catalogue"
    COMPONENT = "component", "Composant technique"
    LOCAL = "local", "Outil local, absent du catalogue"


class Fit(Term):
    """How well an alternative takes a tool's place, in the catalogue's opinion."""

    FULL = "full", "Complet"
    PARTIAL = "partial", "Partiel"
    CONDITIONAL = "conditional", "Sous conditions"
    NONE = "none", "Aucun"


class EvidenceOutcome(Term):
    """What came of a passage that somebody made."""

    SUCCESS = "success", "Réussite"
    PARTIAL = "partial", "En partie"
    FAILURE = "failure", "Échec"


class AlternativeKind(Term):
    """What kind of thing takes a tool's place."""

    FREE_SOFTWARE = "free_software", "Logiciel libre"
    NOT_FREE = "not_free", "Non libre"
    HOSTED_OFFER = "hosted_offer", "Offre hébergée"
    SHARED_SERVICE = "shared_service", "Service mutualisé"
    NON_DIGITAL = "non_digital", "Sans numérique"
    NONE = "none", "Rien à ce jour"
