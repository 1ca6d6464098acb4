import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { ChangeChat, wordsOf } from '../../chat/spec/change-chat';
import { CAT } from '../../domain/changes/spec/change-world';
import { jobsWorld } from '../../domain/jobs/spec/jobs-world';
import { RunCommand, runSpec } from './run.command';

beforeAll(() => Logger.overrideLogger(false));

function room() {
  const { world, tasks } = jobsWorld();
  const chat = new ChangeChat(world);
  const command = new RunCommand(chat.services, chat.desk, world.clock);
  const run = { spec: runSpec, run: (...asked: Parameters<RunCommand['run']>) => command.run(...asked) };
  return { tasks, chat, run: async (words: string) => (await chat.types(run, `run ${words}`, CAT)).told[0] };
}

describe('run', () => {
  it('shows what would run and of which image, and runs it by its button', async () => {
    const { tasks, chat, run } = room();
    const told = await run('primes-api migrate');
    expect(wordsOf(told)).toContain('job migrate → node migrate.js in primes-api of 1.0.0');
    expect(labelsOf(told!)).toEqual(['Run migrate of primes/primes-api']);
    expect(problemsOf(told!)).toEqual([]);
    expect(tasks.calls).toEqual([]);
    await chat.clicks(told, 'Run migrate of primes/primes-api', CAT);
    expect(tasks.calls).toEqual(['run migrate (node migrate.js) of primes-api:1 by U0CAT']);
  });

  it('runs nothing on less than a full name, and asks', async () => {
    const { tasks, run } = room();
    expect(labelsOf((await run('primes migrate'))!)).toEqual([
      'primes/primes-api: job migrate → node migrate.js in primes-api of 1.0.0',
    ]);
    expect(tasks.calls).toEqual([]);
  });
});
