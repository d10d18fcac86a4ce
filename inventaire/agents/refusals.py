"""Why an agent file is refused, and what to do about it."""

EMPTY = "Ce fichier est vide : refaites l’inventaire avec l’agent, ou recopiez le fichier."
TOO_HEAVY = "Ce fichier dépasse 32 Mio : ce n’est pas l’inventaire d’un seul poste."
NOT_AN_INVENTORY = (
    "Ce fichier n’est pas un inventaire d’agent reconnu : donnez le fichier JSON de l’agent GLPI, "
    "ou le fichier XML de FusionInventory ou d’OCS Inventory."
)
INCOMPLETE = (
    "Ce fichier s’arrête avant la fin : il a été coupé en route. Recopiez-le depuis le poste, ou refaites l’inventaire."
)
MALFORMED = (
    "Ce fichier d’inventaire est abîmé : son contenu ou son encodage n’est pas lisible. "
    "Refaites l’inventaire avec l’agent, sans ouvrir ni modifier le fichier."
)
NO_MACHINE = (
    "Ce fichier ne dit pas de quel poste il s’agit : ni nom, ni numéro de série, ni UUID, "
    "ni numéro d’inventaire. Refaites l’inventaire avec l’agent, en laissant ses réglages d’origine."
)
