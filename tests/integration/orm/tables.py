"""The sample models as tests use them: Django adds managers that the annotated classes do not show to a type checker."""

from typing import Any

from tests.integration.orm import sample_models

Awkward: Any = sample_models.Awkward
Crate: Any = sample_models.Crate
Everything: Any = sample_models.Everything
Gadget: Any = sample_models.Gadget
Leaflet: Any = sample_models.Leaflet
Maker: Any = sample_models.Maker
Notice: Any = sample_models.Notice
Part: Any = sample_models.Part
Reply: Any = sample_models.Reply
