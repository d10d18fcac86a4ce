"""The dictionary of a town: what it says of raw names, and the applications that this settles."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from inventaire.catalog.reader import load_catalog
from inventaire.domain.audit import Action
from inventaire.domain.dictionary import MARK, Key, key_of
from inventaire.domain.errors import NotFound, Refusal
from inventaire.domain.plain import plain
from inventaire.domain.vocabulary import NameKind
from inventaire.models import Account, Application, LocalName, db
from inventaire.models.bulk import change_all
from inventaire.models.scope import WITH_BIN
from inventaire.services.database import writing
from inventaire.services.interview.declared import declared
from inventaire.services.permission import actor
from inventaire.services.recognition import load_dictionary, recognised
from inventaire.services.selection import hold, ticked

GONE = "Ce nom n’est plus au dictionnaire."
NO_SUCH_TOOL = "«\u00a0{}\u00a0» n’est pas au catalogue\u00a0: choisissez dans la liste."
NO_SUCH_FUNCTION = "«\u00a0{}\u00a0» n’est pas une fonction du catalogue\u00a0: choisissez dans la liste."
UNTOUCHED = "laissé tel quel"
TAKEN = ("free_software", "not_free", "hosted_offer", "shared_service")  # an alternative that an inventory can list


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of one or several names: a tool of the catalogue, a component, a local tool."""

    kind: NameKind
    tool: str | None = None
    function: str | None = None
    overrules: bool = False
    reason: str | None = None


def say(words: Sequence[str], said: Said) -> list[int]:
    """Enter the names of applications, given as « id:version »; what they are is settled in the same transaction.

    Give the numbers of the entries. Raises Overtaken when an application was saved since it was seen.
    """
    _refuse_unknown(said)
    with writing() as session:
        chosen = ticked(Application, words)
        ids = hold(chosen, chosen.seen, {}, UNTOUCHED)
        rows = session.execute(select(Application.raw_name, Application.publisher).where(Application.id.in_(ids)))
        named = {key_of(name, publisher): (name, publisher) for name, publisher in rows}
        entries = [_enter(session, key, *words, said) for key, words in named.items()]
        session.flush()
        recognise_again(session, {(entry.name, entry.signed) for entry in entries})
        return sorted({entry.id for entry in entries})


def overruled(numbers: Collection[int]) -> int:
    """Count, among entries just made, those that settle nothing: the catalogue knows their names."""
    rules = [f"{MARK}{number}" for number in numbers]
    settled = select(func.count(Application.rule.distinct())).where(Application.rule.in_(rules))
    return len(rules) - (db.session.scalar(settled) or 0)


def forget(numbers: Collection[int]) -> int:
    """Take entries out: the names are again what the catalogue says. Count them; raises NotFound without any."""
    with writing() as session:
        entries = _entries(session, numbers)
        for entry in entries:
            session.delete(entry)
        return _settled_again(session, entries)


def undo(numbers: Collection[int]) -> int:
    """Put entries back as they were before they were last said; done twice, as after. A new one is taken out.

    Count them; raises NotFound without any.
    """
    with writing() as session:
        entries = _entries(session, numbers)
        for entry in entries:
            if entry.former is None:
                session.delete(entry)
            else:
                _write(entry, Said(**entry.former | {"kind": NameKind(entry.former["kind"])}))
        return _settled_again(session, entries)


def list_entries() -> Sequence[Any]:
    """List the entries by name: each with who said it and the applications it settles."""
    settles = select(func.count(Application.id)).where(Application.rule == MARK + cast(LocalName.id, String))
    query = select(LocalName, Account.name, settles.scalar_subquery().label("settles"))
    query = query.outerjoin(Account, Account.id == LocalName.account_id)
    return db.session.execute(query.order_by(LocalName.name, LocalName.signed)).all()


def said_before(application: Application) -> dict[str, Any]:
    """Give what was said of the name of an application, as a form holds it; nothing, when nothing was."""
    name, signed = key_of(application.raw_name, application.publisher)
    entry = db.session.scalar(select(LocalName).where(LocalName.name == name, LocalName.signed == signed))
    if entry is None:
        return {}
    said = {"tool": entry.tool or "", "function": entry.function or "", "reason": entry.reason}
    return said | {"kind": entry.kind.value, "overrules": entry.overrules}


def functions_of_local_tools() -> dict[str, str]:
    """Give the function of each local tool, by the rule that its applications keep."""
    rows = db.session.execute(select(LocalName.id, LocalName.function).where(LocalName.kind == NameKind.LOCAL))
    return {f"{MARK}{number}": function for number, function in rows if function}


def offered_tools() -> dict[str, str]:
    """Give the names of what a raw name may be said to be, by slug, in alphabetical order."""
    catalog = load_catalog()
    names = {slug: each.name for slug, each in catalog.alternatives.items() if each.kind in TAKEN}
    names |= {slug: each.name for slug, each in catalog.tools.items()}
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))


def recognise_again(session: Session, keys: Collection[Key]) -> None:
    """Settle again the applications of these names, the bin included, each with its line in the trace."""
    columns = (Application.id, Application.raw_name, Application.publisher, Application.raw_version)
    rows = session.execute(select(*columns), execution_options=WITH_BIN).all()
    settle(session, [row for row in rows if key_of(row.raw_name, row.publisher) in keys])


def settle(session: Session, rows: Iterable[Any]) -> int:
    """Give applications (rows of id, raw_name, publisher, raw_version) what their names now are; count the changed.

    Where no entry settles it, what somebody declared in the interview goes before the name.
    """
    dictionary, ticks = load_dictionary(), declared()
    alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row in rows:
        values = recognised(row.raw_name, row.publisher, row.raw_version, dictionary)
        if not (values["rule"] or "").startswith(MARK):
            values = ticks.get(row.id, values)
        alike[tuple(values.items())].append(row.id)
    return sum(
        change_all(session, Application, ids, dict(values), Action.RECOGNISED.value) for values, ids in alike.items()
    )


def _entries(session: Session, numbers: Collection[int]) -> Sequence[LocalName]:
    entries = session.scalars(select(LocalName).where(LocalName.id.in_(numbers))).all()
    if not entries:
        raise NotFound(GONE)
    return entries


def _settled_again(session: Session, entries: Sequence[LocalName]) -> int:
    session.flush()
    recognise_again(session, {(entry.name, entry.signed) for entry in entries})
    return len(entries)


def _enter(session: Session, key: Key, raw_name: str, publisher: str, said: Said) -> LocalName:
    name, signed = key
    entry = session.scalar(select(LocalName).where(LocalName.name == name, LocalName.signed == signed))
    if entry is None:
        entry = LocalName(name=name, signed=signed, raw_name=raw_name, publisher=publisher)
        session.add(entry)
    _write(entry, said)
    return entry


def _write(entry: LocalName, said: Said) -> None:
    """Write what is said now beside what was said before."""
    entry.former = {each.name: plain(getattr(entry, each.name)) for each in fields(Said)} if entry.id else None
    for field, value in asdict(said).items():
        setattr(entry, field, value)
    who = actor()
    entry.account_id = who.account_id if who else None


def _refuse_unknown(said: Said) -> None:
    if said.kind is NameKind.TOOL and said.tool not in offered_tools():
        raise Refusal(NO_SUCH_TOOL.format(said.tool or ""))
    if said.kind is NameKind.LOCAL and said.function not in load_catalog().functions:
        raise Refusal(NO_SUCH_FUNCTION.format(said.function or ""))
