import { randomUUID } from 'node:crypto';
import { PostgresDialect, sql } from 'kysely';
import { types } from 'pg';
import type { CustomTypesConfig } from 'pg';
import type { Engine } from './engine';
import { connectionTo, placeOf } from './postgres-address';
import { PostgresConnections } from './postgres-connections';

/** How long a connection may take, milliseconds: who waits for an answer in chat is to hear that there is none. */
const CONNECT_MS = 5000;
/** How long a statement may take, milliseconds. */
const STATEMENT_MS = 10_000;
const CONNECTIONS = 5;
/** PostgreSQL's own number for bigint, which the driver gives as text otherwise: no time is as long as that. */
const BIGINT = types.builtins.INT8;

/**
 * A PostgreSQL server.
 * @param url `postgres://user:password@host:5432/name`
 * @param report is told of a connection that breaks
 * @param statementMs how long a statement may take
 */
export function postgresEngine(url: string, report: (error: Error) => void, statementMs = STATEMENT_MS): Engine {
  const connections = new PostgresConnections(
    {
      ...connectionTo(url),
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: statementMs,
      keepAlive: true,
      types: { getTypeParser: parserOf },
      application_name: `ecs-chatops-${randomUUID()}`,
    },
    report,
  );
  const place = placeOf(url);
  return {
    dialect: new PostgresDialect({ pool: connections }),
    place,
    isShared: true,
    now: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
    meaning: (error) => meaningAt(place, error),
  };
}

const parserOf: CustomTypesConfig['getTypeParser'] = (type, format) =>
  type === BIGINT ? Number : types.getTypeParser(type, format);

/** What an error means, by its code: https://www.postgresql.org/docs/current/errcodes-appendix.html, or the network's. */
export function meaningAt(place: string, error: unknown): string | undefined {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (code === '28000' && /no encryption/.test(message))
    return `${capital(place)} takes encrypted connections alone. Add ?sslmode=verify-full to DATABASE_URL, with &sslrootcert= where its certificate is of an authority of its own.`;
  if (code.startsWith('28'))
    return `${capital(place)} refuses the user or the password of DATABASE_URL. Mend them there; a task of ECS reads a secret when it starts, so start a new one.`;
  if (UNTRUSTED.test(code))
    return `${capital(place)} shows a certificate that I cannot trust (${code}). Name its authority's file in DATABASE_URL, &sslrootcert=/…, and the server by the name that the certificate is for.`;
  if (code === '3D000') return `${capital(place)} does not exist. Create it: CREATE DATABASE.`;
  if (code === '42501') return `The user of DATABASE_URL may not do that in ${place}: it needs CREATE on its schema.`;
  if (code === '53100') return `The disk of ${place} is full. Make room there.`;
  if (/^(08|53|57P|25006)/.test(code) || AWAY.test(code) || AWAY_WORDS.test(message)) {
    return `${capital(place)} does not answer (${code || message}). Once it does, I go on by myself.`;
  }
  return undefined;
}

/** The words of TLS: https://nodejs.org/api/tls.html#x509-certificate-error-codes, and for another name than the certificate's. */
const UNTRUSTED = /^(SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|CERT_|ERR_TLS_CERT_)/;
const AWAY = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|EPIPE)$/;
/** The driver's own errors have no code. */
const AWAY_WORDS =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|not queryable/i;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
