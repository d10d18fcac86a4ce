"""Settings: made at first start, refused when they are dangerous."""

import pytest

from inventaire.config import BadSetting, settings_from


def settings(tmp_path, **environment):
    return settings_from({"INVENTAIRE_INSTANCE": str(tmp_path / "instance"), **environment})


def test_the_first_start_makes_a_key_that_only_its_owner_reads(tmp_path):
    made = settings(tmp_path)
    file = tmp_path / "instance/secret-key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert settings(tmp_path).secret_key == made.secret_key


@pytest.mark.parametrize("key", ["court", "secret", "changeme"])
def test_a_weak_key_is_refused_with_a_way_out(tmp_path, key):
    with pytest.raises(BadSetting, match="SECRET_KEY est trop courte"):
        settings(tmp_path, SECRET_KEY=key)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_is_one_setting(tmp_path, scheme):
    url = settings(tmp_path, DATABASE_URL=f"{scheme}://town@localhost/inventaire").database_url
    assert url == "postgresql+psycopg://town@localhost/inventaire"


def test_sqlite_in_the_folder_of_the_installation_is_the_default(tmp_path):
    assert settings(tmp_path).database_url == f"sqlite:///{tmp_path / 'instance/inventaire.sqlite'}"


def test_an_unreadable_key_is_told_with_its_file(tmp_path):
    (tmp_path / "instance/secret-key").mkdir(parents=True)
    with pytest.raises(BadSetting, match="secret-key ne peut pas être lu"):
        settings(tmp_path)


def test_former_keys_are_held_to_the_same_rule(tmp_path):
    assert settings(tmp_path, SECRET_KEY_FALLBACKS=f"{'a' * 32} {'b' * 32}").former_keys == ("a" * 32, "b" * 32)
    with pytest.raises(BadSetting, match="SECRET_KEY_FALLBACKS est trop courte"):
        settings(tmp_path, SECRET_KEY_FALLBACKS="court")


@pytest.mark.parametrize("written", ["https://Inventaire.Valbrume.example/", "https://inventaire.valbrume.example"])
def test_the_public_address_is_kept_plain_and_is_the_only_name_served(tmp_path, written):
    found = settings(tmp_path, INVENTAIRE_ADRESSE=written)
    assert found.public_address == "https://inventaire.valbrume.example"
    assert found.for_flask()["TRUSTED_HOSTS"] == ["inventaire.valbrume.example"]


def test_a_port_belongs_to_the_address_and_not_to_the_name(tmp_path):
    found = settings(tmp_path, INVENTAIRE_ADRESSE="https://mairie.example:8443")
    assert found.public_address == "https://mairie.example:8443"
    assert found.for_flask()["TRUSTED_HOSTS"] == ["mairie.example"]


@pytest.mark.parametrize(
    "written",
    [
        "http://mairie.example",
        "mairie.example",
        "https://",
        "https://mairie.example/outils",
        "https://a@mairie.example",
    ],
)
def test_a_public_address_that_is_not_the_root_of_a_name_in_tls_is_refused(tmp_path, written):
    with pytest.raises(BadSetting, match="donnez-la comme https://"):
        settings(tmp_path, INVENTAIRE_ADRESSE=written)


@pytest.mark.parametrize("name", ["INVENTAIRE_PROXY", "INVENTAIRE_INACTIVITE", "INVENTAIRE_SESSION"])
@pytest.mark.parametrize("written", ["-1", "un", "1.5"])
def test_a_count_that_is_not_one_is_refused(tmp_path, name, written):
    with pytest.raises(BadSetting, match=f"{name} vaut « {written} »"):
        settings(tmp_path, **{name: written})


def test_what_is_not_said_is_no_proxy_half_an_hour_and_twelve_hours(tmp_path):
    found = settings(tmp_path)
    assert (found.proxies, found.idle_minutes, found.longest_minutes) == (0, 30, 720)
    assert found.public_address is None
