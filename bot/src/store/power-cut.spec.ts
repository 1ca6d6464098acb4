import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { pathIn } from './engines/sqlite.engine';
import { openDatabase } from './open-database';
import { Committing } from './spec/committing';
import { WriteAheadLog } from './spec/write-ahead-log';

/** `npm run store:power-cut -- --rounds 100` has more of them. */
const ROUNDS = Number(process.env['POWER_CUT_ROUNDS'] ?? 12);
/** In a round there are so many commits on average; after so many rounds there is a new file, so that it stays small. */
const COMMITS = 20;
const SERIES = 50;
const KILLS = Math.max(3, Math.round(ROUNDS / 10));
/** What a disk may have made of what it was not asked to have yet, as often as that in each round. */
const DISKS = 4;
const PATIENCE_MS = 60_000 + ROUNDS * 5000;

let folder: string;
let dataDir: string;
let committing: Committing | undefined;
beforeAll(() => Logger.overrideLogger(false));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatops-power-'));
  dataDir = join(folder, 'data');
});
afterEach(async () => {
  await committing?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Opens what is left as the bot does, and counts the commits in it.
 * @throws Error where it is damaged, a commit is there in part, or there is one whose predecessor is not
 */
async function commitsIn(place: string): Promise<number> {
  const database = await openDatabase({ dataDir: place });
  try {
    return await database.ask(async (db) => {
      const check = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
      expect(check.rows).toEqual([{ integrity_check: 'ok' }]);
      const changes = await db.selectFrom('changes').select('at').orderBy('at').execute();
      const audit = await db.selectFrom('audit').select('at').orderBy('at').execute();
      const board = await db.selectFrom('board').select('key').execute();
      const all = changes.map((_, n) => n);
      expect(changes.map(({ at }) => at)).toEqual(all);
      expect(audit.map(({ at }) => at)).toEqual(all);
      expect(new Set(board.map(({ key }) => key))).toEqual(new Set(all.map((n) => `chg-${n}`)));
      return all.length;
    });
  } finally {
    await database.close();
  }
}

/** The same files in a folder of their own. */
function copyOf(place: string, name: string): { place: string; file: string; log: string } {
  const copy = join(folder, name);
  cpSync(place, copy, { recursive: true });
  return { place: copy, file: pathIn(copy), log: `${pathIn(copy)}-wal` };
}

/** What is left of it on a disk that had all that it was asked to have, and of the rest whatever it pleased. */
async function afterPowerCut(place: string, log: WriteAheadLog, end: number, disk: number): Promise<number> {
  const left = copyOf(place, 'left');
  writeFileSync(left.log, disk % 2 === 0 ? log.cut(randomInt(end, log.length + 1)) : log.torn(end));
  if (disk > 1) log.tearPages(left.file, end);
  const commits = await commitsIn(left.place);
  rmSync(left.place, { recursive: true });
  return commits;
}

/** What one moment leaves, on disks of every kind. */
interface Round {
  /** So many commits were acknowledged, and so many are in the files as the operating system has them. */
  acknowledged: number;
  written: number;
  /** How many there are on disks that had all that they were asked to have; the fewest. */
  left: number;
  /** Whether it showed on a disk that lost some of that; it does not where all of it was in the file itself already. */
  isLossSeen: boolean;
}

async function cut(running: Committing, place: string): Promise<Round> {
  const acknowledged = (await running.copy(place)) + 1;
  const whole = copyOf(place, 'whole');
  const log = existsSync(whole.log) ? WriteAheadLog.read(whole.log) : undefined;
  const written = await commitsIn(whole.place);
  rmSync(whole.place, { recursive: true });
  if (log === undefined) return { acknowledged, written, left: written, isLossSeen: false };
  const end = log.acknowledgedEnd(written - acknowledged);
  const left: number[] = [];
  for (let disk = 0; disk < DISKS; disk++) left.push(await afterPowerCut(place, log, end, disk));
  return {
    acknowledged,
    written,
    left: Math.min(...left),
    isLossSeen: await isLossSeen(place, log, end, acknowledged),
  };
}

/** Whether it shows where a disk said that it had what it had not, or was never asked. */
async function isLossSeen(place: string, log: WriteAheadLog, end: number, acknowledged: number): Promise<boolean> {
  if (end === 0) return false;
  const short = copyOf(place, 'short');
  writeFileSync(short.log, log.cut(randomInt(0, end)));
  const left = await commitsIn(short.place).catch(() => -1);
  rmSync(short.place, { recursive: true });
  return left < acknowledged;
}

it(
  `opens after a power cut at ${ROUNDS} moments of ${ROUNDS * COMMITS} commits, and has all that was acknowledged`,
  async () => {
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      if (round % SERIES === 0) {
        await committing?.kill();
        rmSync(dataDir, { recursive: true, force: true });
        committing = Committing.start(dataDir, folder);
      }
      await committing!.more(randomInt(1, 2 * COMMITS));
      const place = join(folder, `round-${round}`);
      rounds.push(await cut(committing!, place));
      rmSync(place, { recursive: true });
    }
    expect(rounds.filter(({ acknowledged, written }) => ![0, 1].includes(written - acknowledged))).toEqual([]);
    expect(rounds.filter(({ acknowledged, left }) => left < acknowledged)).toEqual([]);
    // What was lost would be noticed.
    expect(rounds.filter((round) => round.isLossSeen).length).toBeGreaterThan(ROUNDS / 2);
    if (process.env['POWER_CUT_ROUNDS'] === undefined) return;
    const within = rounds.filter(({ acknowledged, written }) => written > acknowledged).length;
    process.stdout.write(`${ROUNDS} moments, ${within} of them between a commit and its acknowledgement.\n`);
  },
  PATIENCE_MS,
);

it(
  `opens after ${KILLS} times kill -9, and has all that was acknowledged`,
  async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      committing = Committing.start(dataDir, folder);
      await committing.more(randomInt(1, 4 * COMMITS));
      await committing.kill();
      const unacknowledged = (await commitsIn(dataDir)) - committing.acknowledged() - 1;
      expect([0, 1]).toContain(unacknowledged);
    }
  },
  PATIENCE_MS,
);

describe('a disk', () => {
  if (spawnSync('strace', ['-o', '/dev/null', 'true']).status !== 0) return;

  it('was asked to have each commit before it is acknowledged', async () => {
    const trace = join(folder, 'trace');
    const tracer = ['strace', '-f', '-e', 'trace=write,fsync,fdatasync', '-o', trace];
    committing = Committing.start(dataDir, folder, tracer);
    await committing.more(50);
    await committing.kill();
    const acknowledgements = /write\(1, "\d+\\n"/;
    const between = readFileSync(trace, 'utf8').split(acknowledgements).slice(1, -1);
    expect(between.length).toBeGreaterThanOrEqual(49);
    expect(between.filter((calls) => !/\bf(data)?sync\(/.test(calls))).toEqual([]);
  });
});
