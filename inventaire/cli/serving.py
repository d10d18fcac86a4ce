"""The production server, inside this very process: nothing is loaded twice."""

import ctypes
import os
import signal
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from inventaire.services.jobs import SERVED, work

WORKERS, THREADS, ANSWER_SECONDS = 2, 4, 20
PR_SET_PDEATHSIG = 1  # prctl: the signal a process gets when its parent is gone


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings; its workers are forked from the application as it stands."""

    def __init__(self, app: Flask, address: str, certificate: str | None, key: str | None) -> None:
        self._app = app
        self._address = address
        self._certificate, self._key = certificate, key
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
            "certfile": self._certificate,
            "keyfile": self._key,
            "forwarded_allow_ips": "",  # the application alone says which proxies it believes
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Give Gunicorn the application."""
        return self._app

    def run(self) -> None:
        """Serve the pages, and empty the queue of jobs beside."""
        self._app.config[SERVED] = True
        Overseer(self).run()


class Overseer(Arbiter):  # type: ignore[misc]
    """Gunicorn's own overseer, which minds one process more: the one that empties the queue of jobs."""

    jobs = 0

    def manage_workers(self) -> None:
        """Keep every process running, about once a second."""
        super().manage_workers()
        if not self.jobs or not _is_alive(self.jobs):
            self.jobs = self._start_jobs()

    def _start_jobs(self) -> int:
        """Fork the process of the jobs: it shares what is loaded, dies with this one, and holds no socket."""
        overseer = os.getpid()
        child = os.fork()
        if child:
            return child
        try:
            for number in (*self.SIGNALS, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            for listener in self.LISTENERS:
                listener.sock.close()
            if os.getppid() == overseer:
                work(self.app.wsgi())
        except Exception:
            self.log.exception("the process of the jobs stops")
        finally:
            os._exit(1)


def _is_alive(process: int) -> bool:
    """Say whether a child is still there: the overseer reaps its dead."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
