from pathlib import Path

from pytest_django import Settings

from designer.checks import check_addresses, check_front_end, lacks, missing_build


def test_a_missing_build_is_a_warning_with_the_command_that_makes_it(tmp_path: Path) -> None:
    (warning,) = missing_build(tmp_path / "manifest.json")
    assert (warning.id, warning.hint) == ("designer.W001", "Run 'make build', or set VITE_DEV=1 and run Vite.")
    (tmp_path / "manifest.json").write_text("{}")
    assert missing_build(tmp_path / "manifest.json") == []


def test_a_front_end_that_vite_serves_needs_no_build(settings: Settings) -> None:
    settings.DESIGNER = {"VITE_DEV": True}
    assert check_front_end() == []


def test_naive_times_and_missing_addresses_are_errors_with_the_line_that_mends_them(settings: Settings) -> None:
    assert (list(lacks()), check_addresses()) == ([], [])
    settings.USE_TZ = False
    settings.ROOT_URLCONF = "designer.api.urls"
    assert [(error.id, error.hint) for error in (*lacks(), *check_addresses())] == [
        ("designer.E002", "Set USE_TZ = True."),
        ("designer.E003", 'Add path("designer/", include("designer.urls")) to the urlpatterns of ROOT_URLCONF.'),
        ("designer.E003", 'Add path("admin/", admin.site.urls) to the urlpatterns of ROOT_URLCONF.'),
    ]
