"""The communes of a group: attached by the operator of the installation, free to leave."""

from sqlalchemy import delete, select

from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.vocabulary import OrganisationKind
from inventaire.models import Consolidated, Organisation, db
from inventaire.models.scope import acting_as
from inventaire.services.database import writing
from inventaire.services.organisation import current_organisation

UNKNOWN = "Aucune collectivité « {} » : « collectivite lister » les donne toutes."
NOT_A_GROUP = "« {} » n’est pas une intercommunalité : indiquez sa nature (epci) sur sa page Administration."
NOT_A_COMMUNE = "« {} » n’est pas une commune : seule une commune se rattache à une intercommunalité."
ELSEWHERE = "« {} » est déjà rattachée à « {} » : détachez-la d’abord."
ALONE = "« {} » n’est rattachée à aucune intercommunalité."


def attach(code: str, group_code: str) -> tuple[Organisation, Organisation]:
    """Attach a commune to a group, by their codes. Raises NotFound, or Refusal where it makes no sense."""
    with acting_as(db.session(), operator=True), writing():
        commune, group = _organisation(code), _organisation(group_code)
        if group.kind is not OrganisationKind.EPCI:
            raise Refusal(NOT_A_GROUP.format(group.name))
        if commune.kind is not OrganisationKind.COMMUNE:
            raise Refusal(NOT_A_COMMUNE.format(commune.name))
        if commune.group_id not in (None, group.id):
            raise Refusal(ELSEWHERE.format(commune.name, group_of(commune)))
        commune.group_id = group.id
    return commune, group


def detach(code: str) -> Organisation:
    """Detach a commune from its group, by its code. Raises NotFound, or Refusal when it has none."""
    with acting_as(db.session(), operator=True), writing():
        commune = _organisation(code)
        _leave(commune)
    return commune


def leave_group() -> None:
    """Let the commune of this session leave its group. Raises Refusal when it has none."""
    with writing():
        _leave(current_organisation())


def group_of(commune: Organisation) -> str | None:
    """Give the name of the group a commune is attached to."""
    with acting_as(db.session(), operator=True):
        return db.session.scalar(select(Organisation.name).where(Organisation.id == commune.group_id))


def communes_of_group() -> list[int]:
    """Give the communes that are attached to the organisation of this session."""
    group = current_organisation()
    mine = (Organisation.group_id == group.id, Organisation.kind == OrganisationKind.COMMUNE)
    return list(db.session.scalars(select(Organisation.id).where(*mine).order_by(Organisation.id)))


def _leave(commune: Organisation) -> None:
    """Take a commune out of its group, and with it the sums that hold its figures."""
    if commune.group_id is None:
        raise Refusal(ALONE.format(commune.name))
    with acting_as(db.session(), organisation_id=commune.group_id):
        db.session.execute(delete(Consolidated))
    commune.group_id = None


def _organisation(code: str) -> Organisation:
    found: Organisation | None = db.session.scalar(select(Organisation).where(Organisation.code == code))
    if found is None:
        raise NotFound(UNKNOWN.format(code))
    return found
