import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { SettingsModule } from './app.module';
import { AwsModule } from './aws/aws.module';
import { DoctorModule } from './commands/doctor/doctor.module';
import { doctorPage } from './commands/doctor/doctor.page';
import { DoctorReader } from './commands/doctor/doctor.reader';
import { summaryOf } from './commands/doctor/doctor.words';
import type { Settings } from './config/config.schema';
import { ConfigurationError, readSettings } from './config/read-settings';
import type { Finding } from './kernel/check';

const USAGE = `npm run doctor -- [--json]

Tries what the bot needs from Slack and AWS with the settings that the bot would start with, and says how to mend what is
missing. Changes nothing, posts nothing, opens no socket and no port.
  --json   everything that was found as one JSON object
  --help   this text

Exit code 0 when all is well, 1 when something is to be mended, 2 when the settings or options cannot be read.
`;

/** Whom CloudTrail names for what this program tries. */
const ASKER = 'ecs-chatops-doctor';

/** The rooms that the checks are in; nothing here connects, listens or polls. */
@Module({})
class CheckupOnly {
  static with(settings: Settings): DynamicModule {
    return { module: CheckupOnly, imports: [SettingsModule.with(settings), AwsModule, DoctorModule] };
  }
}

async function find(): Promise<Finding[]> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const rooms = CheckupOnly.with(readSettings(process.env));
  const context = await NestFactory.createApplicationContext(rooms, { logger: false, abortOnError: false });
  return context.get(DoctorReader, { strict: false }).read(ASKER, { running: false });
}

async function main(): Promise<number> {
  const { json, help } = optionsOf(process.argv.slice(2));
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const findings = await find();
  const isWell = findings.every(({ verdict }) => verdict !== 'mend');
  const told = json
    ? `${JSON.stringify({ ok: isWell, summary: summaryOf(findings), findings })}\n`
    : doctorPage(findings);
  await new Promise((written) => process.stdout.write(told, written));
  return isWell ? 0 : 1;
}

/** @throws ConfigurationError when there is no such option */
function optionsOf(args: string[]): { json?: boolean; help?: boolean } {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new ConfigurationError(`${(error as Error).message}\n\n${USAGE.trimEnd()}`, { cause: error });
  }
}

main()
  .catch((error: unknown) => {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  })
  // What did not answer in time may hold a connection open for longer.
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
    process.exit(2);
  });
