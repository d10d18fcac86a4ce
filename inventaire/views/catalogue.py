"""The catalogue: tools, and what can take their place."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services import catalogue, comparison, search
from inventaire.services.experience import experience_of
from inventaire.services.function import function_page
from inventaire.services.opinion import opinions
from inventaire.views.session import asks

bp = Blueprint("catalogue", __name__, url_prefix="/catalogue")


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """Show the tools in use here and every function, or what a search finds."""
    text, function = request.args.get("q", "").strip(), request.args.get("fonction", "")
    return render_template(
        "catalogue/index.html",
        tools=search.tools_used_here(),
        found=search.search_catalogue(text, function) if text or function else None,
        counts=search.tools_by_function(),
        functions=catalogue.functions(),
        search=text,
        function=function,
        version=catalogue.catalogue_version(),
    )


@bp.get("/fonctions/<key>")
@asks(Right.READ)
def function(key: str) -> ResponseReturnValue:
    """Show what a function is filled with here, and what could fill it."""
    return render_template("catalogue/function.html", page=function_page(key))


@bp.get("/comparer")
@asks(Right.READ)
def compare() -> ResponseReturnValue:
    """Set two alternatives side by side, or ask which."""
    first, second = request.args.get("a", ""), request.args.get("b", "")
    return render_template(
        "catalogue/compare.html",
        found=comparison.compare(first, second) if first and second else None,
        alternatives=catalogue.alternatives(),
        first=first,
        second=second,
    )


@bp.get("/outils/<slug>")
@asks(Right.READ)
def tool(slug: str) -> ResponseReturnValue:
    """Show a tool: what it ties to, and its alternatives."""
    found = catalogue.get_tool(slug)
    return render_template(
        "catalogue/tool.html",
        tool=found,
        functions=catalogue.functions(),
        proposals=catalogue.replacements_of(slug),
        used=catalogue.tools_in_use().get(slug, []),
        machines=catalogue.machines_by_tool().get(slug, 0) + catalogue.systems_in_use().get(slug, 0),
        ends=catalogue.published_ends(slug),
        sources=catalogue.sources_of(found.sources),
    )


@bp.get("/alternatives/<slug>")
@asks(Right.READ)
def alternative(slug: str) -> ResponseReturnValue:
    """Show an alternative: what it is, whose place it can take."""
    found = catalogue.get_alternative(slug)
    return render_template(
        "catalogue/alternative.html",
        alternative=found,
        functions=catalogue.functions(),
        replaced=catalogue.replaced_by(slug),
        experience=experience_of(proposal.told for _, proposal in catalogue.replaced_by(slug)),
        rivals=catalogue.rivals_of(slug),
        refusal=opinions().get(("", slug)),
        used=catalogue.tools_in_use().get(slug, []),
        ends=catalogue.published_ends(slug),
        sources=catalogue.sources_of(found.sources),
    )
