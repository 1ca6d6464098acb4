import { offer } from '../words/next-steps';
import { Controller, Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { z } from 'zod';
import { AccessService } from '../../domain/access/access.service';
import type { AuditEntry } from '../../domain/access/access.types';
import { ServicesService } from '../../domain/services/services.service';
import { Clock } from '../../kernel/clock';
import { Leases } from '../../kernel/leases';
import { InMemoryLeases, SharedTurns } from '../../kernel/spec/leases.in-memory';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { UserError } from '../../kernel/user-error';
import { encodePayload } from '../words/payload';
import { message, section } from '../words/blocks';
import { ChatModule } from '../chat.module';
import { ChatOptions } from '../slack/chat.options';
import type { Invocation } from '../asked/invocation';
import type { Outcome } from '../asked/outcome';
import { SlackConnection } from '../slack/connection-state';
import { SlackWeb } from '../slack/slack-web';
import { DeliveryRepository } from './delivery.repository';
import { ReceiverFactory } from './receiver-factory';
import { InMemoryDeliveries } from '../spec/deliveries.in-memory.repository';
import { FAKE_OPTIONS, FakeReceiver, FakeSlack } from '../spec/slack.fake';
import { Action, Subcommand } from '../asked/subcommand.decorator';
import type { SubcommandSpec } from '../asked/subcommand.types';
import { Hall } from '../asked/hall';
import { SlackTransport } from './slack.transport';

const words = { usage: ['x <service>'], examples: ['x a', 'x b'], words: ['service'] } as const;
const input = z.object({ service: z.string({ error: 'Name a service.' }) });
const look = { ...words, name: 'look', summary: 'looks', right: 'look', input } satisfies SubcommandSpec;
const change = { ...words, name: 'change', summary: 'changes', right: 'operate', input } satisfies SubcommandSpec;

let slowly: Promise<void> = Promise.resolve();

@Controller()
class Probe {
  @Subcommand(look)
  async look({ service }: z.output<typeof input>): Promise<Outcome> {
    if (service === 'slow') await slowly;
    if (service === 'missing')
      throw new UserError({ what: 'No <such> thing.', steps: [offer('All', { typed: ['look', 'all'] })] });
    if (service === 'bug') throw new TypeError('secret detail');
    return message(`looked at ${service}`, section(service));
  }

  @Subcommand(change)
  change(_: unknown, { said, actor }: Invocation): Outcome {
    return message(`${actor.name} said ${said}`, section('changed'));
  }

  @Action({ id: 'change.go', right: 'operate', payload: input })
  go({ service }: z.output<typeof input>): Outcome {
    return message(`went for ${service}`, section('went'));
  }
}

const audit: AuditEntry[] = [];

interface Booted {
  slack: FakeSlack;
  door: FakeReceiver;
  hall: Hall;
  connection: SlackConnection;
  transport: SlackTransport;
  clock: ManualClock;
  deliveries: InMemoryDeliveries;
  close: () => Promise<void>;
}

async function boot(controllers: (new () => object)[] = [Probe], turns = new SharedTurns()): Promise<Booted> {
  const [slack, door] = [new FakeSlack(), new FakeReceiver()];
  audit.length = 0;
  const clock = new ManualClock();
  const deliveries = new InMemoryDeliveries();
  const leases = new InMemoryLeases(clock, turns);
  const trail = { append: async (entry: AuditEntry) => void audit.push(entry), newest: async () => [] };
  const provided = [
    { provide: ChatOptions, useValue: FAKE_OPTIONS },
    { provide: Clock, useValue: clock },
    { provide: DeliveryRepository, useValue: deliveries },
    { provide: Leases, useValue: leases },
  ];
  @Global()
  @Module({ providers: provided, exports: provided.map(({ provide }) => provide) })
  class Surroundings {}
  const testing = await Test.createTestingModule({ imports: [Surroundings, ChatModule], controllers })
    .overrideProvider(AccessService)
    .useValue(new AccessService({ operators: ['U0ANN'], administrators: ['U0CAT', 'U0DAN'] }, trail, clock))
    .overrideProvider(ServicesService)
    .useValue({ list: async () => ['a', 'b'].map((service) => ({ environment: 'default', cluster: 'c', service })) })
    .overrideProvider(SlackWeb)
    .useValue(slack.web)
    .overrideProvider(ReceiverFactory)
    .useValue(door)
    // What only changes ask for stands in the modules of AWS; nothing here changes anything.
    .useMocker(() => ({}))
    .compile();
  testing.useLogger(false);
  const app = testing.createNestMicroservice({ strategy: testing.get(SlackTransport), logger: false });
  await app.listen();
  const [hall, connection, transport] = [testing.get(Hall), testing.get(SlackConnection), testing.get(SlackTransport)];
  return { slack, door, hall, connection, transport, clock, deliveries, close: () => app.close() };
}

describe('Slack as a transport', () => {
  it('acknowledges a command, runs its handler through Nest, and answers privately', async () => {
    const { slack, door, close } = await boot();
    expect(await door.command('LOOK  “primes api” ')).toBe('ok');
    expect(slack.to('response_url')).toEqual([
      expect.objectContaining({ text: 'looked at primes api', response_type: 'ephemeral', replace_original: false }),
    ]);
    await close();
  });

  it('says after a second of silence that it is still at work, once, and then the answer', async () => {
    const { slack, door, clock, close } = await boot();
    let end = (): void => {};
    slowly = new Promise((resolve) => (end = resolve));
    const done = door.command('look slow');
    await clock.advance(900);
    expect(slack.to('response_url')).toEqual([]);
    await clock.advance(5000);
    end();
    await done;
    await clock.advance(5000);
    expect(slack.to('response_url')).toMatchObject([
      { text: 'Still at work on `/ecs look slow`.', response_type: 'ephemeral' },
      { text: 'looked at slow' },
    ]);
    await close();
  });

  it('remembers what it took on until it has answered', async () => {
    const { door, clock, deliveries, close } = await boot();
    let end = (): void => {};
    slowly = new Promise((resolve) => (end = resolve));
    const done = door.command('look slow');
    await clock.advance(0);
    expect(await deliveries.unsettled()).toMatchObject([
      { said: '/ecs look slow', words: 'look slow', at: clock.now() },
    ]);
    end();
    await done;
    await door.mention('<@U0BOT> look b', 'Ev9');
    expect(await deliveries.unsettled()).toEqual([]);
    await close();
  });

  it('hands the handler who asked, and in which words', async () => {
    const { slack, door, close } = await boot();
    await door.command('change it');
    expect(slack.to('response_url')).toMatchObject([{ text: 'u0ann said /ecs change it' }]);
    await close();
  });

  it('refuses who lacks the right, says why, and writes the refusal down', async () => {
    const { slack, door, close } = await boot();
    await door.command('change it', 'U0BEN');
    await door.click('change.go', encodePayload({ service: 'a' }), 'U0BEN');
    expect(slack.to('response_url').map(({ text }) => text)).toEqual([
      expect.stringContaining('You may not change services'),
      expect.stringContaining('You may not change services'),
    ]);
    expect(slack.to('response_url')[0]?.['text']).toContain('<@U0CAT> or <@U0DAN> can add you.');
    expect(audit).toMatchObject([
      { outcome: 'refused', command: '/ecs change it', actor: { id: 'U0BEN' } },
      { outcome: 'refused', command: '[Go]' },
    ]);
    await close();
  });

  it('turns a UserError into sentences, escaped, with a button; anything else into an id without its details', async () => {
    const { slack, door, close } = await boot();
    await door.command('look missing');
    await door.command('look bug');
    const [known, unknown] = slack.to('response_url');
    expect(known?.['text']).toBe('No &lt;such&gt; thing.');
    expect(JSON.stringify(known?.['blocks'])).toContain('{\\"v\\":1,\\"command\\":\\"look all\\"}');
    expect(unknown?.['text']).toMatch(/err-[0-9a-f]{10}/);
    expect(JSON.stringify(unknown)).not.toContain('secret');
    await close();
  });

  it('runs the command on a button through the same gate', async () => {
    const { slack, door, close } = await boot();
    await door.click('chat.run:2', encodePayload({ command: 'look a' }));
    await door.click('chat.run', encodePayload({ command: 'change it' }), 'U0BEN');
    expect(slack.to('response_url').map(({ text }) => text)).toEqual([
      'looked at a',
      expect.stringContaining('You may not'),
    ]);
    await close();
  });

  it('offers the services there are to a command that lacks nothing else', async () => {
    const { slack, door, close } = await boot();
    await door.command('look');
    expect(slack.to('response_url')[0]?.['text']).toBe('Name a service. It is written `/ecs x &lt;service&gt;`.');
    expect(JSON.stringify(slack.to('response_url'))).toContain('{\\"v\\":1,\\"command\\":\\"look c/b\\"}');
    await close();
  });

  it('runs the command that was picked from a list, as if it had been on a button', async () => {
    const { slack, door, close } = await boot();
    await door.pick('chat.run', 'a', encodePayload({ command: 'look a' }));
    await door.pick('somebody.elses', 'a', 'a');
    expect(slack.to('response_url').map(({ text }) => text)).toEqual([
      'looked at a',
      expect.stringContaining('another version'),
    ]);
    await close();
  });

  it('says a plain sentence where Slack does not take the message', async () => {
    const { slack, door, close } = await boot();
    const refused = { ok: false, error: 'invalid_blocks' };
    slack.next.set('response_url', [{ status: 400 }]);
    slack.next.set('chat.postEphemeral', [refused]);
    slack.next.set('chat.postMessage', [refused]);
    await door.command('look a');
    expect(slack.to('response_url').at(-1)).toMatchObject({ text: 'looked at a', blocks: [] });
    await close();
  });

  it.each(['looj', 'look --nohting', 'look a'])('answers `%s` with a wall behind it in a few words', async (typed) => {
    const { slack, door, close } = await boot();
    await door.command(`${typed} ${'x'.repeat(3900)}`);
    await door.command(`${'y'.repeat(3900)} a`);
    const said = slack.to('response_url');
    expect(said).toHaveLength(2);
    expect(said.map(({ text }) => String(text).length < 600)).toEqual([true, true]);
    expect(JSON.stringify(said)).not.toMatch(/x{301}|y{301}/);
    await close();
  });

  it('does nothing for a button of another version, or one it does not know', async () => {
    const { slack, door, close } = await boot();
    await door.click('change.go', '{"v":0,"service":"a"}');
    await door.click('change.go', 'no json');
    await door.click('change.gone', encodePayload({ service: 'a' }));
    await door.click('change.go', encodePayload({ service: 'a' }));
    expect(slack.to('response_url').map(({ text }) => text)).toEqual([
      ...Array.from({ length: 3 }, () => expect.stringContaining('another version')),
      'went for a',
    ]);
    await close();
  });

  it('falls back to an ephemeral message when the response URL is used up, then to the direct message', async () => {
    const { slack, door, close } = await boot();
    slack.next.set('response_url', [{ status: 404 }, { status: 404 }]);
    slack.next.set('chat.postEphemeral', [{ ok: true }, { ok: false, error: 'user_not_in_channel' }]);
    await door.command('look a');
    await door.command('look b');
    expect(slack.to('chat.postEphemeral')[0]).toMatchObject({ channel: 'C0OPS', user: 'U0ANN', text: 'looked at a' });
    expect(slack.to('chat.postMessage')).toEqual([expect.objectContaining({ channel: 'U0ANN', text: 'looked at b' })]);
    await close();
  });

  it('answers a mention in its thread, once however often it is delivered', async () => {
    const { slack, door, close } = await boot();
    await door.mention('<@U0BOT> look a', 'Ev1');
    await door.mention('<@U0BOT> look a', 'Ev1');
    expect(slack.to('chat.postEphemeral')).toEqual([
      expect.objectContaining({ text: 'looked at a', user: 'U0ANN', thread_ts: '1.1' }),
    ]);
    await close();
  });

  it('does once what is delivered twice, and acknowledges it twice', async () => {
    const { slack, door, close } = await boot();
    expect(await door.command('look a', 'U0ANN', 'C0OPS', '1.same')).toBe('ok');
    expect(await door.command('look a', 'U0ANN', 'C0OPS', '1.same')).toBe('ok');
    await door.click('change.go', encodePayload({ service: 'a' }), 'U0ANN', false, '2.same');
    expect(await door.click('change.go', encodePayload({ service: 'a' }), 'U0ANN', false, '2.same')).toBe('ok');
    expect(slack.to('response_url').map(({ text }) => text)).toEqual(['looked at a', 'went for a']);
    await close();
  });

  it('does not carry out what it could not acknowledge, until that is delivered again', async () => {
    const { slack, door, close } = await boot();
    door.ackFails = new Error('the socket is closed');
    await door.command('look a', 'U0ANN', 'C0OPS', '1.same');
    expect(slack.to('response_url')).toEqual([]);
    door.ackFails = undefined;
    await door.command('look a', 'U0ANN', 'C0OPS', '1.same');
    await door.command('look a', 'U0ANN', 'C0OPS', '1.same');
    expect(slack.to('response_url')).toMatchObject([{ text: 'looked at a' }]);
    await close();
  });

  it('finds its own mention wherever it stands, and knows by name who asks', async () => {
    const { slack, door, close } = await boot();
    await door.mention('<@U0BEN> please, <@U0BOT> change it', 'Ev1');
    await door.mention('look a <@U0BOT>', 'Ev2');
    expect(slack.to('chat.postEphemeral').map(({ text }) => text)).toEqual([
      'u0ann said /ecs change it',
      'looked at a',
    ]);
    await close();
  });

  it('takes nothing on while it shuts down, and says so in the acknowledgement', async () => {
    const { slack, door, hall, close } = await boot();
    await hall.drain();
    expect(await door.command('look a')).toMatch(/restarting/);
    await door.click('change.go', encodePayload({ service: 'a' }));
    expect(slack.to('response_url').map(({ text }) => text)).toEqual([expect.stringMatching(/restarting/)]);
    await close();
  });

  it('closes the door first where another bot is there, and does what came through it until then', async () => {
    const turns = new SharedTurns();
    turns.bots.add(new InMemoryLeases(new ManualClock(), turns));
    const { slack, door, transport, clock, close } = await boot([Probe], turns);
    let end = (): void => {};
    slowly = new Promise((resolve) => (end = resolve));
    const done = door.command('look slow');
    await clock.advance(0);
    let isDrained = false;
    const drained = transport.beforeApplicationShutdown().then(() => (isDrained = true));
    await clock.advance(0);
    expect([door.isOpen, isDrained]).toEqual([false, false]);
    end();
    await Promise.all([done, drained]);
    expect(slack.to('response_url').at(-1)).toMatchObject({ text: 'looked at slow' });
    await close();
  });

  it('keeps the door open where it is the only bot, and tells whoever comes', async () => {
    const { door, transport, close } = await boot();
    await transport.beforeApplicationShutdown();
    expect(door.isOpen).toBe(true);
    expect(await door.command('look a')).toMatch(/restarting/);
    await close();
    expect(door.isOpen).toBe(false);
  });

  it('is no longer ready from the moment it is asked to go, however long the rest takes', async () => {
    const { door, connection, transport, clock, close } = await boot();
    let end = (): void => {};
    slowly = new Promise((resolve) => (end = resolve));
    const done = door.command('look slow');
    await clock.advance(0);
    connection.become('connected');
    const drained = transport.beforeApplicationShutdown();
    connection.become('connected');
    expect(connection.state()).toBe('leaving');
    end();
    await Promise.all([done, drained]);
    await close();
  });

  it('does not start with two handlers for one command', async () => {
    @Controller()
    class Rival {
      @Subcommand(look)
      look(): Outcome {
        return undefined;
      }
    }
    await expect(boot([Probe, Rival])).rejects.toThrow('Two handlers answer to "command:look"');
  });
});
