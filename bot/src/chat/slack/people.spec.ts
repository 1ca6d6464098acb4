import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { FakeSlack } from '../spec/slack.fake';
import { People } from './people';

beforeAll(() => Logger.overrideLogger(false));

function setUp() {
  const [slack, clock] = [new FakeSlack(), new ManualClock()];
  return { slack, clock, people: new People(slack.web, clock) };
}

it('asks Slack for a name once an hour, however many ask', async () => {
  const { slack, clock, people } = setUp();
  expect(await Promise.all([people.nameOf('U0ANN'), people.nameOf('U0ANN')])).toEqual(['u0ann', 'u0ann']);
  await clock.advance(3_500_000);
  await people.nameOf('U0ANN');
  expect(slack.to('users.info')).toEqual([{ user: 'U0ANN' }]);
  await clock.advance(200_000);
  await people.nameOf('U0ANN');
  expect(slack.to('users.info')).toHaveLength(2);
});

it.each([
  ['refuses', { ok: false, error: 'missing_scope' }],
  ['knows nobody', { ok: false, error: 'user_not_found' }],
  ['is out of reach', new Error('ECONNRESET')],
])('knows no name where Slack %s, and asks again the next time', async (_what, answer) => {
  const { slack, people } = setUp();
  slack.next.set('users.info', [answer]);
  expect(await people.nameOf('U0ANN')).toBeUndefined();
  expect(await people.nameOf('U0ANN')).toBe('u0ann');
});

it('waits no longer than half a second', async () => {
  const clock = new ManualClock();
  const slack = new FakeSlack();
  slack.next.set('users.info', ['never']);
  const name = new People(slack.web, clock).nameOf('U0ANN');
  await clock.advance(500);
  expect(await name).toBeUndefined();
});
