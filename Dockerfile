# One image; web, worker, beat and migrate are its commands (docker-compose.yml).

FROM python:3.13-slim AS packages
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.13-slim
RUN useradd --system --uid 10001 --user-group --no-create-home portal
ENV PATH="/venv/bin:$PATH" PYTHONUNBUFFERED=1
WORKDIR /srv/portal
COPY --from=packages /venv /venv
COPY . .

# Nothing is connected to here: the values only satisfy the settings, and none of them is kept in the image.
RUN PORTAL_SECRET_KEY=collecting-static-files-needs-no-secret-but-settings-ask-for-one \
    PORTAL_PEPPER=collecting-static-files-needs-no-pepper \
    PORTAL_FIELD_KEY=Y29sbGVjdGluZy1zdGF0aWMtZmlsZXMtMDAwMDAwMDA= \
    PORTAL_HOSTS=localhost DATABASE_URL=postgres://nobody@nowhere/none REDIS_URL=redis://nowhere/0 \
    python manage.py collectstatic --noinput \
 && mkdir -p var/media && chown portal:portal var/media

USER portal
VOLUME /srv/portal/var/media
EXPOSE 8000
CMD ["gunicorn", "renewal_portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
