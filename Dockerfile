# The site for compose.yaml: one image for web and worker.
FROM python:3.13-slim-trixie

# PostgreSQL's client of the server's version, for backups; the rest for PDFs of records.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-17 \
       libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system meydan \
    && install --directory --owner=meydan --mode=700 /var/lib/meydan

WORKDIR /srv/meydan
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN python -m scripts.compile_messages

ENV DJANGO_SETTINGS_MODULE=config.settings.production \
    MEYDAN_VAR=/var/lib/meydan \
    PYTHONUNBUFFERED=1
USER meydan
# As docs/operations.md has it, for whoever is in this network: the proxy.
CMD ["gunicorn", "config.wsgi", "--pythonpath", "site", "--bind", "0.0.0.0:8000", \
     "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--keep-alive", "30", \
     "--no-control-socket"]
