import { ListClustersCommand } from '@aws-sdk/client-ecs';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { awsError, CannedAws } from '../spec/canned-aws';
import { as, ReadPace } from './read-pace';
import type { Importance } from './read-pace';

function setUp() {
  const clock = new ManualClock();
  const pace = new ReadPace(clock);
  const through: string[] = [];
  const ask = (name: string, importance: Importance): void => void pace.turn(importance).then(() => through.push(name));
  const many = (count: number): void => Array.from({ length: count }, (_, n) => ask(`m${n}`, 'many')).forEach(() => {});
  return { clock, pace, through, ask, many };
}

test('fifty reads pass at once, and then twenty a second, in order', async () => {
  const { clock, through, many } = setUp();
  many(100);
  await clock.advance(0);
  expect(through).toHaveLength(50);
  await clock.advance(1000);
  expect(through).toHaveLength(70);
  expect(through).toEqual(Array.from({ length: 70 }, (_, n) => `m${n}`));
  await clock.advance(60_000);
  expect(through).toHaveLength(100);
});

test('a minute of asking passes what a minute allows', async () => {
  const { clock, through, many } = setUp();
  many(5000);
  await clock.advance(60_000);
  expect(through.length).toBeLessThanOrEqual(50 + 60 * 20);
  expect(through.length).toBeGreaterThan(50 + 59 * 20);
});

test('one look goes before what waits for a table', async () => {
  const { clock, through, ask, many } = setUp();
  many(60);
  ask('look', 'one');
  await clock.advance(50);
  expect(through.at(-1)).toBe('look');
});

test('every try of every call of the look door waits, a table’s behind a person’s', async () => {
  const clock = new ManualClock();
  const aws = new CannedAws({ ListClusters: { clusterArns: [] } }, undefined, clock);
  const { ecs } = aws.clients.look('default');
  const asked = Array.from({ length: 60 }, (_, n) =>
    ecs.send(as('many', new ListClustersCommand({ nextToken: `${n}` }))),
  );
  // The SDK loads its parts from the disk before its first call.
  for (const deadline = Date.now() + 10_000; aws.calls.length < 50 && Date.now() < deadline;) await flushed();
  const person = ecs.send(new ListClustersCommand({ nextToken: 'person' }));
  await flushed();
  expect(aws.calls).toHaveLength(50);
  await clock.advance(60);
  await person;
  expect(aws.inputs('ListClusters').at(-1)).toEqual({ nextToken: 'person' });
  await clock.advance(10_000);
  await Promise.all(asked);
  expect(aws.calls).toHaveLength(61);
});

test('what changes something does not wait', async () => {
  const clock = new ManualClock();
  const aws = new CannedAws({ ListClusters: awsError('AccessDeniedException') }, undefined, clock);
  for (let n = 0; n < 60; n++) {
    const call = aws.clients.operate('default', { id: 'U1' }, ({ ecs }) => ecs.send(new ListClustersCommand({})));
    await expect(call).rejects.toThrow('AccessDenied');
  }
  expect(aws.calls).toHaveLength(60);
});

const flushed = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
};
