"""The review's account of itself as findings: type, label, publisher, author, dates, model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.reading import Reading
from extractors.review.authors import authors_of
from extractors.review.boards import Board, areas_of, board_of, boards_in
from extractors.review.front import Front, Line, front_of
from extractors.review.incidents import incident_of
from extractors.review.kinds import OUT_OF_SCOPE, Kind, kind_of
from extractors.review.labels import label_of
from extractors.review.models import model_of
from extractors.review.published import publication_of
from schemas.evidence import Evidence
from schemas.finding import Finding, FindingValue
from schemas.status import ValueStatus

_FRONT_PROSE = 60


def _front_and_kind(reading: Reading) -> tuple[Front, Kind | None]:
    front = front_of(reading.view.document)
    return front, kind_of(reading, front)


def is_in_scope(reading: Reading) -> bool:
    """Whether a document is a case review of a child, or at least does not show itself to be none.

    Components that read a case (children, agencies, pressure points) have nothing to find where
    this is false.
    """
    _, kind = reading.once(_front_and_kind)
    return kind is None or kind.code != OUT_OF_SCOPE


class ReviewExtractor:
    """Reads what a report says of itself."""

    name = "review"
    version = "6"
    looks_for = frozenset(
        {
            "review.review_type",
            "review.label",
            "review.publisher",
            "review.area",
            "review.author",
            "review.publication_date",
            "review.review_model",
            "review.incident_date",
        }
    )

    def __call__(self, reading: Reading) -> list[Finding]:
        """Return the findings of `review.*`; for a document out of scope its type alone."""
        front, kind = reading.once(_front_and_kind)
        if kind and kind.code == OUT_OF_SCOPE:
            return [self._finding("review_type", kind.code, kind.evidence, kind.confidence)]
        return list(self._findings(reading, front, kind))

    def _findings(self, reading: Reading, front: Front, kind: Kind | None) -> Iterator[Finding]:
        if kind:
            yield self._finding("review_type", kind.code, kind.evidence, kind.confidence)
        prose = front.prose[:_FRONT_PROSE]
        yield from self._board(front, prose)
        if label := label_of(front.title, prose):
            yield self._finding("label", label.text, label.evidence, label.confidence)
        if authors := authors_of(reading, front):
            status = ValueStatus.STATED if authors.names else ValueStatus.WITHHELD
            yield self._finding(
                "author", authors.names, authors.evidence, authors.confidence, status
            )
        published = publication_of(front)
        if published:
            yield self._finding(
                "publication_date", published.value, published.evidence, published.confidence
            )
        if model := model_of(reading, front):
            yield self._finding("review_model", model.code, model.evidence, model.confidence)
        if incident := incident_of(reading, published.value if published else None):
            yield self._finding(
                "incident_date", incident.value, incident.evidence, incident.confidence
            )

    def _board(self, front: Front, prose: Iterable[Line]) -> Iterator[Finding]:
        in_title = board_of(front.title)
        board = board_of([*front.title, *prose]) or board_of(front.running)
        if not board:
            return
        confidence = 0.95 if in_title else 0.85
        yield self._finding("publisher", board.name, board.evidence, confidence)
        area, evidence = _area(front, board)
        yield self._finding("area", area, evidence, confidence - 0.03)

    def _finding(
        self,
        name: str,
        value: FindingValue,
        evidence: tuple[Evidence, ...],
        confidence: float,
        status: ValueStatus = ValueStatus.STATED,
    ) -> Finding:
        return Finding(
            f"review.{name}", value, confidence, evidence, self.name, self.version, status
        )


def _area(front: Front, board: Board) -> tuple[str, tuple[Evidence, ...]]:
    """Return the areas of all the boards that the title names, the publisher's first."""
    areas = [areas_of(board.area)]
    evidence = list(board.evidence)
    for line in front.title:
        for start, end, _, area in boards_in(line.text):
            if areas_of(area) not in areas:
                areas.append(areas_of(area))
                evidence += line.evidence(start, end)
    return "; ".join(areas), tuple(evidence)
