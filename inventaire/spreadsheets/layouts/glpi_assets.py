"""GLPI's lists of hardware: computers, monitors, printers, network equipment, phones."""

from collections.abc import Callable, Mapping
from functools import partial

from inventaire.domain.imports import Target
from inventaire.domain.values import key
from inventaire.domain.vocabulary import DeviceCategory as Category
from inventaire.spreadsheets.layouts.glpi import CHANGED, UNREAD, mend
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.layouts.table import Table
from inventaire.spreadsheets.layouts.texts import first_word_of
from inventaire.spreadsheets.readings import Layout

Words = Mapping[str, Category]
NETWORK: Words = {
    **dict.fromkeys(("switch", "commutateur", "stack", "catalyst", "procurve", "aruba 2530"), Category.SWITCH),
    **dict.fromkeys(("routeur", "router", "box", "modem", "livebox"), Category.ROUTER),
    **dict.fromkeys(
        ("pare feu", "parefeu", "firewall", "utm", "fortigate", "stormshield", "pfsense", "opnsense"),
        Category.FIREWALL,
    ),
    **dict.fromkeys(
        ("borne wifi", "borne wi fi", "wifi", "wi fi", "borne", "point acce", "point d acce", "access point", "ap"),
        Category.WIFI_AP,
    ),
    **dict.fromkeys(("onduleur", "ups"), Category.UPS),
    **dict.fromkeys(("nas", "baie de stockage"), Category.NAS),
    **dict.fromkeys(("camera", "camera ip"), Category.CCTV_CAMERA),
}
PRINTERS: Words = {
    **dict.fromkeys(("copieur", "photocopieur", "mfp a3", "multifonction a3", "copier"), Category.MFP_COPIER),
    **dict.fromkeys(("jet", "jet d encre", "inkjet", "officejet", "deskjet"), Category.PRINTER_INKJET),
    **dict.fromkeys(("laser", "laserjet"), Category.PRINTER_LASER),
}
PHONES: Words = {
    **dict.fromkeys(("smartphone", "iphone", "galaxy", "android"), Category.SMARTPHONE),
    **dict.fromkeys(("mobile basique", "gsm basique", "feature phone"), Category.FEATURE_PHONE),
    **dict.fromkeys(("ip", "dect", "fixe", "voip", "sip", "toip", "ip phone"), Category.IP_PHONE),
}
KIND_WORDS = {
    Layout.GLPI_MONITORS: "ecran moniteur monitor display lcd led tft dalle crt",
    Layout.GLPI_PRINTERS: "imprimante printer laser jet inkjet multifonction copieur photocopieur traceur thermique",
    Layout.GLPI_NETWORK: "reseau network switch commutateur routeur router firewall feu parefeu borne wifi hub modem",
    Layout.GLPI_PHONES: "telephone phone smartphone dect mobile gsm voip iphone",
    Layout.GLPI_COMPUTERS: "ordinateur computer laptop desktop notebook tower portable pc",
}
TYPE = "type"
MODEL = "modèle, model"


def _of_screens(table: Table) -> None:
    mend(table)
    table.change(table.place("screen_inches"), lambda size: "" if str(size).strip(" 0.,") == "" else size)
    table.put("category", [Category.MONITOR.label] * len(table.rows))


def _by_words(table: Table, words: Words, usual: Category | None) -> None:
    """Tell the category by the words of the type, then of the model and the name, then by what is usual."""
    mend(table)
    columns = [table.find(TYPE), table.find(MODEL), table.place("name")]
    told = zip(*(table.texts(index) for index in columns), strict=True)
    table.put("category", [_category(texts, words, usual) for texts in told])


def _category(texts: tuple[str, ...], words: Words, usual: Category | None) -> str:
    found = next((one for text in texts if (one := first_word_of(text, words))), usual)
    return found.label if found else texts[0]


def _list_of(
    layout: Layout,
    *signs: tuple[str, ...],
    mend: Callable[[Table], None] = mend,
    usual: Category | None = None,
    typed: bool = True,
) -> Shape:
    unread = {} if typed else {"Le type n’est pas repris : la nature du matériel est celle de la liste.": TYPE}
    return Shape(layout, Target.DEVICES, signs, {}, {**UNREAD, **unread}, mend=mend, usual=usual)


COMPUTERS = _list_of(
    Layout.GLPI_COMPUTERS,
    (
        "Système d’exploitation - Nom|Composants - Processeur|Operating System - Name|Components - Processor"
        "|Système d’exploitation - Version|Operating System - Version",
    ),
    usual=Category.COMPUTER,
)
MONITORS = _list_of(
    Layout.GLPI_MONITORS,
    (CHANGED, "Sub-D|DVI|HDMI|DisplayPort|Pivot|Enceintes|Taille (inches)|Size (inches)"),
    mend=_of_screens,
    typed=False,
)
PRINTERS_LIST = _list_of(
    Layout.GLPI_PRINTERS,
    (CHANGED, "Compteur de page actuel|Compteur de page initial|Current counter of pages|Initial page counter"),
    mend=partial(_by_words, words=PRINTERS, usual=Category.PRINTER),
)
NETWORK_LIST = _list_of(
    Layout.GLPI_NETWORK,
    (CHANGED, "Firmware|Mémoire (Mio)|Memory (Mio)"),
    mend=partial(_by_words, words=NETWORK, usual=None),
)
PHONES_LIST = _list_of(
    Layout.GLPI_PHONES,
    (CHANGED, "Nombre de lignes|Casque|Haut parleur|Number of lines|Headset|Speaker"),
    mend=partial(_by_words, words=PHONES, usual=Category.IP_PHONE),
)
ASSETS = _list_of(Layout.GLPI_ASSETS, (CHANGED,))
LISTS = (COMPUTERS, MONITORS, PRINTERS_LIST, NETWORK_LIST, PHONES_LIST)


def which(table: Table) -> Shape:
    """Say which list of GLPI a table without any heading of its own is: by its name, then by its types."""
    named = _kinds_of(table.sheet)
    if len(named) == 1:
        return next(shape for shape in LISTS if shape.layout in named)
    told = [_kinds_of(text) for text in table.texts(table.find(TYPE)) if text]
    for shape in LISTS:
        if told and sum(shape.layout in kinds for kinds in told) * 2 > len(told):
            return shape
    return ASSETS


def _kinds_of(text: str) -> set[Layout]:
    words = set(key(text).split())
    return {layout for layout, known in KIND_WORDS.items() if words & set(known.split())}
