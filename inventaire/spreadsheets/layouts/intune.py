"""Intune: devices from its portal, its reports or its tables; applications found on them."""

from inventaire.domain.imports import Target
from inventaire.domain.values import key
from inventaire.domain.vocabulary import Delivery
from inventaire.domain.vocabulary import DeviceCategory as Category
from inventaire.spreadsheets.ignored import PERSONAL
from inventaire.spreadsheets.layouts.merging import merge_applications
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.layouts.table import Table
from inventaire.spreadsheets.layouts.texts import first_word_of
from inventaire.spreadsheets.readings import Layout

UNUSED = "Renseignement technique d’Intune, sans emploi ici."
OWN = ("personal", "personnel", "byod", "personally owned")
NOT_OURS = "Appareil personnel : il n’appartient pas à la collectivité."
DEDUCED = (
    "La catégorie est déduite du système et du modèle : un Android est tenu pour un smartphone sauf si son modèle dit "
    "qu’il est une tablette. Vérifiez-la dans l’aperçu."
)
MODELS = {
    **dict.fromkeys(("macbook", "macbook air", "macbook pro", "laptop", "notebook", "surface laptop"), Category.LAPTOP),
    **dict.fromkeys(("imac",), Category.ALL_IN_ONE),
    **dict.fromkeys(("tab", "tablet", "ipad", "tablette"), Category.TABLET),
    **dict.fromkeys(("iphone",), Category.SMARTPHONE),
}
SYSTEMS = (
    ("ipad", Category.TABLET),
    ("ios", Category.SMARTPHONE),
    ("android", Category.SMARTPHONE),
    ("windows", Category.COMPUTER),
    ("mac", Category.COMPUTER),
    ("linux", Category.COMPUTER),
    ("ubuntu", Category.COMPUTER),
    ("chrome", Category.LAPTOP),
)


def _of_devices(table: Table) -> None:
    owners = table.find("ownertype_loc, ownership, owner type, ownertype, propriété, device owner")
    table.leave_out([NOT_OURS if key(owner) in OWN else None for owner in table.texts(owners)])
    models, systems = table.texts(table.place("model")), table.texts(table.place("operating_system"))
    table.put("category", [_category(*pair) for pair in zip(models, systems, strict=True)])
    table.notes.append(DEDUCED)


def _category(model: str, system: str) -> str:
    found = first_word_of(model, MODELS)
    usual = next((category for word, category in SYSTEMS if word in system.casefold()), None)
    return (found or usual).label if found or usual else ""  # type: ignore[union-attr]


def _of_apps(table: Table) -> None:
    table.put("delivery", [Delivery.INSTALLED.label] * len(table.rows))
    if table.place("device") is None:
        merge_applications(table)


DEVICES = Shape(
    Layout.INTUNE_DEVICES,
    Target.DEVICES,
    (
        ("Device name|DeviceName", "Serial number|SerialNumber", "Device ID|DeviceId|Compliance|Ownership"),
        ("DeviceName", "OSVersion", "ownerType|complianceState|managementAgent|Ownership|CompliantState"),
        ("Device name", "Last check-in", "OS version"),
    ),
    {
        "name": "device name, devicename",
        "serial": "serial number, serialnumber",
        "manufacturer": "manufacturer",
        "model": "model",
        "operating_system": "os, os_loc, operating system",
        "operating_system_version": "os version, osversion",
        "user_label": "primary user display name, primary user upn, upn, primaryuser, username",
    },
    {
        PERSONAL: "userid, primary user email address, phone number, phonenumber, user approved enrollment, "
        "emailaddress, imei, meid, iccid, subscriber carrier, eid",
        "La catégorie d’Intune est propre à chaque organisation : celle du matériel est déduite du modèle.": (
            "category, categoryname"
        ),
        UNUSED: "device id, deviceid, enrollment date, last check-in, lastcontact, createddate, azure ad device id, "
        "azure ad registered, eas activation id, total storage, free storage, storagetotal, storagefree, "
        "management name, compliance, compliancestate, compliantstate, managed by, managedby, managementagent, "
        "ownership, ownertype, ownertype_loc, device state, encrypted, encryptionstatusstring, skufamily, jointype, "
        "jailbroken, ethernetmac, wi-fi mac, wifimacaddress, processorarchitecture, compliancestate_loc, "
        "managementagent_loc, security patch level, manufacturer_loc, model_loc, referenceid, devicestate, supervised",
    },
    mend=_of_devices,
    closed=True,
)
APPS = Shape(
    Layout.INTUNE_APPS,
    Target.APPLICATIONS,
    (("ApplicationName|Application name", "DeviceCount|Device count|DeviceName|Device name|ApplicationVersion"),),
    {
        "raw_name": "applicationname, application name",
        "publisher": "applicationpublisher, application publisher",
        "version": "applicationversion, application version",
        "seats": "devicecount, device count",
        "device": "devicename, device name",
    },
    {
        PERSONAL: "username, emailaddress, userid, email address, user name",
        UNUSED: "platform, applicationkey, deviceid, device id, osversion, osdescription, applicationshortversion",
    },
    mend=_of_apps,
    closed=True,
    supposed=True,
)
