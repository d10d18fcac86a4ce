"""Every fault becomes a French page, once, here."""

import secrets

from flask import Flask, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from inventaire.domain.errors import Refusal
from inventaire.services.outages import outage
from inventaire.views.origin import ElsewhereError
from inventaire.views.session import forget_visitor

SENTENCES = {
    400: ("Demande incomprise", "Le navigateur a envoyé une demande que le service ne comprend pas."),
    403: ("Accès refusé", "Votre rôle ne permet pas d’ouvrir cette page."),
    404: ("Page introuvable", "Cette page n’existe pas, ou n’existe plus."),
    405: ("Demande refusée", "Cette adresse ne s’ouvre pas ainsi\u00a0: revenez à la page précédente."),
    409: ("Modification concurrente", "Quelqu’un a modifié cette fiche entre-temps."),
    413: (
        "Fichier trop lourd",
        "Le service accepte 32 Mio au plus\u00a0: réduisez le fichier ou coupez-le en plusieurs.",
    ),
    422: ("Fichier illisible", "Ce fichier ne peut pas être lu."),
    429: ("Trop d’essais", "Attendez un moment avant de recommencer."),
    503: ("Service indisponible", "Le service n’est pas prêt\u00a0: réessayez dans un instant."),
}
UNKNOWN = ("Erreur du service", "Le service a rencontré une erreur\u202f; rien n’a été enregistré.")
ELSEWHERE = "Cette demande ne vient pas d’une page de ce service\u00a0: rien n’a été changé."
STALE_FORM = "Ce formulaire est resté ouvert trop longtemps\u00a0: rechargez la page et recommencez."


def handle_errors(app: Flask) -> None:
    """Answer each kind of fault with its page."""

    @app.errorhandler(Refusal)
    def _refused(refusal: Refusal) -> ResponseReturnValue:
        return error_page(refusal.status, str(refusal))

    @app.errorhandler(CSRFError)
    def _stale(_error: CSRFError) -> ResponseReturnValue:
        return error_page(400, STALE_FORM)

    @app.errorhandler(ElsewhereError)
    def _elsewhere(_error: ElsewhereError) -> ResponseReturnValue:
        return error_page(400, ELSEWHERE)

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> ResponseReturnValue:
        if error.response is not None or (error.code or 500) < 400:
            return error
        return error_page(error.code or 500)

    @app.errorhandler(Exception)
    def _unknown(error: Exception) -> ResponseReturnValue:
        reference = secrets.token_hex(4)
        refusal = outage(error)
        if refusal:
            app.logger.error("outage %s: %s", reference, getattr(error, "orig", error))
            forget_visitor()  # their name is in the database that does not answer
            return error_page(refusal.status, str(refusal), reference)
        app.logger.error("fault %s", reference, exc_info=error)
        return error_page(500, reference=reference)


def error_page(status: int, sentence: str | None = None, reference: str | None = None) -> ResponseReturnValue:
    """Render the page of one fault: what happened, and what to do."""
    title, usual = SENTENCES.get(status, UNKNOWN)
    advice = f"Signalez cette référence à votre service informatique\u00a0: {reference}." if reference else None
    page = render_template(
        "error.html",
        title=title,
        message=sentence or usual,
        advice=advice,
        back_url=url_for("dashboard.show"),
        status=status,
    )
    return page, status
