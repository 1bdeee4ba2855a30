"""Write the JSON Schema of the record: `python -m schemas [FILE]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from schemas.record import Record


def main(arguments: list[str]) -> None:
    """Print the JSON Schema of the record, or write it to the file that is named."""
    text = json.dumps(Record.model_json_schema(), indent=2, ensure_ascii=False) + "\n"
    if arguments:
        Path(arguments[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
