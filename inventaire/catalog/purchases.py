"""Reads catalog/purchases.yaml: which goods the share of reused purchases counts, and what gifts are worth."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator

from inventaire.catalog.factor_shapes import Strict
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.yaml_file import read_yaml
from inventaire.domain.purchase import GiftRule, GoodsTable
from inventaire.domain.regulatory import Confidence
from inventaire.domain.vocabulary import DeviceCategory

NAME = "purchases.yaml"


class GiftShape(Strict):
    """The figures of the law that value a gift, and the age under which they do."""

    value: str
    under: str


class GoodsShape(Strict):
    """Whether a kind of hardware is counted, null where nobody read it; what values a gift of it."""

    counted: bool | None
    gift: GiftShape | None = None


class PurchaseFile(Strict):
    """The whole of purchases.yaml, shape checked."""

    reference: str
    source: str
    confidence: Literal["T", "S", "G"]
    checked: date
    note_fr: str
    categories: dict[DeviceCategory, GoodsShape]

    @model_validator(mode="after")
    def is_whole(self) -> Self:
        """Refuse a file that leaves a category out: nothing is left out in silence."""
        missing = [term.label for term in DeviceCategory if term not in self.categories]
        if missing:
            raise ValueError(f"absents du fichier : {', '.join(missing)}")
        return self


@cache
def load_goods(folder: Path | None = None) -> GoodsTable:
    """Give what the share counts."""
    file = PurchaseFile.model_validate(read_yaml((folder or catalog_folder()) / NAME))
    return GoodsTable(
        categories={category: shape.counted for category, shape in file.categories.items()},
        gifts={
            category: GiftRule(gift.value, gift.under)
            for category, shape in file.categories.items()
            if (gift := shape.gift)
        },
        reference=file.reference,
        source=file.source,
        confidence=Confidence(file.confidence),
        note=file.note_fr,
    )
