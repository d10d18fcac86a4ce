"""What each role may do; a route declares one right, and nothing else opens it."""

from inventaire.domain.vocabulary import Role, Term


class Right(Term):
    """What a page asks of the person who opens it."""

    PUBLIC = "public", "Ouvert à tous"
    READ = "read", "Lire"
    EDIT = "edit", "Modifier"
    ADMINISTER = "administer", "Administrer"


GRANTED = {
    Role.READER: {Right.PUBLIC, Right.READ},
    Role.CONTRIBUTOR: {Right.PUBLIC, Right.READ},
    Role.MANAGER: {Right.PUBLIC, Right.READ, Right.EDIT},
    Role.ADMINISTRATOR: {Right.PUBLIC, Right.READ, Right.EDIT, Right.ADMINISTER},
}


def may(role: Role | None, right: Right) -> bool:
    """Say whether a role, or a stranger (None), holds a right."""
    return right is Right.PUBLIC if role is None else right in GRANTED[role]
