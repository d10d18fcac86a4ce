"""Why an agent file is refused, and what to do about it."""

EMPTY = "Ce fichier est vide : refaites l’inventaire avec l’agent, ou recopiez le fichier."
TOO_HEAVY = "Ce fichier dépasse 32 Mio : ce n’est pas l’inventaire d’un seul poste."
MANY_PROGRAMS = "Ce fichier liste plus de 20\u202f000 logiciels : ce n’est pas l’inventaire d’un poste."
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
NO_FILE = "Il n’y a aucun fichier à lire ici : donnez le dossier ou l’archive où sont les fichiers des agents."
MANY_FILES = "Plus de 5 000 fichiers : partagez-les en plusieurs dossiers ou archives, importés l’un après l’autre."
HEAVY_ARCHIVE = "Cette archive dépasse 256 Mio : partagez-la en plusieurs, importées l’une après l’autre."
CUT_ARCHIVE = "Cette archive ou ce fichier est incomplet ou abîmé : refaites-le et recommencez."
LOCKED = "Cette archive est protégée par un mot de passe : ôtez-le et recommencez."
TWISTED = (
    "La structure interne de cette archive est anormale, elle n’est pas ouverte : "
    "refaites-la en y mettant les fichiers des agents, tels quels, et recommencez."
)
FOREIGN_ARCHIVE = "Ce fichier est un tableur nommé « .zip » : rendez-lui son nom (.xlsx ou .ods) et recommencez."
NESTED = "Ce fichier est une archive dans l’archive : sortez-en les fichiers des agents et recommencez."
SLOW = "La lecture de ce fichier demande plus de 60 s : ce n’est pas l’inventaire d’un seul poste."
TABLES = "Il n’y a ici que des tableurs, aucun fichier d’agent : importez-les l’un après l’autre."
