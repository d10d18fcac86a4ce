"""A whole installation saved in one file and brought back: on either database, or not at all."""

import hashlib
import json
import random
import stat
import zipfile

import pytest

from inventaire.domain.errors import NotReady, Refusal, UnreadableFile
from inventaire.domain.vocabulary import DeviceCategory
from inventaire.models import Device, db
from inventaire.models.tables import drop_everything
from inventaire.services import database as databases
from inventaire.services.backup import back_up, check_archive, restore
from inventaire.services.database import holds_organisation, owner_connection
from inventaire.services.device import create_device
from inventaire.services.integrity import database_faults, row_counts
from tests.databases import Sqlite
from tests.services.installations import add_another_town, beside, enter_first_town, everything, trace_faults

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=KINDS)
def elsewhere(request, database, tmp_path):
    """An empty installation of the same kind or of the other; a run on PostgreSQL has both."""
    return lambda: beside(database if request.param == database.name else Sqlite(), tmp_path / "ailleurs")


@pytest.fixture
def two_towns(town):
    add_another_town()


@pytest.fixture
def saved(two_towns, tmp_path):
    """A sound archive of two towns."""
    path = tmp_path / "s.zip"
    back_up(path)
    return path


def test_what_was_saved_comes_back_row_for_row(saved, elsewhere):
    before = everything()
    assert {("device", 1), ("device", 2), ("account", None), ("audit_line", 2)} <= before.keys()
    with elsewhere():
        restored = restore(saved)
        assert everything() == before
        assert restored.kept is None
        assert (trace_faults(), database_faults()) == ([], [])
        assert row_counts()["autre"]["device"] == 2


def test_it_comes_home_again_from_the_other_kind(saved, elsewhere, tmp_path):
    before = everything()
    with elsewhere():
        restore(saved)
        back_up(tmp_path / "retour.zip")
    restore(tmp_path / "retour.zip", force=True)
    assert everything() == before
    assert (trace_faults(), database_faults()) == ([], [])


def test_life_goes_on_where_it_stopped(saved, elsewhere):
    enter_first_town()
    last = max(db.session.scalars(db.select(Device.id)))
    with elsewhere():
        restore(saved)
        enter_first_town()
        assert create_device({"category": DeviceCategory.LAPTOP}).id > last
        assert trace_faults() == []


def test_an_id_that_has_gone_is_not_given_again(two_towns, elsewhere, tmp_path):
    with databases.writing() as session:
        gone = Device(category=DeviceCategory.LAPTOP)
        session.add(gone)
        session.flush()
        session.delete(gone)
    back_up(tmp_path / "s.zip")
    with elsewhere():
        restore(tmp_path / "s.zip")
        enter_first_town()
        assert create_device({"category": DeviceCategory.LAPTOP}).id > gone.id


def test_the_archive_says_what_it_is_and_only_its_owner_reads_it(saved):
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    manifest = check_archive(saved)
    assert [town.code for town in manifest.organisations] == ["valbrume", "autre"]
    assert all(town.trace_lines and town.trace_seal for town in manifest.organisations)
    with zipfile.ZipFile(saved) as archive:
        told = json.loads(archive.read("manifest.json"))
        assert archive.read("keys/trace-key") == b"t" * 40
    assert (told["format"], told["revision"]) == (1, databases.revisions()[-1])
    assert not [name for name in told["members"] if "sign_in" in name["name"]]
    assert not list(saved.parent.glob(".*"))


def test_nothing_is_overwritten_without_being_told(saved):
    with pytest.raises(Refusal, match="existe déjà"):
        back_up(saved)
    back_up(saved, force=True)
    before = everything()
    with pytest.raises(Refusal, match="contient déjà des données"):
        restore(saved)
    assert everything() == before


def test_what_is_replaced_is_kept_beside_and_comes_back_too(saved, two_towns):
    enter_first_town()
    create_device({"category": DeviceCategory.LAPTOP, "name": "arrivé depuis"})
    since = everything()
    kept = restore(saved, force=True).kept
    assert everything() != since
    restore(kept, force=True)
    assert everything() == since


def test_a_backup_that_fails_leaves_no_file(two_towns, tmp_path, monkeypatch):
    path = tmp_path / "s.zip"
    monkeypatch.setitem(databases.current_app.config, "TRACE_KEY", None)
    with pytest.raises(AttributeError):
        back_up(path)
    assert not list(tmp_path.glob("*.zip*"))


def test_without_a_database_there_is_nothing_to_save(elsewhere, tmp_path):
    with elsewhere(), pytest.raises(NotReady, match="initialiser"):
        back_up(tmp_path / "s.zip")


