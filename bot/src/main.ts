import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { pino } from 'pino';
import { AppModule } from './app.module';
import { SlackRefusedError } from './chat/slack/refusal';
import { SlackTransport } from './chat/door/slack.transport';
import type { Settings } from './config/config.schema';
import { ConfigurationError, readSettings } from './config/read-settings';
import { JsonLogger } from './logging/json.logger';
import { StoreError } from './store/store.errors';

/** @throws ConfigurationError when a setting is missing or wrong */
function settingsOfThisProcess(): Settings {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readSettings(process.env);
}

async function main(): Promise<void> {
  const settings = settingsOfThisProcess();
  const log = pino({ level: settings.LOG_LEVEL });
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings), {
    logger: new JsonLogger(log),
    abortOnError: false,
    // What was signed is signed byte for byte, and how long it may be is said where it is read.
    bodyParser: false,
  });
  app.disable('x-powered-by');
  app.enableShutdownHooks();
  app.connectMicroservice({ strategy: app.get(SlackTransport) }, { inheritAppConfig: true });
  await openHealth(app, settings);
  log.info({ listening: await app.getUrl() }, 'The bot answers on its health port.');
  await app.startAllMicroservices();
  log.info('The bot is connected to Slack.');
}

/** The health port opens first, so that an orchestrator sees the bot live and not ready while Slack is being reached. */
async function openHealth(app: NestExpressApplication, { PORT, HOST }: Settings): Promise<void> {
  try {
    await app.listen(PORT, HOST);
  } catch (error) {
    const why = UNUSABLE[(error as NodeJS.ErrnoException).code ?? ''];
    if (!why) throw error;
    const sentence = `The bot's health cannot be asked on ${HOST} port ${PORT}: ${why}. Set PORT or HOST to another.`;
    throw new ConfigurationError(sentence, { cause: error });
  }
}

/** Why a port cannot be opened, by the system's word for it. */
const UNUSABLE: Record<string, string> = {
  EADDRINUSE: 'another program has that port',
  EACCES: 'this user may not open that port',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'this machine has no such address',
};

/** What stops the boot with a sentence that says what to do. */
const KNOWN = [ConfigurationError, SlackRefusedError, StoreError];

main().catch((error: unknown) => {
  const isKnown = error instanceof Error && KNOWN.some((known) => error instanceof known);
  process.stderr.write(
    `${isKnown ? error.message : `The bot could not start. ${String((error as Error).stack ?? error)}`}\n`,
  );
  process.exit(1);
});
