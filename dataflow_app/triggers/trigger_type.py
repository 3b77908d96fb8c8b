"""A trigger type: what starts runs without a person at the button."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime
from inspect import getdoc
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from dataflow_app.graph.model_problems import model_problems
from dataflow_app.graph.problem import Problem


class TriggerParameters(BaseModel):
    """The base of a trigger type's parameters: unknown names are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TriggerType(ABC):
    """One kind of trigger. Its description is the docstring; its schema and checks follow from ``parameters_model``."""

    name: ClassVar[str]
    title: ClassVar[str]
    parameters_model: ClassVar[type[TriggerParameters]] = TriggerParameters

    @property
    def description(self) -> str:
        """What it does, for the person who chooses one."""
        return getdoc(type(self)) or ""

    @property
    def parameters_schema(self) -> dict[str, Any]:
        """JSON Schema (2020-12) of the parameters, for forms and documentation."""
        schema = self.parameters_model.model_json_schema()
        return {key: value for key, value in schema.items() if key not in ("title", "description")}

    def check(self, parameters: Mapping[str, Any]) -> list[Problem]:
        """Return what is wrong with the parameters; ``Problem.port`` names the parameter."""
        return model_problems(self.parameters_model, parameters)

    @abstractmethod
    def next_times(self, parameters: Mapping[str, Any], after: datetime, count: int) -> list[datetime]:
        """Return the next times (at most ``count``) at which it is due after a moment, with time zones; none where it is no matter of time.

        The parameters must have passed ``check``; ``after`` must have a time zone.
        """

    @abstractmethod
    def describe(self, parameters: Mapping[str, Any]) -> str:
        """Return in words when it starts runs."""
