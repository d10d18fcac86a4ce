"""What every answer tells the browser to refuse."""

from flask import Flask, request
from werkzeug.wrappers import Response

from inventaire.services.provider import origin_of

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action {}; base-uri 'none'; frame-ancestors 'none'"
)
DAY, YEAR = 86_400, 31_536_000  # seconds
BAD = 400
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def protect(app: Flask) -> None:
    """Set the headers on every answer, errors included; a form may lead to the provider of sign-in too."""
    policy = POLICY.format(" ".join(filter(None, ["'self'", origin_of(app.config["PROVIDER"])])))

    @app.after_request
    def _set(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = policy
        if app.config["PUBLIC_ADDRESS"]:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        kept = request.endpoint == "static" and response.status_code < BAD
        response.headers["Cache-Control"] = f"public, max-age={DAY}" if kept else "no-store"
        return response
