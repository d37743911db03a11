import type { buildApp } from 'fauxqs';

/** fauxqs before it listens: a Fastify application, so that hooks can add what it lacks. */
export type FauxqsApp = ReturnType<typeof buildApp>;
