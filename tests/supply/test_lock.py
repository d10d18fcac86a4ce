"""A lock tells what pip installs here."""

import pytest

from supply import lock
from supply.lock import locked


def test_a_lock_gives_the_packages_of_this_machine_and_leaves_the_others_out(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "LOCKS", tmp_path)
    lines = [
        "Flask_WTF==1.3.0 \\",
        "    --hash=sha256:00",
        "colorama==0.4.6 ; sys_platform == 'win32' \\",
        "    --hash=sha256:00",
        "numpy==2.4.6 ; python_full_version >= '3.11' \\",
        "    --hash=sha256:00",
    ]
    (tmp_path / "small.txt").write_text("\n".join(lines))
    assert locked("small") == {"flask-wtf": "1.3.0", "numpy": "2.4.6"}


@pytest.mark.parametrize("name", ["run", "test"])
def test_a_lock_holds_hashes_and_names_no_index(name):
    text = (lock.LOCKS / f"{name}.txt").read_text()
    assert text.count("--hash=sha256:") >= len(locked(name)) > 20
    assert "://" not in text


def test_both_locks_agree():
    running, testing = locked("run"), locked("test")
    assert {name for name in running.keys() & testing.keys() if running[name] != testing[name]} == set()
