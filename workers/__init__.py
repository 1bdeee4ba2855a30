"""The machine's work: Celery workers, the Redis that carries their messages, and who minds both."""
