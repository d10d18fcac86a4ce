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
