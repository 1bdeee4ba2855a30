# The image of every service: web, worker and beat run `scr run ...` in it.
FROM python:3.11-slim

RUN apt-get update \
    && apt-get install --yes --no-install-recommends tesseract-ocr \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --system --create-home --uid 10001 scr \
    && install --directory --owner=scr --group=scr /app /data
WORKDIR /app
USER scr

# The environment changes less often than the code, so it is a layer of its own.
COPY --chown=scr requirements requirements
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements/bootstrap.txt \
    && .venv/bin/uv pip sync --no-cache --python .venv/bin/python --require-hashes requirements/main.txt

COPY --chown=scr . .
RUN .venv/bin/uv pip install --no-cache --python .venv/bin/python --no-deps --no-build-isolation --editable .

ENV PATH=/app/.venv/bin:$PATH SCR_HOME=/data PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
CMD ["scr", "run", "web", "--host=0.0.0.0"]
