from pathlib import Path

from designer.secret_key import secret_key


def test_a_key_is_made_once_and_kept_for_its_owner_only(tmp_path: Path) -> None:
    place = tmp_path / "new" / "secret_key"
    key = secret_key(place)
    assert (len(key), secret_key(place), place.stat().st_mode & 0o777) == (50, key, 0o600)
    assert [each.name for each in place.parent.iterdir()] == ["secret_key"]
