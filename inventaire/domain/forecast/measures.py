"""The words of the forecasts: what is followed, what is compared, what makes a difference."""

from collections.abc import Mapping

from inventaire.domain.estimate import Unit
from inventaire.domain.vocabulary import Term


class Measure(Term):
    """What is followed year by year."""

    BOUGHT = "bought", "Matériels achetés"
    WITHDRAWN = "withdrawn", "Matériels retirés"
    STOCK = "stock", "Matériels en service à la fin de l’année"
    EMBODIED = "embodied", "Fabrication des achats"
    SHARE = "share", "Fabrication, part annuelle"
    ENERGY = "energy", "Électricité"
    USE = "use", "Usage"
    PURCHASES = "purchases", "Achats"
    POWER = "power", "Électricité payée"

    @property
    def unit(self) -> Unit:
        """Give its unit."""
        return UNITS[self]


UNITS = {
    Measure.BOUGHT: Unit.MACHINES,
    Measure.WITHDRAWN: Unit.MACHINES,
    Measure.STOCK: Unit.MACHINES,
    Measure.EMBODIED: Unit.KG_CO2E,
    Measure.SHARE: Unit.KG_CO2E,
    Measure.ENERGY: Unit.KWH,
    Measure.USE: Unit.KG_CO2E,
    Measure.PURCHASES: Unit.EUR,
    Measure.POWER: Unit.EUR,
}


class Cause(Term):
    """What makes a difference, in the order in which the levers are changed."""

    LIFE = "life", "Durée de conservation : le rythme des achats"
    OLDER = "older", "Durée de conservation : l’électricité des machines gardées"
    NUMBER = "number", "Nombre de matériels par agent"
    REFURBISHED = "refurbished", "Part d’achats reconditionnés"
    HOURS = "hours", "Heures d’extinction"


class Side(Term):
    """What is compared; each is made of purchases and of electricity."""

    BOUGHT = "bought", "Matériels achetés"
    FOOTPRINT = "footprint", "Empreinte (fabrication des achats et usage)"
    ENERGY = "energy", "Électricité"
    EUROS = "euros", "Dépense (achats et électricité)"

    @property
    def measures(self) -> tuple[Measure | None, Measure | None]:
        """Give the measures that purchases, then electricity, bring to it."""
        return PARTS[self]

    @property
    def unit(self) -> Unit:
        """Give its unit."""
        return next(measure.unit for measure in self.measures if measure)


PARTS: Mapping[Side, tuple[Measure | None, Measure | None]] = {
    Side.BOUGHT: (Measure.BOUGHT, None),
    Side.FOOTPRINT: (Measure.EMBODIED, Measure.USE),
    Side.ENERGY: (None, Measure.ENERGY),
    Side.EUROS: (Measure.PURCHASES, Measure.POWER),
}


class Verdict(Term):
    """What a difference allows to say."""

    NONE = "none", "aucun écart"
    UNSURE = "unsure", "écart non significatif"
    LESS = "less", "moins"
    MORE = "more", "plus"
    UNKNOWN = "unknown", "non estimé"
