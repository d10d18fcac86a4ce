"""What click says in English, in French: wrong calls and help pages."""

import re
from collections.abc import Iterable

import click

# Click has no other handle on its words than the words themselves; a test goes through them.
WRONG_CALLS = (
    (r"No such command '(.+)'\.", "Commande inconnue : {0}."),
    (r"No such option:? '?(-[^' ]*?)'?\.?(?: .*)?", "Option inconnue : {0}."),
    (r"Missing (?:argument|option|parameter|command).*", "Il manque un renseignement : {name}."),
    (r"Option '(.+)' requires an argument\.", "L’option {0} attend une valeur."),
    (r"Option '(.+)' does not take a value\.", "L’option {0} n’attend pas de valeur."),
    (r"Got unexpected extra arguments? \((.+)\)", "Mot de trop : {0}."),
    (r"\w+ '(.+)' does not exist\.", "« {0} » n’existe pas : vérifiez le chemin."),
    (r"\w+ '(.+)' is a directory\.", "« {0} » est un dossier : donnez un fichier."),
    (r"\w+ '(.+)' is not (?:read|writ)able\.", "« {0} » ne vous est pas ouvert : vérifiez ses droits."),
    (r"'(.+)' is not a valid integer(?: range)?\.", "« {0} » n’est pas un nombre entier."),
    (r"'(.+)' is not a valid float(?: range)?\.", "« {0} » n’est pas un nombre."),
    (r"(.+) is not in the range (.+)\.", "{0} est hors des limites ({1})."),
    (r"'(.+)' does not match the format.*", "« {0} » n’est pas une date : écrivez AAAA-MM-JJ."),
    (r"'(.+)' is not one of (.+)\.", "« {0} » n’est pas admis ; possibles : {1}."),
)
HELP = {
    "Show this message and exit.": "Affiche cette aide.",
    "Show the version and exit.": "Affiche la version.",
    "[default: ": "[par défaut : ",
    "[required]": "[obligatoire]",
    "[env var: ": "[variable : ",
}
SECTIONS = {"Options": "Options", "Commands": "Commandes"}


def wrong_call(fault: click.UsageError) -> str:
    """Say in French why a command was not understood; our own sentences stay as they are."""
    parameter: click.Parameter | None = getattr(fault, "param", None)
    name = parameter.opts[-1] if parameter else ""
    said = fault.message or fault.format_message()
    for pattern, sentence in WRONG_CALLS:
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found:
            said = sentence.format(*found.groups(), name=name if name.startswith("-") else name.upper())
            break
    about = f"{name} : " if isinstance(parameter, click.Option) and name not in said else ""
    return f"{about}{said}"


class FrenchHelp(click.HelpFormatter):
    """Help pages whose fixed words are French."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, prefix or "Usage : ")

    def write_heading(self, heading: str) -> None:
        """Write the title of a section."""
        self.write(f"{'':>{self.current_indent}}{SECTIONS.get(heading, heading)} :\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands, each with its sentence."""
        super().write_dl([(term, _french(sentence)) for term, sentence in rows], col_max, col_spacing)


def _french(sentence: str) -> str:
    for english, french in HELP.items():
        sentence = sentence.replace(english, french)
    return sentence
