"""The record of one review, as pydantic models in the label format.

Codes are checked against the codebook. None means that the report does not say; "withheld", that
it says that it withholds. In a machine record `evidence`, `confidence` and `status` map the paths
of the values that are not None (`children.0.outcome`, `pressure_points.2`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from schemas.codebook import codebook

WITHHELD = "withheld"
PARTIAL_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


@dataclass(frozen=True)
class Coded:
    """Marks a string as a code of the codebook variable `group.name`."""

    group: str
    name: str
    may_be_withheld: bool = True

    def allowed(self) -> list[str]:
        """Return the codes that this place of the record takes."""
        codes = list(codebook().codes(self.group, self.name))
        return [*codes, WITHHELD] if self.may_be_withheld else codes

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "enum": self.allowed()}

    def _check(self, code: str) -> str:
        if code not in self.allowed():
            raise ValueError(f"{code!r} is not a code of {self.group}.{self.name}")
        return code


def _item(group: str, name: str) -> Coded:
    return Coded(group, name, may_be_withheld=False)


PartialDate = Annotated[str, Field(pattern=rf"{PARTIAL_DATE}|^{WITHHELD}$")]
AgencyCode = Annotated[str, _item("agency", "code")]
MechanismCode = Annotated[str, _item("mechanism", "code")]
ThemeCode = Annotated[str, _item("practice_theme", "code")]
Level = Annotated[str, Coded("child", "csc_level")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Review(_Model):
    """What the report says of itself."""

    review_type: Annotated[str, Coded("review", "review_type")] | None = None
    label: str | None = None
    publisher: str | None = None
    area: str | None = None
    author: str | None = None
    publication_date: PartialDate | None = None
    review_model: Annotated[str, Coded("review", "review_model")] | None = None
    incident_date: PartialDate | None = None


class SourceOfHarm(_Model):
    """Who caused the harm, and how firmly the report says so."""

    relation: Annotated[str, Coded("child", "source_of_harm")] | None = None
    certainty: Annotated[str, Coded("child", "source_of_harm_certainty")] | None = None


class Child(_Model):
    """One subject child. Ages are in months; the range is no narrower than the report."""

    label: str | None = None
    index_child: bool = False
    subject_role: Annotated[str, Coded("child", "subject_role")] | None = None
    age_months: float | None = None
    age_months_min: float | None = None
    age_months_max: float | None = None
    age_band: Annotated[str, Coded("child", "age_band")] | None = None
    sex: Annotated[str, Coded("child", "sex")] | None = None
    ethnicity: Annotated[str, Coded("child", "ethnicity")] | None = None
    outcome: Annotated[str, Coded("child", "outcome")] | None = None
    death_category: Annotated[str, Coded("child", "death_category")] | None = None
    serious_harm_category: Annotated[str, Coded("child", "serious_harm_category")] | None = None
    maltreatment: list[Annotated[str, _item("child", "maltreatment")]] = []
    neglect_level: list[Annotated[str, _item("child", "neglect_level")]] = []
    source_of_harm: SourceOfHarm | None = None
    living_with: Annotated[str, Coded("child", "living_with")] | None = None
    csc_at_incident: Annotated[str, Coded("child", "csc_at_incident")] | None = None
    csc_level: Level | None = None
    csc_highest_ever: Level | None = None
    cp_plan: Annotated[str, Coded("child", "cp_plan")] | None = None
    cp_plan_category: list[Annotated[str, _item("child", "cp_plan_category")]] = []
    child_characteristics: list[Annotated[str, _item("child", "child_characteristics")]] = []


class Agencies(_Model):
    """Services by their role in the case. Mechanisms are no agencies and are kept apart."""

    involved: list[AgencyCode] = []
    not_involved: list[AgencyCode] = []
    contributed: list[AgencyCode] = []
    panel: list[AgencyCode] = []
    mechanisms: list[MechanismCode] = []
    names: dict[str, str] = {}


class PressurePoint(_Model):
    """An event at a boundary, and whether the reviewer judged it a problem: two facts."""

    code: Annotated[str, _item("pressure_point", "code")]
    judged_problem: Annotated[str, _item("pressure_point", "judged_problem")]
    page: int
    quote: str
    agency: AgencyCode | None = None
    when: str | None = None
    from_level: Level | None = None
    to_level: Level | None = None


class FamilyFactor(_Model):
    """A characteristic of a parent or the family; `status` is never a boolean."""

    code: Annotated[str, _item("family_factor", "code")]
    holder: Annotated[str, _item("family_factor", "holder")]
    status: str
    page: int
    quote: str
    when: Annotated[str, _item("family_factor", "when")] | None = None


class Recommendation(_Model):
    """A recommendation as the report words it."""

    text: str
    addressed_to: str | None = None
    number: str | None = None


class Quote(_Model):
    """Words on a page (from 1)."""

    page: int
    quote: str


class Record(_Model):
    """One review: what `scr extract --json` prints, one a line."""

    document: str
    pages: int
    review: Review
    children: list[Child] = []
    agencies: Agencies = Agencies()
    pressure_points: list[PressurePoint] = []
    family_factors: list[FamilyFactor] = []
    practice_themes: list[ThemeCode] = []
    recommendations: list[Recommendation] = []
    evidence: dict[str, Quote | list[Quote]] = {}
    confidence: dict[str, float] = {}
    status: dict[str, str] = {}
