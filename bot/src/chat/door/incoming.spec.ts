import type { BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Hall } from '../asked/hall';
import type { Invocation } from '../asked/invocation';
import { People } from '../slack/people';
import { SlackPoster } from '../slack/slack-poster';
import { InMemoryDeliveries } from '../spec/deliveries.in-memory.repository';
import { FAKE_OPTIONS, FakeSlack } from '../spec/slack.fake';
import { Deliveries } from './deliveries';
import { Incoming } from './incoming';

/** What the hall gets of a click in a message that stands as `container` says. */
async function clickIn(container: object): Promise<Invocation> {
  const slack = new FakeSlack();
  const clock = new ManualClock();
  const incoming = new Incoming(
    new SlackPoster(slack.web, clock),
    new People(slack.web, clock),
    FAKE_OPTIONS,
    new Deliveries(new InMemoryDeliveries(), clock),
    clock,
  );
  const invocations: Invocation[] = [];
  const hall = {
    closed: () => undefined,
    click: async (_id: string, _value: string, invocation: Invocation) => void invocations.push(invocation),
  } as unknown as Hall;
  const action = { type: 'button', action_id: 'x', value: '{}', text: { type: 'plain_text', text: 'Go' } };
  const body = { trigger_id: 't', user: { id: 'U0ANN', name: 'ann' }, channel: { id: 'C0OPS' }, container };
  const args = { ack: async () => undefined, respond: async () => undefined, body, action };
  await incoming.click(args as unknown as SlackActionMiddlewareArgs<BlockAction>, hall);
  return invocations[0]!;
}

describe('a click', () => {
  it('is known by who pressed what, and where', async () => {
    expect(await clickIn({ message_ts: '1.1' })).toMatchObject({
      actor: { id: 'U0ANN', name: 'ann' },
      channel: 'C0OPS',
      said: '[Go]',
      pressed: 'Go',
    });
  });

  it.each([
    ['one that everybody sees', { message_ts: '1.1' }, { ephemeral: false }],
    ['one that only the asker sees', { message_ts: '1.1', is_ephemeral: true }, { ephemeral: true }],
  ])('knows its message for %s', async (_what, container, expected) => {
    expect((await clickIn(container)).clicked).toEqual({ channel: 'C0OPS', ts: '1.1', ...expected });
  });

  it('outside of a message is in none', async () => {
    expect((await clickIn({ view_id: 'V1' })).clicked).toBeUndefined();
  });
});
