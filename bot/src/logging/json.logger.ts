import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's logger, writing pino's lines of JSON: what Nest calls the context becomes `context`. */
export class JsonLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  /** Nest passes the stack, then the context; what the bot passes may be an error, in the message's place or behind it. */
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  private write(level: 'debug' | 'info' | 'warn' | 'error', message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const stack = rest.length > 1 ? rest[0] : undefined;
    const error = [message, ...rest].find((one) => one instanceof Error);
    const fields = {
      ...(typeof context === 'string' && !context.includes('\n') ? { context } : {}),
      ...(typeof stack === 'string' ? { stack } : {}),
      ...(error ? { err: error } : {}),
    };
    if (message instanceof Error) this.pino[level](fields, message.message);
    else if (typeof message === 'object') this.pino[level]({ ...fields, ...message });
    else if (typeof message === 'string') this.pino[level](fields, message);
    else this.pino[level]({ ...fields, message });
  }
}
