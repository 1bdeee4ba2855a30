"""What every component shares: the report's sentences, its people and how it asserts things."""

from extractors.reading.assertion import Assertion
from extractors.reading.mentions import Mention
from extractors.reading.people import Person, Role
from extractors.reading.reading import Reading, read
from extractors.reading.sentences import Sentence

__all__ = ["Assertion", "Mention", "Person", "Reading", "Role", "Sentence", "read"]
