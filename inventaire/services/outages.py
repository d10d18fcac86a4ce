"""What a database that does not answer means for the person, and what to do."""

import errno

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from inventaire.domain.errors import NotReady
from inventaire.services.database import NO_DATABASE

NOTHING = "rien n’a été enregistré"
FULL = f"Le disque du service est plein : {NOTHING}. Libérez de la place, puis recommencez."
FAILING = f"Le disque du service est plein ou en panne : {NOTHING}. Libérez de la place ou changez-le."
READ_ONLY = f"Le disque ou la base du service n’est ouvert qu’en lecture : {NOTHING}. Rendez-le inscriptible."
BUSY = f"La base est occupée par une autre écriture : {NOTHING}. Réessayez dans un instant."
ABSENT = (
    "La base ne s’ouvre pas : vérifiez qu’elle est là (INVENTAIRE_INSTANCE, DATABASE_URL), ses droits, et que "
    "le disque est inscriptible."
)
DAMAGED = "La base est abîmée : restaurez une sauvegarde (./run restaurer FICHIER --force)."
SILENT = f"La base ne répond pas : {NOTHING}. Réessayez dans un instant."
SENTENCES = {  # the words of SQLite, of PostgreSQL and of its driver
    "disk is full": FULL,
    "No space left on device": FULL,
    "disk I/O error": FAILING,
    "readonly database": READ_ONLY,
    "read-only transaction": READ_ONLY,
    "database is locked": BUSY,
    "lock timeout": BUSY,
    "unable to open database file": ABSENT,
    "no such table": NO_DATABASE,
    "UndefinedTable": NO_DATABASE,
    "malformed": DAMAGED,
    "not a database": DAMAGED,
    "connection failed": SILENT,
    "connection refused": SILENT,
    "server closed the connection": SILENT,
    "the connection is closed": SILENT,
    "terminating connection": SILENT,
    "starting up": SILENT,
    "too many clients": SILENT,
    "remaining connection slots": SILENT,
}
DISKS = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EFBIG: FULL, errno.EROFS: READ_ONLY}


def outage(fault: BaseException) -> NotReady | None:
    """Give the refusal that a fault of the database or of its disk stands for; None for a fault of ours."""
    if isinstance(fault, OSError) and fault.errno in DISKS:
        return NotReady(DISKS[fault.errno])
    if isinstance(fault, NoConnection):
        return NotReady(SILENT)
    if not isinstance(fault, DBAPIError):
        return None
    told = f"{type(fault.orig).__name__} {fault.orig}"
    return next((NotReady(sentence) for word, sentence in SENTENCES.items() if word in told), None)
