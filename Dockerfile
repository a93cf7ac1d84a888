# Node runs the TypeScript as it is, so there is nothing to build: the first stage only installs what production needs.
FROM node:24-trixie-slim AS install
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings its own Node 24, so the pinned `node` package (a development dependency with an install script) stays out.
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-trixie-slim
# dumb-init is process 1: it hands SIGTERM to Node and reaps what dies.
RUN apt-get update \
  && apt-get install -y --no-install-recommends dumb-init \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production PAPERBOY_HOME=/data
WORKDIR /app
COPY --from=install /app/node_modules ./node_modules
COPY package.json ./
COPY bin ./bin
COPY data ./data
COPY src ./src
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
# Healthy: the service opens its database and answers a question from it. `status` exits with 1 when it cannot.
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s CMD ["node", "bin/paperboy.js", "status"]
ENTRYPOINT ["dumb-init", "--"]
CMD ["node", "bin/paperboy.js"]
