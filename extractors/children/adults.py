"""What each named adult is to the child: "Mr T" the mother's partner, "Adult 2" the father."""

from __future__ import annotations

import re

from extractors.reading import Reading, Role

_OF_ROLE = {
    Role.MOTHER: "mother",
    Role.FATHER: "father",
    Role.PARTNER: "mothers_partner",
    Role.CARER: "foster_carer",
    Role.SIBLING: "sibling",
    Role.OTHER_RELATIVE: "other_relative",
}
_NAME = r"(?P<name>(?:Mr|Ms|Mrs|Miss|Adult|Male|Person) [A-Z0-9]\w*|[A-Z][a-z]{2,})"
_WHO = (
    r"(?P<who>(?:(?:[Mm]other|[Ff]ather|[Hh]er|[Hh]is|[Tt]heir)['\u2019]?s? )?(?:\w+ )?"
    r"(?:[Pp]artner|boyfriend|girlfriend|husband|[Ss]tep-?father|[Ss]tep-?mother|[Mm]other"
    r"|[Ff]ather|[Uu]ncle|foster (?:carers?|mother|father)|[Gg]rand(?:mother|father)))"
)
_MAY_NAME = re.compile(r"\b(?:Mr|Ms|Mrs|Miss|Adult|Male|Person) [A-Z0-9]|\bcall(?:ed)? [A-Z]")
_RELATION_THEN_NAME = re.compile(
    rf"{_WHO}(?:,? \(|, | and )?\s?"
    r"(?:whom we call |known as |called |referred to as |here called )?(?:(?:Mr|Mrs) and )?"
    rf"{_NAME}\b"
)
_NAME_THEN_RELATION = re.compile(
    rf"{_NAME},? \(?(?:who was |was |is )?(?:a|an|the|his|her|their|one of the \w+ own) {_WHO}"
)
_MARRIED = re.compile(
    rf"{_NAME}, who (?:\w+ )?(?:married|lived with|moved in with) (?:the|their|his|her) mother"
)


def named_adults(reading: Reading) -> dict[str, str]:
    """Return for each named adult the words or the code of what he or she is to the child.

    From the family table, or from where the report gives the name. The values are codes of
    `source_of_harm` for people of the table, else the words of the report ("her mother's partner").
    """
    names = {
        person.label: _OF_ROLE[person.role]
        for person in reading.people
        if person.role in _OF_ROLE and len(person.label) > 1
    }
    for sentence in reading.sentences:
        if not _MAY_NAME.search(sentence.text):
            continue
        for pattern in (_RELATION_THEN_NAME, _NAME_THEN_RELATION):
            for match in pattern.finditer(sentence.text):
                names.setdefault(match["name"], match["who"])
        for match in _MARRIED.finditer(sentence.text):
            names.setdefault(match["name"], "mothers_partner")
    return names
