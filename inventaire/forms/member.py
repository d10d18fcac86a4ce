"""Who may do what: inviting somebody, and changing what a member may do."""

from wtforms import EmailField, Field
from wtforms.validators import ValidationError

from inventaire.domain.vocabulary import Role
from inventaire.forms.fields import RowField, TermField, longest
from inventaire.forms.grouped import GroupedForm

ROLES = (
    "Lecteur : lit tout. Contributeur : modifie les fiches de son service. "
    "Gestionnaire : modifie tout l’inventaire. Administrateur : gère aussi la collectivité et ses membres."
)


class MemberForm(GroupedForm):
    """A role, and the department that a contributor is held to."""

    role = TermField("Rôle", Role, required=True, default=Role.READER, description=ROLES)
    department_id = RowField(
        "Service", description="Pour un contributeur seulement : il modifie les fiches de ce service, et lit le reste."
    )

    GROUPS = (("Ce qu’il peut faire", "role department_id"),)

    def validate_department_id(self, field: Field) -> None:
        """Ask for the department of a contributor."""
        if self.role.data is Role.CONTRIBUTOR and not field.data:
            raise ValidationError("Choisissez le service dont ce contributeur modifie les fiches.")


class InvitationForm(MemberForm):
    """A role to offer, to one address or to whoever is handed the link."""

    email = EmailField(
        "Adresse électronique de la personne",
        [longest(254)],
        description="Conseillée : le lien ne sert alors qu’à cette adresse. Aucun courriel n’est envoyé.",
        filters=[lambda text: (text or "").strip() or None],
    )

    GROUPS = (("Qui, et pour quoi faire", "role department_id email"),)


class ConfirmationForm(GroupedForm):
    """An act on a row as it was seen."""

    GROUPS = ()
