"""Reads catalog/reuse.yaml: which hardware and which destinations the reuse rate counts."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator

from inventaire.catalog.factor_shapes import Strict
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.yaml_file import read_yaml
from inventaire.domain.regulatory import Confidence
from inventaire.domain.reuse_table import OutletRule, RecipientKind, ReuseTable, WasteCategory
from inventaire.domain.vocabulary import DeviceCategory, DisposalOutlet


class CategoryShape(Strict):
    """What a kind of hardware is as waste, null where nobody checked; whether it usually holds data."""

    waste: WasteCategory | None
    storage: bool = False


class OutletShape(Strict):
    """What the law makes of a destination."""

    reuse: bool
    gift: bool = False
    recipients: tuple[RecipientKind, ...] = ()
    reference: str
    confidence: Literal["T", "S", "G"]


class ReuseFile(Strict):
    """The whole of reuse.yaml, shape checked."""

    reference: str
    source: str
    confidence: Literal["T", "S", "G"]
    checked: date
    note_fr: str
    categories: dict[DeviceCategory, CategoryShape]
    outlets: dict[DisposalOutlet, OutletShape]

    @model_validator(mode="after")
    def is_whole(self) -> Self:
        """Refuse a file that leaves a category or a destination out: nothing is left out in silence."""
        missing = [term.label for term in DeviceCategory if term not in self.categories]
        missing += [term.label for term in DisposalOutlet if term not in self.outlets]
        if missing:
            raise ValueError(f"absents du fichier : {', '.join(missing)}")
        return self


@cache
def load_reuse(folder: Path | None = None) -> ReuseTable:
    """Give what the rate counts."""
    file = ReuseFile.model_validate(read_yaml((folder or catalog_folder()) / "reuse.yaml"))
    return ReuseTable(
        categories={category: shape.waste for category, shape in file.categories.items()},
        storing=frozenset(category for category, shape in file.categories.items() if shape.storage),
        outlets={outlet: _outlet(shape) for outlet, shape in file.outlets.items()},
        reference=file.reference,
        source=file.source,
        confidence=Confidence(file.confidence),
        checked=file.checked,
        note=file.note_fr,
    )


def _outlet(shape: OutletShape) -> OutletRule:
    recipients = frozenset(shape.recipients)
    return OutletRule(shape.reuse, shape.gift, recipients, shape.reference, Confidence(shape.confidence))
