"""What the database keeps."""

from inventaire.models.account import Account, Identity, Invitation, Membership, RecoveryCode
from inventaire.models.agent_token import AgentToken
from inventaire.models.application import Application, Installation
from inventaire.models.audit import AuditHead, AuditLine
from inventaire.models.consolidation import Consolidated
from inventaire.models.contract import Contract, ContractApplication, ContractDevice
from inventaire.models.database import db
from inventaire.models.department import Department
from inventaire.models.dependency import DependencyAnswer, DependencySetting
from inventaire.models.device import Device
from inventaire.models.device_event import DeviceEvent
from inventaire.models.disposal import Disposal, DisposedDevice
from inventaire.models.fleet_policy import FleetPolicy
from inventaire.models.frozen_report import FrozenReport
from inventaire.models.imports import Import, ImportRow, RememberedReading
from inventaire.models.interview import InterviewAnswer
from inventaire.models.local_name import LocalName
from inventaire.models.meter import Meter, MeteredDevice, MeterReading
from inventaire.models.opinion import CatalogOpinion
from inventaire.models.organisation import Organisation
from inventaire.models.own_factor import MakerSheet, OwnFactor
from inventaire.models.price import PriceParameter
from inventaire.models.purchase import AvoidedPurchase, Purchase
from inventaire.models.regulatory import RegulatoryValue
from inventaire.models.sent_form import SentForm
from inventaire.models.sign_in import SignIn, SignInFailure
from inventaire.models.site import Site
from inventaire.models.source import DeviceSource
from inventaire.models.trace import UNTRACED  # and with it, the trace of every flush

__all__ = [
    "UNTRACED",
    "Account",
    "AgentToken",
    "Application",
    "AuditHead",
    "AuditLine",
    "AvoidedPurchase",
    "CatalogOpinion",
    "Consolidated",
    "Contract",
    "ContractApplication",
    "ContractDevice",
    "Department",
    "DependencyAnswer",
    "DependencySetting",
    "Device",
    "DeviceEvent",
    "DeviceSource",
    "Disposal",
    "DisposedDevice",
    "FleetPolicy",
    "FrozenReport",
    "Identity",
    "Import",
    "ImportRow",
    "Installation",
    "InterviewAnswer",
    "Invitation",
    "LocalName",
    "MakerSheet",
    "Membership",
    "Meter",
    "MeterReading",
    "MeteredDevice",
    "Organisation",
    "OwnFactor",
    "PriceParameter",
    "Purchase",
    "RecoveryCode",
    "RegulatoryValue",
    "RememberedReading",
    "SentForm",
    "SignIn",
    "SignInFailure",
    "Site",
    "db",
]
