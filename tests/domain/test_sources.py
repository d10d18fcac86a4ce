"""Which kind of file a part comes from."""

import pytest

from inventaire.domain.sources import Source, source_of


@pytest.mark.parametrize(
    ("layout", "source"),
    [
        (None, Source.AGENT),
        ("template", Source.SPREADSHEET),
        ("municipal", Source.SPREADSHEET),
        ("glpi_computers", Source.GLPI),
        ("ledger_devices", Source.LEDGER),
        ("intune_devices", Source.DIRECTORY),
        ("snipe_assets", Source.TOOL),
        ("directory_computers", Source.DIRECTORY),
        ("ocs_console", Source.TOOL),
    ],
)
def test_the_key_of_a_layout_says_what_kind_of_file_has_it(layout, source):
    assert source_of(layout) is source
