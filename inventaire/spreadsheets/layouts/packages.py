"""What package managers list of one machine: winget, dpkg, apt. None of them names the machine."""

from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import Delivery
from inventaire.spreadsheets.layouts.shape import Shape
from inventaire.spreadsheets.layouts.table import Table
from inventaire.spreadsheets.readings import Layout

GONE = "Paquet retiré ou à moitié installé : il n’est pas repris."
DEPENDENCY = "Installé parce qu’un autre paquet en a besoin : laissé de côté."
CUT = "Nom coupé par l’affichage (« … ») : élargissez la fenêtre et recommencez, ou donnez « winget export »."
PARTIAL = "« winget export » ne liste que ce que sa source connaît : les logiciels métier n’y sont pas."
TECHNICAL = "Renseignement technique, sans emploi ici."


def _installed(table: Table) -> None:
    table.put("delivery", [Delivery.INSTALLED.label] * len(table.rows))


def _of_packages(table: Table) -> None:
    """Keep what is installed; the version without the epoch and the revision of the packager."""
    states = table.texts(table.find("Status"))
    automatic = table.texts(table.find("Automatic"))
    told = zip(states, automatic, strict=True)
    table.leave_out([GONE if state not in ("", "installed") else DEPENDENCY if auto else None for state, auto in told])
    table.change(table.place("version"), upstream)
    _installed(table)


def upstream(cell: object) -> str:
    """Give the version of the program itself: « 1:7.4.7-1+deb12u4 » is 7.4.7."""
    version = str(cell).split(":", 1)[-1]
    return version.rsplit("-", 1)[0]


def _of_winget_list(table: Table) -> None:
    names = table.texts(table.place("raw_name"))
    table.leave_out([CUT if name.endswith("…") else None for name in names])
    _installed(table)


def _of_winget_export(table: Table) -> None:
    _installed(table)
    table.notes.append(PARTIAL)


DPKG = {"raw_name": "package", "version": "version"}
UNREAD = {TECHNICAL: "architecture, status, installed-size, section, maintainer, description, suite, automatic"}
WINGET = {"raw_name": "name", "publisher": "publisher", "version": "version"}
WINGET_UNREAD = {TECHNICAL: "id, available, source, scope, channel"}
LISTS = (
    Shape(Layout.WINGET_EXPORT, Target.APPLICATIONS, (), WINGET, WINGET_UNREAD, mend=_of_winget_export, closed=True),
    Shape(Layout.WINGET_LIST, Target.APPLICATIONS, (), WINGET, WINGET_UNREAD, mend=_of_winget_list, closed=True),
    *(
        Shape(layout, Target.APPLICATIONS, (), DPKG, UNREAD, mend=_of_packages, closed=True, packages=True)
        for layout in (Layout.DPKG_QUERY, Layout.DPKG_LIST, Layout.APT_LIST)
    ),
)
