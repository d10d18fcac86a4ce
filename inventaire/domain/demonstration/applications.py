"""The seventy applications that Valbrume declares."""

from inventaire.domain.demonstration.business_applications import BUSINESS
from inventaire.domain.demonstration.office_applications import OFFICE
from inventaire.domain.demonstration.online_applications import ONLINE
from inventaire.domain.demonstration.public_applications import PUBLIC

APPLICATIONS = BUSINESS + ONLINE + PUBLIC + OFFICE
