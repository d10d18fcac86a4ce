"""Settings: made at first start, refused when they are dangerous."""

import pytest

from inventaire.config import BadSetting, settings_from
from inventaire.identity.directory import DirectorySettings
from inventaire.identity.openid import ProviderSettings


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


PROVIDER = {
    "OIDC_ISSUER": "https://connexion.example",
    "OIDC_CLIENT_ID": "inventaire",
    "OIDC_CLIENT_SECRET": "s",
    "OIDC_NOM": "Agglomération",
}
DIRECTORY = {
    "LDAP_URL": "ldaps://annuaire.example",
    "LDAP_BASE": "dc=example",
    "LDAP_DN": "cn=lecture,dc=example",
    "LDAP_MOT_DE_PASSE": "p",
}


def test_a_provider_and_a_directory_are_declared_whole_or_not_at_all(tmp_path):
    assert (settings(tmp_path).provider, settings(tmp_path).directory) == (None, None)
    assert ProviderSettings(**settings(tmp_path, **PROVIDER).provider).name == "Agglomération"
    found = DirectorySettings(**settings(tmp_path, **DIRECTORY).directory)
    assert (found.user_filter, found.ca_file, found.start_tls) == ("(mail={login})", None, False)
    more = {"LDAP_FILTRE": "(uid={login})", "LDAP_CA": "/etc/ca.pem", "LDAP_STARTTLS": "oui"}
    found = DirectorySettings(**settings(tmp_path, **DIRECTORY, **more).directory)
    assert (found.user_filter, found.ca_file, found.start_tls) == ("(uid={login})", "/etc/ca.pem", True)


@pytest.mark.parametrize("name", [*PROVIDER, *DIRECTORY])
def test_what_is_missing_is_named(tmp_path, name):
    known = PROVIDER if name in PROVIDER else DIRECTORY
    with pytest.raises(BadSetting, match=f"^{name} manque"):
        settings(tmp_path, **known | {name: ""})


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("OIDC_ISSUER", "connexion.example", "en https://"),
        ("LDAP_URL", "annuaire.example", "en ldaps://"),
        ("LDAP_FILTRE", "(uid=camille)", "écrivez-y {login}"),
        ("LDAP_STARTTLS", "true", "écrivez « oui »"),
    ],
)
def test_what_cannot_serve_is_refused(tmp_path, name, written, told):
    known = PROVIDER if name in PROVIDER else DIRECTORY
    with pytest.raises(BadSetting, match=told.replace("« oui »", "«\u00a0oui\u00a0»")):
        settings(tmp_path, **known | {name: written})


def test_a_filter_without_a_directory_is_refused(tmp_path):
    with pytest.raises(BadSetting, match="LDAP_URL manque"):
        settings(tmp_path, LDAP_FILTRE="(uid={login})")
