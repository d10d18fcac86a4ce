"""Whose law a company answers to, by the country of the one that controls it."""

# The twenty-seven members since 1 February 2020, by ISO 3166 code; « EU » is written for a body of the Union.
MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK EU"
EUROPEAN_UNION = frozenset(MEMBERS.split(" "))
