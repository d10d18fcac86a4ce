"""The fourteen places of Valbrume, and how carefully each keeps its list."""

from dataclasses import dataclass

from inventaire.domain.vocabulary import SiteKind


@dataclass(frozen=True, slots=True)
class Place:
    """A place, with the share of the facts that somebody there wrote down [0 to 1]; of a school, its pupils."""

    name: str
    kind: SiteKind
    code: str
    care: float
    whole_dates: bool = False
    has_agent: bool = False
    pupils: int | None = None
    wifi_switch: bool | None = None


TOWN_HALL = Place("Mairie", SiteKind.TOWN_HALL, "MAI", 0.93, whole_dates=True, has_agent=True)
SCHOOL_BOURG = Place(
    "École primaire du Bourg", SiteKind.PRIMARY_SCHOOL, "EBO", 0.85, has_agent=True, pupils=168, wifi_switch=True
)
SCHOOL_TILLEULS = Place(
    "École primaire des Tilleuls", SiteKind.PRIMARY_SCHOOL, "ETI", 0.7, pupils=142, wifi_switch=False
)
SCHOOL_MOULIN = Place("École primaire du Moulin", SiteKind.PRIMARY_SCHOOL, "EMO", 0.6, pupils=96)
SCHOOL_RIVIERE = Place(
    "École primaire de la Rivière", SiteKind.PRIMARY_SCHOOL, "ERI", 0.7, pupils=121, wifi_switch=True
)
NURSERY = Place("Crèche Les P’tits Loups", SiteKind.NURSERY, "CRE", 0.8, pupils=32)
LIBRARY = Place("Médiathèque", SiteKind.LIBRARY, "MED", 0.9, whole_dates=True, has_agent=True)
DEPOT = Place("Centre technique municipal", SiteKind.DEPOT, "CTM", 0.75, has_agent=True)
GYMNASIUM = Place("Gymnase des Prés", SiteKind.SPORTS, "GYM", 0.5)
POOL = Place("Piscine et stade", SiteKind.SPORTS, "PIS", 0.6)
SOCIAL = Place("CCAS", SiteKind.OTHER, "CAS", 0.9, whole_dates=True, has_agent=True)
POLICE = Place("Poste de police municipale", SiteKind.OTHER, "PMU", 0.85, whole_dates=True, has_agent=True)
MUSIC = Place("École de musique", SiteKind.OTHER, "MUS", 0.5)
STREETS = Place("Espace public", SiteKind.PUBLIC_SPACE, "EXT", 0.8)

PLACES = (
    TOWN_HALL,
    SCHOOL_BOURG,
    SCHOOL_TILLEULS,
    SCHOOL_MOULIN,
    SCHOOL_RIVIERE,
    NURSERY,
    LIBRARY,
    DEPOT,
    GYMNASIUM,
    POOL,
    SOCIAL,
    POLICE,
    MUSIC,
    STREETS,
)
