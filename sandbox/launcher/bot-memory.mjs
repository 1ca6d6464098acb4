// Where the bot of `npm start` remembers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * A folder for this launch alone, which outlives the bot and goes with this process: the sandbox's world is as short-lived,
 * and a bot that remembers an older one would look for what is not there. Where a person has named a place, that one.
 * @param {Record<string, string | undefined>} environment
 * @param {(line: string) => void} say told where a person's own choice is used
 * @returns {{ DATA_DIR?: string, DATABASE_URL?: string }} settings of the bot
 */
export function memoryOf({ DATA_DIR, DATABASE_URL }, say) {
  if (DATABASE_URL) {
    say('The bot remembers in the database of DATABASE_URL, also when this has ended.');
    return { DATABASE_URL };
  }
  if (DATA_DIR) {
    // The bot is started in another folder than the person's.
    const folder = resolve(DATA_DIR);
    say(`The bot remembers in ${folder} (DATA_DIR), also when this has ended.`);
    return { DATA_DIR: folder };
  }
  const folder = mkdtempSync(join(tmpdir(), 'ecs-chatops-bot-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return { DATA_DIR: folder };
}
