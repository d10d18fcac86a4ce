"""Choosing files to take in."""

from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms.validators import ValidationError

MOST_FILES = 50


class ImportForm(FlaskForm):  # type: ignore[misc]
    """One or several files: spreadsheets, files of agents."""

    files = MultipleFileField(
        "Fichiers",
        description="Tableurs .xlsx, .ods, .xls ou .csv, listes .txt ou .json, fichiers d’agents .json, .xml ou .ocs, "
        "seuls ou dans un .zip ; 32 Mio en tout.",
    )

    def validate_files(self, field: MultipleFileField) -> None:
        """Ask for at least one file, and not more than can be read while one waits."""
        if not field.data:
            raise ValidationError("Choisissez au moins un fichier.")
        if len(field.data) > MOST_FILES:
            raise ValidationError(
                f"Choisissez {MOST_FILES} fichiers au plus ; pour davantage : « ./run importer FICHIERS… »."
            )
