"""What the reuse rate counts, and what the law says of destinations: the words of catalog/reuse.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inventaire.domain.regulatory import Confidence
from inventaire.domain.vocabulary import DeviceCategory, DisposalOutlet, Term


class WasteCategory(Term):
    """The categories of waste of article R. 543-172, II of the Code de l’environnement."""

    SCREENS = "2", "2°, écrans et équipements à écran"
    SMALL_IT = "6", "6°, petits équipements informatiques et de télécommunications"
    OTHER = "other", "Autre catégorie"


class RecipientKind(Term):
    """Who receives a batch."""

    PUBLIC_BODY = "public_body", "Personne publique"
    STAFF = "staff", "Agent de la collectivité"
    PARENTS = "parents", "Association de parents d’élèves"
    SCHOOL_SUPPORT = "school_support", "Association de soutien scolaire"
    PUBLIC_UTILITY = "public_utility", "Association ou fondation reconnue d’utilité publique"
    SOLIDARITY = "solidarity", "Structure de réemploi agréée d’utilité sociale (ESUS)"
    STUDENTS = "students", "Association d’étudiants"
    OTHER_ASSOCIATION = "other_association", "Autre association"
    COMPANY = "company", "Entreprise"
    PERSON = "person", "Particulier"
    ECO_ORGANISATION = "eco_organisation", "Éco-organisme"
    OTHER = "other", "Autre"


class Exclusion(Term):
    """Why a town leaves a batch out of the rate."""

    CLASSIFIED = "classified", "Support d’informations classifiées"
    SECURITY = "security", "Obligation particulière de sécurité"
    OTHER_WASTE = "other_waste", "Hors des catégories 2° et 6° (plus de 50 cm, par exemple)"


@dataclass(frozen=True, slots=True)
class OutletRule:
    """What the law makes of a destination; no recipient named means any."""

    reuse: bool
    gift: bool
    recipients: frozenset[RecipientKind]
    reference: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class ReuseTable:
    """Which hardware and which destinations count; a category that is None is to be checked."""

    categories: Mapping[DeviceCategory, WasteCategory | None]
    storing: frozenset[DeviceCategory]
    outlets: Mapping[DisposalOutlet, OutletRule]
    reference: str
    source: str
    confidence: Confidence
    checked: date
    note: str
