"""The words of the trace: what can happen, and to what."""

from inventaire.domain.vocabulary import Term


class Action(Term):
    """What a line of the trace tells."""

    CREATED = "created", "Création"
    CHANGED = "changed", "Modification"
    DELETED = "deleted", "Suppression"
    BINNED = "binned", "Mise à la corbeille"
    RESTORED = "restored", "Reprise de la corbeille"
    EXPORTED = "exported", "Export"
    ERASED = "erased", "Effacement de données personnelles"
    RECOGNISED = "recognised", "Reconnaissance refaite"
    VERIFIED = "verified", "Vérification de la trace"
    PURGED = "purged", "Purge de la trace"


class Subject(Term):
    """What a line of the trace is about: a table, by its name."""

    DEVICE = "device", "Matériel"
    APPLICATION = "application", "Logiciel"
    INSTALLATION = "installation", "Installation"
    DEVICE_EVENT = "device_event", "Vie d’un matériel"
    DISPOSAL = "disposal", "Sortie du parc"
    DISPOSED_DEVICE = "disposed_device", "Matériel d’une sortie"
    SITE = "site", "Site"
    DEPARTMENT = "department", "Service"
    IMPORT = "import", "Import"
    REMEMBERED_READING = "remembered_reading", "Lecture retenue"
    LOCAL_NAME = "local_name", "Nom du dictionnaire local"
    CATALOGUE = "catalogue", "Catalogue"
    CATALOG_OPINION = "catalog_opinion", "Avis de la collectivité"
    INTERVIEW_ANSWER = "interview_answer", "Réponse d’entretien"
    DEPENDENCY_ANSWER = "dependency_answer", "Réponse sur une dépendance"
    DEPENDENCY_SETTING = "dependency_setting", "Réglage des dépendances"
    AGENT_TOKEN = "agent_token", "Adresse d’agents"
    FLEET_POLICY = "fleet_policy", "Politique de renouvellement"
    REGULATORY_VALUE = "regulatory_value", "Chiffre réglementaire"
    PRICE_PARAMETER = "price_parameter", "Prix"
    OWN_FACTOR = "own_factor", "Facteur de la collectivité"
    MAKER_SHEET = "maker_sheet", "Fiche d’un fabricant"
    ORGANISATION = "organisation", "Collectivité"
    ACCOUNT = "account", "Compte"
    MEMBERSHIP = "membership", "Membre"
    INVITATION = "invitation", "Invitation"
    IDENTITY = "identity", "Identité extérieure"
    RECOVERY_CODE = "recovery_code", "Code de secours"
    TRACE = "audit_line", "Trace"
    EXPORT = "export", "Export"
