"""The inventaire command."""

import sys

from inventaire import cli
from inventaire.app import create_app
from inventaire.config import BadSetting


def main() -> None:
    """Run one command inside the application."""
    try:
        app = create_app()
    except BadSetting as fault:
        sys.exit(str(fault))
    with app.app_context():
        cli.inventaire(prog_name="inventaire")


if __name__ == "__main__":
    main()
