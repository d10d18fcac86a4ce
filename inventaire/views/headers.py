"""What every answer tells the browser to refuse."""

from flask import Flask, request
from flask_login import current_user
from werkzeug.wrappers import Response

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def protect(app: Flask) -> None:
    """Set the headers on every answer, errors included."""

    @app.after_request
    def _set(response: Response) -> Response:
        response.headers.update(HEADERS)
        if request.endpoint == "static":
            response.headers["Cache-Control"] = "public, max-age=86400"
        elif current_user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response
