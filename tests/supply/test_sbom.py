"""The list of components is in CycloneDX's own form, and is what is installed."""

import json
from importlib.metadata import version

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from supply import sbom
from supply.lock import locked


@pytest.fixture(scope="module")
def written():
    return sbom.components_as_json()


def test_the_list_obeys_the_schema(written):
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None


def test_a_list_that_breaks_the_schema_is_found(written):
    broken = json.dumps(json.loads(written) | {"version": "first"})
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken) is not None


def test_the_list_is_the_lock_as_installed(written):
    listed = {each["name"]: each["version"] for each in json.loads(written)["components"]}
    assert listed == locked("run") == {package: version(package) for package in listed}


def test_a_licence_that_its_package_does_not_state_is_not_invented(written):
    licences = {each["name"]: each.get("licenses") for each in json.loads(written)["components"]}
    assert licences["click"] == [{"expression": "BSD-3-Clause"}]
    assert licences["flask-wtf"] is None


def test_every_component_has_somebody_who_asks_for_it(written):
    edges = json.loads(written)["dependencies"]
    asked = {ref for edge in edges for ref in edge.get("dependsOn", [])}
    assert asked == {each["purl"] for each in json.loads(written)["components"]}


def test_the_command_writes_the_file_it_is_given(tmp_path):
    assert sbom.main(["-o", str(tmp_path / "composants.json")]) == 0
    assert json.loads((tmp_path / "composants.json").read_text())["bomFormat"] == "CycloneDX"


def test_a_wrong_call_says_how_to_call(capsys):
    assert sbom.main([]) == 2
    assert capsys.readouterr().err == "Usage : ./run sbom -o FICHIER\n"
