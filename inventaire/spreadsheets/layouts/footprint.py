"""The physical equipment of G4IT and NumEcoEval, as their template lays it out."""

from inventaire.domain.imports import Target
from inventaire.domain.values import key
from inventaire.domain.vocabulary import DeviceStatus
from inventaire.spreadsheets.ignored import PERSONAL
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.layouts.table import Table
from inventaire.spreadsheets.layouts.texts import category_in
from inventaire.spreadsheets.readings import Layout
from inventaire.spreadsheets.words import exact_category

OURS = "Exportée d’ici : ce matériel est déjà à l’inventaire."
NOT_USED = (
    "« Not used » ne dit pas où est le matériel : il est repris en stock, ou sorti s’il a une date de retrait. "
    "Vérifiez-le dans l’aperçu."
)
UNUSED = "Sans emploi ici."


def _mend(table: Table) -> None:
    sources = table.texts(table.find("nomSourceDonnee"))
    table.leave_out([OURS if source == "Inventaire" else None for source in sources])
    models, types = table.texts(table.place("model")), table.texts(table.find("type"))
    table.put("category", [_category(*pair) for pair in zip(types, models, strict=True)])
    words, gone = table.texts(table.find("statut")), table.texts(table.place("retired_on"))
    table.put("status", [_status(*pair) for pair in zip(words, gone, strict=True)])
    if any(key(word) == "not used" for word in words):
        table.notes.append(NOT_USED)


def _category(kind: str, model: str) -> str:
    """Take the type where it names one kind of hardware, else the model: « Terminal » may be a screen."""
    found = exact_category(kind) or category_in(model)
    return found.label if found else kind


def _status(word: str, gone: str) -> str:
    if key(word) == "not used":
        return (DeviceStatus.RETIRED if gone else DeviceStatus.IN_STOCK).label
    return word


EQUIPMENT = Shape(
    Layout.G4IT_EQUIPMENT,
    Target.DEVICES,
    (("nomEquipementPhysique", "modele", "quantite|paysDUtilisation"),),
    {
        "name": "nomEquipementPhysique",
        "model": "modele",
        "quantity": "quantite",
        "manufacturer": "fabricant",
        "purchased_on": "dateAchat",
        "retired_on": "dateRetrait",
        "energy_kwh_per_year": "consoElecAnnuelle",
        "processor": "typeDeProcesseur",
        "memory_gb": "tailleMemoire",
        "storage_gb": "tailleDuDisque",
    },
    {
        PERSONAL: "utilisateur",
        "Lu pour donner sa catégorie et son état au matériel.": "type, statut",
        UNUSED: "nomCourtDatacenter, paysDUtilisation, nomSourceDonnee, nomEntite, nbCoeur, nbJourUtiliseAn, "
        "goTelecharge",
    },
    mend=_mend,
    closed=True,
)