def rewritten(path, change):
    """Copy an archive with its files changed: `change` takes and gives a dict of their content."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    target = path.with_name("autre.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, told in change(content).items():
            archive.writestr(name, told)
    return target


def manifest_with(**more):
    def change(content):
        told = json.loads(content["manifest.json"]) | more
        return content | {"manifest.json": json.dumps(told)}

    return change


def without(name):
    return lambda content: {key: value for key, value in content.items() if key != name}


DEVICES = "organisations/2/device.jsonl"
TRIED = "an old revision that it is not"
ALTERED = {
    "a row changed": (lambda content: content | {DEVICES: content[DEVICES].replace(b"PC-", b"pc-")}, "modifiée"),
    "a file missing": (without(DEVICES), "modifiée"),
    "a key missing": (without("keys/trace-key"), "modifiée"),
    "a file too many": (lambda content: content | {"organisations/9/device.jsonl": b"[]"}, "modifiée"),
    "a path that leaves": (lambda content: content | {"../../etc/x": b"x"}, "anormale"),
    "an absolute path": (lambda content: content | {"/etc/x": b"x"}, "anormale"),
    "a bomb": (lambda content: content | {"x": bytes(1 << 28)}, "anormale"),
    "no manifest": (without("manifest.json"), "pas une sauvegarde"),
    "a manifest of something else": (manifest_with(format="x"), "pas une sauvegarde"),
    "a manifest cut short": (lambda content: content | {"manifest.json": b"{"}, "abîmée"),
    "a manifest with more": (manifest_with(more=1), "modifiée"),
    "a later format": (manifest_with(format=2), "plus récente"),
    "a later revision": (manifest_with(revision="9999"), "plus récente"),
    TRIED: (manifest_with(revision="0001"), "modifiée"),
    "counts that are wrong": (manifest_with(members=[]), "modifiée"),
}


# Refused before the database is touched, so that one kind of it tells enough; all but the one that is tried on tables.
@pytest.mark.parametrize(
    ("change", "word"),
    [pytest.param(*case, id=name, marks=[] if name == TRIED else pytest.mark.sqlite) for name, case in ALTERED.items()],
)
def test_an_archive_that_is_not_sound_changes_nothing(saved, change, word):
    before, bad = everything(), rewritten(saved, change)
    with pytest.raises(UnreadableFile, match=word):
        restore(bad, force=True)
    assert everything() == before
    enter_first_town()
    assert create_device({"category": DeviceCategory.LAPTOP}).id


@pytest.mark.sqlite
@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_archive_is_refused(saved, share):
    content = saved.read_bytes()
    saved.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(UnreadableFile):
        check_archive(saved)


def test_what_is_no_archive_is_refused(tmp_path, app):
    (tmp_path / "x.zip").write_text("bonjour")
    with app.app_context(), pytest.raises(UnreadableFile, match="pas une sauvegarde"):
        check_archive(tmp_path / "x.zip")


@pytest.mark.sqlite
def test_no_changed_byte_goes_unseen_where_it_matters(saved, long):
    """Each byte changed is refused with a sentence, unless what would be restored is the same."""
    chance, sound = random.Random(8200), saved.read_bytes()
    manifest = check_archive(saved)
    for place in chance.sample(range(len(sound)), 2_000 if long else 150):
        saved.write_bytes(sound[:place] + bytes([sound[place] ^ chance.randrange(1, 256)]) + sound[place + 1 :])
        try:
            assert check_archive(saved) == manifest, place
        except UnreadableFile:
            continue


def test_rows_that_the_tables_refuse_change_nothing(saved, elsewhere):
    """Even with sums that agree: the archive was forged, or comes from a damaged database."""

    def forge(content):
        told = json.loads(content["manifest.json"])
        rows = content[DEVICES].replace(b'"laptop"', b'"vache"')
        (member,) = (each for each in told["members"] if each["name"] == DEVICES)
        member |= {"bytes": len(rows), "sha256": hashlib.sha256(rows).hexdigest()}
        return content | {DEVICES: rows, "manifest.json": json.dumps(told)}

    bad = rewritten(saved, forge)
    with elsewhere():
        with pytest.raises(UnreadableFile, match="device"):
            restore(bad)
        assert not holds_organisation()
        restore(saved)
        assert holds_organisation()


def test_everything_can_be_dropped_and_made_again(two_towns):
    databases.leave_database()
    with owner_connection() as connection:
        drop_everything(connection)
    assert not holds_organisation()
    databases.upgrade()
    assert database_faults() == []
