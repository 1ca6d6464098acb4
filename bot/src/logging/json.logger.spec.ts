import { Writable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { pino } from 'pino';
import { JsonLogger } from './json.logger';

function written(say: (logger: JsonLogger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().trim().split('\n'));
      done();
    },
  });
  say(new JsonLogger(pino({ level: 'debug' }, sink)));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const trouble = new Error('There is no channel #nope');
const asError = { message: 'There is no channel #nope', stack: expect.stringContaining('json.logger.spec') };

it('writes the error wherever it stands among what is logged, with its stack and the context', () => {
  const lines = written((logger) => {
    logger.error('Could not say it.', trouble, 'Board');
    logger.warn('Could not say it.', trouble);
    logger.error(trouble, 'Board');
  });
  expect(lines).toMatchObject([
    { level: 50, msg: 'Could not say it.', context: 'Board', err: asError },
    { level: 40, msg: 'Could not say it.', err: asError },
    { level: 50, msg: 'There is no channel #nope', context: 'Board', err: asError },
  ]);
});

it('writes it also when it comes through the logger of a class', () => {
  const lines = written((logger) => {
    Logger.overrideLogger(logger);
    new Logger('Board').error('Could not say it.', trouble);
  });
  expect(lines).toMatchObject([{ context: 'Board', msg: 'Could not say it.', err: asError }]);
});

it("writes Nest's stack and context, and the fields of an object", () => {
  const lines = written((logger) => {
    logger.error('It broke', 'Error: it broke\n    at here', 'Nest');
    logger.log({ msg: 'done', id: 1 }, 'Audit');
  });
  expect(lines).toMatchObject([
    { msg: 'It broke', stack: 'Error: it broke\n    at here', context: 'Nest' },
    { msg: 'done', id: 1, context: 'Audit' },
  ]);
});
