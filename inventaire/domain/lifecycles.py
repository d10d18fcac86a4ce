"""Ends of support of systems and software, as published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from inventaire.domain.normalisation import light
from inventaire.domain.vocabulary import Term


class Extension(Term):
    """What carries a release on after its ordinary support."""

    PAID = "paid", "Prolongation payante"
    FREE_LTS = "free_lts", "Suivi long, gratuit"
    UBUNTU_PRO = "ubuntu_pro", "Abonnement Ubuntu Pro"


@dataclass(frozen=True, slots=True)
class Release:
    """One published version; `followed` says what was seen where no date is published."""

    version: str
    end: date | None
    followed: bool | None
    extended: date | None
    extension: Extension | None
    source: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Product:
    """A system or a program, with its releases in the order of publication, latest first."""

    key: str
    label: str
    releases: tuple[Release, ...]
    tools: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def is_named(self, name: str) -> bool:
        """Say whether the version that stands beside a name can be this product's, and not a client's of it."""
        words = f" {light(name)} "
        return not self.named or any(f" {each} " in words for each in self.named)


@dataclass(frozen=True, slots=True)
class Lifecycles:
    """Every product by its key; for Windows, releases by build number and by the year of an LTSC."""

    products: Mapping[str, Product]
    windows_builds: Mapping[int, str] = field(default_factory=dict)
    windows_ltsc: Mapping[int, str] = field(default_factory=dict)

    def product_of(self, tool: str | None, name: str) -> Product | None:
        """Give the product whose versions a tool of the catalogue bears, under the name it was found with."""
        return next((each for each in self.products.values() if tool in each.tools and each.is_named(name)), None)


@dataclass(frozen=True, slots=True)
class SystemSupport:
    """How long what a machine runs is supported, as far as it was recognised."""

    key: str
    product: str
    release: str
    end_of_support: date | None
    followed: bool | None
    extended_until: date | None
    extension_kind: Extension | None
    source: str
    note: str | None

    @property
    def free_until(self) -> date | None:
        """Give the last day without paying: a free long-term support counts, a subscription does not."""
        if self.extension_kind is Extension.FREE_LTS and self.extended_until:
            return self.extended_until
        return self.end_of_support

    def is_over(self, on: date) -> bool | None:
        """Say whether support without paying is over at the end of a day; None when nothing tells."""
        if self.free_until:
            return self.free_until <= on
        return None if self.followed is None else not self.followed


def support_of(product: Product, release: Release, note: str | None = None) -> SystemSupport:
    """Say what is published of a release; a note of the recognition goes before the publisher's."""
    notes = [text for text in (note, release.note) if text]
    return SystemSupport(
        key=product.key,
        product=product.label,
        release=release.version,
        end_of_support=release.end,
        followed=release.followed,
        extended_until=release.extended,
        extension_kind=release.extension,
        source=release.source,
        note="\u202f; ".join(notes) or None,
    )
