"""The production server, inside this very process: nothing is loaded twice."""

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

WORKERS, THREADS, ANSWER_SECONDS = 2, 4, 20


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings; its workers are forked from the application as it stands."""

    def __init__(self, app: Flask, address: str) -> None:
        self._app = app
        self._address = address
        super().__init__()

    def load_config(self) -> None:
        """Give Gunicorn its settings."""
        settings = {
            "bind": self._address,
            "worker_class": "gthread",
            "workers": WORKERS,
            "threads": THREADS,
            "timeout": ANSWER_SECONDS * 2,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Give Gunicorn the application."""
        return self._app
