from pathlib import Path

from pytest_django import Settings

from designer.checks import check_front_end


def test_a_missing_build_is_a_warning_with_the_command_that_makes_it(settings: Settings, tmp_path: Path) -> None:
    settings.DJANGO_VITE = {"default": {"dev_mode": False, "manifest_path": tmp_path / "manifest.json"}}
    (warning,) = check_front_end()
    assert (warning.id, warning.hint) == ("designer.W001", "Run 'make build', or set VITE_DEV=1 and run Vite.")
    (tmp_path / "manifest.json").write_text("{}")
    assert check_front_end() == []


def test_a_front_end_that_vite_serves_needs_no_build(settings: Settings, tmp_path: Path) -> None:
    settings.DJANGO_VITE = {"default": {"dev_mode": True, "manifest_path": tmp_path / "manifest.json"}}
    assert check_front_end() == []
