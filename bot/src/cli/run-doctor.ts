import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AnnouncementsModule } from '../announcements/announcements.module';
import { SettingsModule } from '../app.module';
import { AwsModule } from '../aws/aws.module';
import { DoctorModule } from '../commands/doctor/doctor.module';
import { doctorPage, summaryOf } from '../commands/doctor/doctor.page';
import { DoctorReader } from '../commands/doctor/doctor.reader';
import type { Settings } from '../config/config.schema';
import { ConfigurationError, readSettings } from '../config/read-settings';
import type { Finding } from '../domain/checkup/checkup.types';
import { commandLine, understand } from '../kernel/command-line';
import { UserError } from '../kernel/user-error';
import { StoreModule } from '../store/store.module';

const DESCRIPTION = `Tries what the bot needs from Slack and AWS with the settings that the bot would start with, and says how to mend what is
missing. Changes nothing, posts nothing, opens no socket and no port.

Exit code 0 when all is well, 1 when something is to be mended, 2 when the settings or options cannot be read.`;

/** Whom CloudTrail names for what this program tries. */
const ASKER = 'ecs-chatops-doctor';

/** The rooms that the checks are in; nothing here connects, listens or polls. */
@Module({})
class CheckupOnly {
  static with(settings: Settings): DynamicModule {
    return {
      module: CheckupOnly,
      imports: [SettingsModule.with(settings), StoreModule.beside(), AwsModule, AnnouncementsModule, DoctorModule],
    };
  }
}

async function find(): Promise<Finding[]> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const rooms = CheckupOnly.with(readSettings(process.env));
  const context = await NestFactory.createApplicationContext(rooms, { logger: false, abortOnError: false });
  return context.get(DoctorReader, { strict: false }).read(ASKER, { running: false });
}

/** @returns the exit code */
async function main(): Promise<number> {
  const program = commandLine('npm run doctor --', DESCRIPTION)
    .option('--json', 'everything that was found as one JSON object')
    .option('-h, --help', 'this text');
  understand(program, process.argv.slice(2));
  const { json, help } = program.opts<{ json?: true; help?: true }>();
  if (help) {
    process.stdout.write(program.helpInformation());
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

void main()
  .catch((error: unknown) => {
    const isKnown = error instanceof ConfigurationError || error instanceof UserError;
    process.stderr.write(`${isKnown ? error.message : String((error as Error).stack ?? error)}\n`);
    return 2;
  })
  // What did not answer in time may hold a connection open for longer.
  .then((code) => process.exit(code));
