# The worker's image. `pnpm build` makes dist/worker; `pnpm image:build` does both.

# Runs on the builder's platform and installs for the target's, so that nothing has to be emulated.
FROM --platform=$BUILDPLATFORM node:22.23.3-bookworm-slim AS packages
ARG TARGETARCH
WORKDIR /app
COPY dist/worker/package.json dist/worker/package-lock.json ./
RUN case "$TARGETARCH" in amd64) cpu=x64 ;; *) cpu="$TARGETARCH" ;; esac \
  && npm ci --omit=dev --ignore-scripts --no-audit --no-fund --os=linux --cpu="$cpu" --libc=glibc

FROM node:22.23.3-bookworm-slim
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Job worker" \
  org.opencontainers.image.description="Receives jobs of one type and runs them" \
  org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production \
  LIVENESS_FILE=/tmp/worker-alive
WORKDIR /app
# Owned by root and not writable by the worker, which writes to /tmp alone.
COPY --from=packages /app/node_modules ./node_modules
COPY dist/worker ./
# The task mounts its one writable place over this, and takes its mode from here: without it, only root could write there.
VOLUME ["/tmp"]

USER 1000:1000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["node", "/app/health/check.mjs"]
ENTRYPOINT ["node", "/app/main.mjs"]
