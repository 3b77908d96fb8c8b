"""How far an AI service has come with what it was asked for."""

from typing import Literal

WorkStatus = Literal["pending", "processing", "completed", "failed"]
