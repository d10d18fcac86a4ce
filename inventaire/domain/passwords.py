"""What makes a password acceptable (security requirements, E5)."""

from collections.abc import Iterable

SHORTEST = 12
TELLING = 4  # a shorter word would refuse passwords by chance


def password_faults(password: str, own_words: Iterable[str]) -> list[str]:
    """List, in French, what is wrong with a password; `own_words` are the person's and the town's."""
    faults = []
    if len(password) < SHORTEST:
        faults.append(f"Le mot de passe doit avoir au moins {SHORTEST} signes ; une phrase convient bien.")
    if len(set(password)) < SHORTEST // 2:
        faults.append("Le mot de passe répète trop les mêmes signes.")
    lowered = password.lower()
    words = {part for text in own_words for part in text.lower().replace("@", " ").replace(".", " ").split()}
    if any(len(word) >= TELLING and word in lowered for word in words):
        faults.append("Le mot de passe ne doit contenir ni votre nom ni celui de la collectivité.")
    return faults
