import { randomBytes } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

const letters = (count: number): string =>
  [...randomBytes(count)].map((byte) => LETTERS[byte % LETTERS.length]).join('');

/** Cloud Map's identifiers, in the form that its guide shows them. */
export const namespaceId = (): string => `ns-${letters(16)}`;

export const serviceId = (): string => `srv-${letters(16)}`;

export const operationId = (): string => `${letters(32)}-${letters(8)}`;

/** Of the Route 53 hosted zone that a DNS namespace brings. */
export const hostedZoneId = (): string => `Z${letters(20).toUpperCase()}`;

/** The id in an id or an ARN. */
export const idOf = (idOrArn: string): string => idOrArn.slice(idOrArn.lastIndexOf('/') + 1);
