"""The inventaire command."""

import sys

from inventaire import cli
from inventaire.app import create_app, create_core
from inventaire.config import BadSetting

SERVE = "servir"  # the one command that shows pages


def main() -> None:
    """Run one command inside the application."""
    try:
        app = create_app() if SERVE in sys.argv else create_core()
    except BadSetting as fault:
        sys.exit(str(fault))
    with app.app_context():
        cli.inventaire(prog_name="inventaire")


if __name__ == "__main__":
    main()
