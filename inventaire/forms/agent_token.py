"""An address for the agents of a site."""

from typing import Any

from wtforms import Field
from wtforms.validators import DataRequired, ValidationError

from inventaire.domain.networks import read_networks
from inventaire.forms.fields import TextField, longest
from inventaire.forms.grouped import GroupedForm


class AgentTokenForm(GroupedForm):
    """What the address is called, whose machines call there, and from where."""

    name = TextField(
        "Nom",
        [DataRequired("Donnez un nom à cette adresse, par exemple « Postes de la mairie »."), longest(120)],
        description="Il ne sert qu’à la reconnaître ici.",
    )
    site = TextField(
        "Site",
        [DataRequired("Dites de quel site viennent ces agents."), longest(200)],
        description="Il est donné aux nouveaux matériels. Un nom qui n’est pas encore dans l’inventaire crée le site.",
        render_kw={"list": "sites"},
    )
    networks = TextField(
        "Réseaux admis",
        [longest(1_000)],
        description="Facultatif : les appels d’ailleurs sont refusés. Par exemple : 10.1.0.0/16, 192.0.2.7.",
    )

    GROUPS = (("Une adresse pour les agents d’un site", "name site networks"),)

    def validate_networks(self, field: Field) -> None:
        """Refuse what is no network."""
        try:
            read_networks(field.data or "")
        except ValueError as fault:
            raise ValidationError(str(fault)) from None

    def values(self) -> dict[str, Any]:
        """Give the networks one by one."""
        return super().values() | {"networks": read_networks(self.networks.data or "")}
