"""The codebook, loaded from `codebook.yaml` and typed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

Kind = Literal["code", "codes", "text", "partial_date", "boolean", "age"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Code(_Frozen):
    """One code of a variable. `direction` is given for pressure points alone."""

    label: str
    definition: str = ""
    direction: Literal["into", "out", "across"] | None = None


class Variable(_Frozen):
    """One variable of the record.

    `when` names the value of another variable of the same group without which this one is not
    asked, such as the category of death where the outcome is death.
    """

    group: str
    name: str
    kind: Kind
    label: str
    definition: str
    codes: dict[str, Code] = {}
    codes_from: str | None = None
    when: dict[str, str] = {}
    optional: bool = False


class Codebook(_Frozen):
    """Every variable with its codes, in the order of the record."""

    version: str
    source_version: str
    statuses: dict[str, str]
    groups: dict[str, str]
    variables: list[Variable]

    def group(self, name: str) -> list[Variable]:
        """Return the variables of a group, in order."""
        return [variable for variable in self.variables if variable.group == name]

    def variable(self, group: str, name: str) -> Variable:
        """Return one variable. Raises KeyError when the codebook has none of that name."""
        for variable in self.variables:
            if (variable.group, variable.name) == (group, name):
                return variable
        raise KeyError(f"the codebook has no variable {group}.{name}")

    def codes(self, group: str, name: str) -> dict[str, Code]:
        """Return the codes of a variable, whether its own or those it shares with another."""
        variable = self.variable(group, name)
        if variable.codes_from:
            return self.codes(*variable.codes_from.split("."))
        return variable.codes


@cache
def codebook() -> Codebook:
    """Return the project's codebook."""
    text = files("schemas").joinpath("codebook.yaml").read_text(encoding="utf-8")
    return Codebook.model_validate(yaml.safe_load(text))
