"""Events at the boundaries of the child protection system, and how the review judges them."""

from extractors.pressure_points.component import PressurePointExtractor

__all__ = ["PressurePointExtractor"]
