"""What an open-data set may tell of hardware and software, and what would help an attacker."""

from inventaire.domain.partial_date import PartialDate
from inventaire.domain.vocabulary import DeviceCategory as Category

# The age and the place of what protects or carries the network would tell where it is weak: counted, no more.
GUARDED = frozenset(
    {
        Category.SERVER_RACK,
        Category.NAS,
        Category.SWITCH,
        Category.ROUTER,
        Category.WIFI_AP,
        Category.FIREWALL,
        Category.CCTV_CAMERA,
        Category.NVR,
        Category.IOT_SENSOR,
        Category.ANTENNA,
        Category.BADGE_READER,
        Category.RADIO,
    }
)
# What protects, reaches or restores machines: its very name is of use to an attacker.
GUARDED_FUNCTIONS = frozenset(
    (
        "annuaire",
        "antirobot",
        "antivirus",
        "bureau-distant",
        "cdn",
        "deploiement",
        "federation",
        "filtrage-courriel",
        "filtrage-web",
        "mdm",
        "mots-de-passe",
        "os-serveur",
        "parefeu",
        "prise-main",
        "sauvegarde",
        "sgbd",
        "stockage-nas",
        "supervision",
        "videosurveillance",
        "virtualisation",
        "vsa",
    )
)


def is_guarded(category: Category) -> bool:
    """Say whether only the count of a category may be told."""
    return category in GUARDED


def year_of(day: PartialDate | None) -> int | None:
    """Give the year of a date: a day would help to recognise one machine."""
    return day.year if day else None
