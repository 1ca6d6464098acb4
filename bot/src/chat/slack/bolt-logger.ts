import { Logger as NestLogger } from '@nestjs/common';
import { LogLevel } from '@slack/bolt';
import type { Logger } from '@slack/bolt';

/**
 * Slack's libraries log through the application's logger. Their info and debug lines are left out: those tell every
 * heartbeat and every payload, and payloads may carry what people wrote.
 */
export class BoltLogger implements Logger {
  private readonly logger: NestLogger;

  constructor(name: string) {
    this.logger = new NestLogger(name);
  }

  debug(): void {}

  info(): void {}

  warn(...parts: unknown[]): void {
    this.logger.warn(parts.map(inWords).join(' '));
  }

  error(...parts: unknown[]): void {
    this.logger.error(parts.map(inWords).join(' '));
  }

  setLevel(): void {}

  getLevel(): LogLevel {
    return LogLevel.WARN;
  }

  setName(): void {}
}

function inWords(part: unknown): string {
  if (part instanceof Error) return part.message;
  return typeof part === 'string' ? part : JSON.stringify(part);
}
