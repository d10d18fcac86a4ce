"""How an organisation would keep and replace its hardware."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inventaire.domain.forecast.policy import Group, Policy, SystemRule
from inventaire.models.base import Base, Scoped, Versioned, stored

PERCENT = 100


class FleetPolicy(Scoped, Versioned, Base):
    """A policy to be compared; `ages` [ans] and `hours` [h/jour] by group, `refurbished` in % of purchases."""

    __tablename__ = "fleet_policy"
    __table_args__ = (
        UniqueConstraint("organisation_id", "name"),
        CheckConstraint("refurbished BETWEEN 0 AND 100", name="refurbished"),
        CheckConstraint("per_agent IS NULL OR per_agent >= 0", name="per_agent"),
        CheckConstraint("years BETWEEN 1 AND 10", name="years"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    ages: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    systems: Mapped[SystemRule] = mapped_column(stored(SystemRule), default=SystemRule.AGE)
    refurbished: Mapped[float] = mapped_column(default=0)
    per_agent: Mapped[float | None]
    years: Mapped[int] = mapped_column(default=1)
    hours: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    comment: Mapped[str | None] = mapped_column(Text)

    def policy(self) -> Policy:
        """Hand the calculations its levers."""
        return Policy(
            self.name,
            {Group(key): years for key, years in self.ages.items()},
            self.systems,
            self.refurbished / PERCENT,
            self.per_agent,
            self.years,
            {Group(key): hours for key, hours in self.hours.items()},
        )
