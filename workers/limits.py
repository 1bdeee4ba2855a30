"""How long work may take, in seconds. Each bound leaves room for the one before it."""

from __future__ import annotations

SOFT_SECONDS = 25 * 60
"""A task is asked to stop: it records why and lets the report go."""

HARD_SECONDS = SOFT_SECONDS + 2 * 60
"""Its process is killed."""

LEASE_SECONDS = HARD_SECONDS + 60
"""The work is thought orphaned, and is anyone's."""

FETCH_LEASE_SECONDS = 5 * 60
"""An address is fetched within less."""

VISIBILITY_SECONDS = 2 * HARD_SECONDS
"""Redis hands an unacknowledged message out again. Sooner, and long work would run twice."""

SWEEP_SECONDS = 10
"""Between two looks at what the database says is due."""

TASKS_PER_CHILD = 200
"""A worker process is replaced after so many tasks, so that what libraries hold on to is let go."""
