import { existsSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import { ConfigurationError, readStoreSettings } from '../config/read-settings';
import { commandLine, misunderstood, understand } from '../kernel/command-line';
import { UserError } from '../kernel/user-error';
import type { Where } from '../store/open-database';
import { StoreError } from '../store/store.errors';
import { exportMemory } from '../store/transfer/export';
import { importMemory } from '../store/transfer/import';
import type { Amounts } from '../store/transfer/tables';
import { inPieces, linesIn, linesOf, writeWhole } from '../store/transfer/text-file';

const DESCRIPTION = `Writes all that the bot remembers into one file, or takes it from there into a database in which nothing is: a backup, and the way from a
SQLite file to a PostgreSQL or back. Which database it is, DATA_DIR or DATABASE_URL says, as for the bot. In the place of a
file, - is standard output, or standard input. Stop the bot first: a SQLite file is one process's, and what it writes into a PostgreSQL after
an export is not in the file.

Exit code 0 when it is done, 1 when it is not and nothing was changed, 2 when the settings or words cannot be read.`;

/** In the place of a file's name. */
const STANDARD = '-';

async function main(): Promise<void> {
  const program = commandLine('npm run store --', DESCRIPTION)
    .usage('export FILE | import FILE')
    .argument('[what]')
    .argument('[file]')
    .option('-h, --help', 'this text');
  understand(program, process.argv.slice(2));
  const [what, file] = program.args;
  if (program.opts<{ help?: true }>().help) return void process.stdout.write(program.helpInformation());
  if ((what !== 'export' && what !== 'import') || file === undefined) {
    throw misunderstood(program, 'What is to be done is export FILE, or import FILE.');
  }
  Logger.overrideLogger(false);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } = readStoreSettings(process.env);
  const where = { dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) };
  await (what === 'export' ? exportTo(file, where) : importFrom(file, where));
}

async function exportTo(file: string, where: Where): Promise<void> {
  const { place, amounts } =
    file === STANDARD ? await toOutput(where) : await writeWhole(file, (write) => exportMemory(where, write));
  say(`Exported from ${place}: ${amountsOf(amounts)}.`);
}

async function toOutput(where: Where): ReturnType<typeof exportMemory> {
  const pieces = inPieces(
    (piece) =>
      new Promise((resolve, reject) => process.stdout.write(piece, (error) => (error ? reject(error) : resolve()))),
  );
  const exported = await exportMemory(where, pieces.write);
  await pieces.end();
  return exported;
}

async function importFrom(file: string, where: Where): Promise<void> {
  const lines = file === STANDARD ? linesOf(process.stdin) : linesIn(file);
  const { place, amounts } = await importMemory(where, lines);
  say(`Imported into ${place}: ${amountsOf(amounts)}.`);
}

/** Beside the file, where that goes to standard output. */
function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** `12 rows of changes, 3 rows of board` */
function amountsOf(amounts: Amounts): string {
  return Object.entries(amounts)
    .map(([table, rows]) => `${rows} ${rows === 1 ? 'row' : 'rows'} of ${table}`)
    .join(', ');
}

main().catch((error: unknown) => {
  const isMisread = error instanceof ConfigurationError || error instanceof UserError;
  const isKnown = isMisread || error instanceof StoreError;
  process.stderr.write(`${isKnown ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exitCode = isMisread ? 2 : 1;
});
