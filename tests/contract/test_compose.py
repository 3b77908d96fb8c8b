"""compose.yaml and the image say what the settings and the tree say."""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
#: What only the images' own programs read.
FOREIGN = {"postgres", "redis"}


def test_every_variable_of_a_service_is_one_that_the_settings_read() -> None:
    read = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', (ROOT / "designer/settings.py").read_text()))
    given = {name for service, each in COMPOSE["services"].items() if service not in FOREIGN for name in each["environment"]}
    assert given - read == set()


def test_every_service_is_watched_and_waits_for_what_it_needs() -> None:
    services = COMPOSE["services"]
    assert {name for name, each in services.items() if "healthcheck" not in each} == {"migrate"}
    waits = {name: sorted(each.get("depends_on", {})) for name, each in services.items()}
    after = ["migrate", "redis"]
    assert waits == {"postgres": [], "redis": [], "migrate": ["postgres"], "web": after, "worker": after, "beat": after}


def test_images_are_named_without_a_host() -> None:
    images = [each["image"] for each in COMPOSE["services"].values()]
    images += re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert [image for image in images if "/" in image or "." in image.partition(":")[0]] == []


def test_the_image_copies_what_is_there() -> None:
    copies = re.findall(r"^COPY (?!--)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert [path for each in copies for path in each.split() if not (ROOT / path).exists()] == []
