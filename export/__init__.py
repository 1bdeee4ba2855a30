"""The dataset: what people verified, as tables, with the codebook beside them.

Needs Django to be set up, as everything does that reads the store.
"""

from export.dataset import write_dataset
from export.writers import Format

__all__ = ["Format", "write_dataset"]
