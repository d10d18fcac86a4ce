"""What Valbrume reads on its meters: the server room, one server alone, two copiers."""

from dataclasses import dataclass

from inventaire.domain.meters import MeterKind, ReadingKind
from inventaire.domain.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class DemonstrationMeter:
    """A meter, the devices it measures by their names, and what was read, day by day."""

    name: str
    measures: MeterKind
    devices: tuple[str, ...]
    readings: tuple[tuple[str, float], ...]

    def facts(self) -> dict[str, object]:
        """Give what its form would."""
        reads = ReadingKind.INDEX
        return {"name": self.name, "measures": self.measures, "reads": reads, "site_id": None, "comment": None}

    def read(self) -> list[dict[str, object]]:
        """Give what the form of each reading would."""
        return [{"read_on": PartialDate.parse(day), "value": value, "replaced": False} for day, value in self.readings]


METERS = (
    DemonstrationMeter(
        "Salle serveur de la mairie",
        MeterKind.SERVER_ROOM,
        ("MAI-SRV-01", "MAI-SRV-02", "MAI-SRV-03", "MAI-NAS-01", "MAI-NAS-02", "MAI-SW-01", "MAI-SW-02"),
        (
            ("2024-12-31", 41_230),
            ("2025-03-31", 43_190),
            ("2025-06-30", 45_260),
            ("2025-09-30", 47_590),
            ("2025-12-31", 49_610),
            ("2026-03-31", 51_550),
            ("2026-06-30", 53_580),
            ("2026-09-30", 55_870),
        ),
    ),
    DemonstrationMeter(
        "Prise de MAI-SRV-02",
        MeterKind.SOCKET,
        ("MAI-SRV-02",),
        (("2025-09-30", 0), ("2025-12-31", 402.5), ("2026-03-31", 796), ("2026-06-30", 1_190), ("2026-09-30", 1_591.5)),
    ),
    DemonstrationMeter(
        "Copieur du premier étage",
        MeterKind.COPIER,
        ("MAI-COP-01",),
        (("2024-12-31", 212_400), ("2025-12-31", 288_150), ("2026-09-30", 338_900)),
    ),
    DemonstrationMeter(
        "Copieur de l’accueil",
        MeterKind.COPIER,
        ("MAI-COP-02",),
        (("2024-12-31", 154_020), ("2025-12-31", 203_700), ("2026-09-30", 236_410)),
    ),
)
