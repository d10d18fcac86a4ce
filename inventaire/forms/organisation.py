"""The facts of the organisation, which its figures are reckoned with."""

from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, Regexp
from wtforms.validators import Optional as Maybe

from inventaire.domain import vocabulary
from inventaire.forms.fields import NOT_LISTED, NOTHING, TermField, TermsField, TextField, WholeField, longest
from inventaire.forms.grouped import GroupedForm


class OrganisationForm(GroupedForm):
    """Who we are; territories are offered by the view from the catalogue."""

    name = TextField("Nom", [InputRequired("Donnez le nom de la collectivité."), longest(120)])
    kind = TermField("Nature", vocabulary.OrganisationKind, required=True)
    insee_code = TextField("Code INSEE", [Maybe(), Regexp(r"^[0-9AB]{5}$", message="Il a cinq signes.")])
    siren = TextField("SIREN", [Maybe(), Regexp(r"^\d{9}$", message="Il a neuf chiffres.")])
    population = WholeField("Population", description="En habitants, au sens de l’INSEE.")
    staff_count = WholeField(
        "Effectif", description="Nombre d’agents : il donne les matériels et l’électricité par agent."
    )
    territory = SelectField(
        "Territoire électrique",
        coerce=lambda value: value or None,
        invalid_choice_message=NOT_LISTED,
        description="Il donne le facteur d’émission de l’électricité.",
    )

    keeps_user_names = BooleanField(
        "Garder l’utilisateur de chaque matériel",
        description=(
            "À n’activer que si vous en avez besoin : une fonction (« Accueil ») suffit presque toujours. "
            "Ces noms sont des données personnelles, lues par tous les membres de la collectivité, dans les pages "
            "et les exports. Sans ce réglage, la colonne Utilisateur des fichiers n’est pas reprise."
        ),
    )

    second_factor_roles = TermsField(
        "Second facteur exigé pour",
        vocabulary.Role,
        description=(
            "Ces personnes donnent, en plus du mot de passe, un code de leur téléphone. Qui n’en a pas encore "
            "est conduit à le mettre en place dès sa prochaine page."
        ),
    )

    GROUPS = (
        ("La collectivité", "name kind insee_code siren population staff_count territory"),
        ("Données personnelles", "keeps_user_names"),
        ("Connexion", "second_factor_roles"),
    )

    def offer_territories(self, labels: dict[str, str]) -> None:
        """Offer the territories that have a published factor."""
        self.territory.choices = {"": NOTHING} | labels
