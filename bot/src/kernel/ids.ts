import { randomBytes } from 'node:crypto';

/**
 * A short identifier that is unlikely to be given twice in the life of a bot, such as `dep-5f0c1a9e3b`.
 * @param prefix what it identifies
 */
export function newId(prefix: string): string {
  return `${prefix}-${randomBytes(5).toString('hex')}`;
}
