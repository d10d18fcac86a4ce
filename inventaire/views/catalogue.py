"""The catalogue: tools, and what can take their place."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from inventaire.domain.rights import Right
from inventaire.services import catalogue
from inventaire.services.opinion import opinions
from inventaire.views.session import asks

bp = Blueprint("catalogue", __name__, url_prefix="/catalogue")


@bp.get("")
@asks(Right.READ)
def index() -> ResponseReturnValue:
    """List the tools in use here, or those that a search finds, and every function."""
    search, function = request.args.get("q", "").strip(), request.args.get("fonction", "")
    return render_template(
        "catalogue/index.html",
        tools=catalogue.find_tools(search, function),
        counts=catalogue.tools_by_function(),
        functions=catalogue.functions(),
        search=search,
        function=function,
        version=catalogue.catalogue_version(),
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
        refusal=opinions().get(("", slug)),
        used=catalogue.tools_in_use().get(slug, []),
        sources=catalogue.sources_of(found.sources),
    )
