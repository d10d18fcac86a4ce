"""What the database keeps."""

from inventaire.models.account import Account, Invitation, Membership
from inventaire.models.application import Application, Installation
from inventaire.models.audit import AuditLine
from inventaire.models.database import db
from inventaire.models.department import Department
from inventaire.models.device import Device
from inventaire.models.imports import Import, ImportRow
from inventaire.models.organisation import Organisation
from inventaire.models.site import Site

__all__ = [
    "Account",
    "Application",
    "AuditLine",
    "Department",
    "Device",
    "Import",
    "ImportRow",
    "Installation",
    "Invitation",
    "Membership",
    "Organisation",
    "Site",
    "db",
]
