"""Every country of the catalogue has its French name."""

from inventaire.catalog.reader import load_catalog
from inventaire.domain.countries import NAMES, country
from inventaire.domain.jurisdiction import EUROPEAN_UNION


def test_every_country_of_the_catalogue_and_of_the_union_has_a_name():
    vendors = [tool.vendor for tool in load_catalog().tools.values()]
    known = {code for vendor in vendors for code in (vendor.country, vendor.parent_country) if code}
    assert (known | EUROPEAN_UNION) - NAMES.keys() == set()


def test_a_country_that_has_no_name_here_keeps_its_code():
    assert (country("US"), country("ZZ"), country(None)) == ("États-Unis", "ZZ", None)
