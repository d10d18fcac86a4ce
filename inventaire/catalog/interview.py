"""Reads catalog/interview.yaml: the questions of the guided interview."""

from functools import cache
from pathlib import Path

from pydantic import Field

from inventaire.catalog.factor_shapes import Strict
from inventaire.catalog.location import catalog_folder
from inventaire.catalog.yaml_file import read_yaml
from inventaire.domain.interview import Theme

INTERVIEW = "interview.yaml"


class InterviewFile(Strict):
    """The whole of interview.yaml, shape checked."""

    themes: tuple[Theme, ...] = Field(min_length=1)


def load_interview(folder: Path | None = None) -> tuple[Theme, ...]:
    """Give the themes of the interview, in the order they are asked."""
    return _themes(folder or catalog_folder())


@cache
def _themes(folder: Path) -> tuple[Theme, ...]:
    return InterviewFile.model_validate(read_yaml(folder / INTERVIEW)).themes
