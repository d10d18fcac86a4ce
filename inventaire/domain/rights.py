"""What each role may do; a route declares one right, and nothing else opens it."""

from inventaire.domain.vocabulary import Role, Term


class Right(Term):
    """What a page asks of the person who opens it."""

    PUBLIC = "public", "Ouvert à tous"
    READ = "read", "Lire"
    CONTRIBUTE = "contribute", "Contribuer"
    EDIT = "edit", "Modifier"
    ADMINISTER = "administer", "Administrer"


GRANTED = {
    Role.READER: {Right.PUBLIC, Right.READ},
    Role.CONTRIBUTOR: {Right.PUBLIC, Right.READ, Right.CONTRIBUTE},
    Role.MANAGER: {Right.PUBLIC, Right.READ, Right.CONTRIBUTE, Right.EDIT},
    Role.ADMINISTRATOR: set(Right),
}
# What a machine is known by, and the service that says who may edit it: never a contributor's to change.
WITHHELD = frozenset({"serial", "uuid", "inventory_number", "ledger_number", "department_id"})


def may(role: Role | None, right: Right) -> bool:
    """Say whether a role, or a stranger (None), holds a right."""
    return right is Right.PUBLIC if role is None else right in GRANTED[role]


def withheld(role: Role | None) -> frozenset[str]:
    """Give the fields of a row that a role leaves as they are; a command (None) leaves none."""
    return WITHHELD if role is Role.CONTRIBUTOR else frozenset()


def may_edit_row(role: Role, own_department: int | None, department: int | None) -> bool:
    """Say whether a role may edit a row of a department: all rows, or those of its own department."""
    everywhere = may(role, Right.EDIT)
    return everywhere or (may(role, Right.CONTRIBUTE) and department is not None and department == own_department)
