import { z } from 'zod';
import { ServicesService } from '../../domain/services/services.service';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { FakeCatalog } from '../../domain/services/spec/catalog.fake';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { UserError } from '../../kernel/user-error';
import { FAKE_OPTIONS } from '../spec/slack.fake';
import { command, written } from '../words/commands';
import { MissingServiceError } from './missing-service.error';
import { ServiceDesk } from './service-desk';
import type { SubcommandSpec } from './subcommand.types';
import { readWords } from './words';

function deskWith(...paths: string[]) {
  const catalog = new FakeCatalog({ default: paths });
  const services = new ServicesService({ environments: [{ name: 'default' }] }, catalog, new ManualClock());
  return { catalog, desk: new ServiceDesk(services, FAKE_OPTIONS) };
}

/** What an error says, and what it offers. */
async function trouble(asked: Promise<unknown>): Promise<{ says: string; offers: string[] }> {
  const error = await asked.catch((reason: unknown) => reason);
  if (!(error instanceof UserError)) throw new Error('That was understood.');
  return { says: error.message, offers: error.steps.map(({ label = '' }) => label) };
}
const look = (service: ServiceRef) => command('status', { service });

describe('a word for a service', () => {
  it('that is the name of a cluster brings its services, or that there are none', async () => {
    const { desk } = deskWith('batch/a', 'batch/b', 'primes/c');
    expect(await trouble(desk.toLookAt({ service: 'Batch' }, look))).toEqual({
      says: '`batch` is a cluster. Which of its services is meant?',
      offers: ['batch/a', 'batch/b'],
    });
    const { desk: empty } = deskWith('primes/c');
    expect(await trouble(empty.toLookAt({ service: 'batch' }, look))).toEqual({
      says: '`batch` is a cluster, and no service is in it.',
      offers: ['All services'],
    });
  });

  it('that may be many brings all of them', async () => {
    const paths = Array.from({ length: 9 }, (_, index) => `c${index}/api`);
    const { says, offers } = await trouble(deskWith(...paths).desk.toLookAt({ service: 'api' }, look));
    expect(says).toBe('`api` may be several services. Which one is meant?');
    expect(offers).toEqual(paths);
  });

  it('that means nothing, and what there is instead is said, whether it is to be looked at or to be changed', async () => {
    const { desk } = deskWith('c/api');
    const says = 'There is no service `zzz`. `/ecs status` lists all there are.';
    expect((await trouble(desk.toLookAt({ service: 'zzz' }, look))).says).toBe(says);
    expect((await trouble(desk.toChange({ service: 'zzz' }, look))).says).toBe(
      says.replace('. ', '. Nothing was changed. '),
    );
  });

  it('that is a wall is not thrown back as one', async () => {
    const { says } = await trouble(deskWith('c/api').desk.toLookAt({ service: 'x'.repeat(3900) }, look));
    expect(says.length).toBeLessThan(200);
  });
});

describe('a command without its service', () => {
  const spec = {
    name: 'events',
    summary: 'x',
    usage: ['events <service>'],
    examples: ['events a', 'events b'],
    right: 'look',
    words: ['service', 'n'],
    options: { since: { type: 'string', summary: 'x' } },
    input: z.object({ service: z.string('Name the service.'), since: z.string().optional(), n: z.string().optional() }),
  } satisfies SubcommandSpec;
  const missing = (typed: string[], of: SubcommandSpec = spec): unknown => {
    try {
      return readWords(of, typed, '/ecs');
    } catch (error) {
      return error;
    }
  };

  it('offers itself for each service, with the words that were there', async () => {
    const { desk } = deskWith('primes/api', 'primes/web');
    const error = missing(['--since', '1h']);
    if (!(error instanceof MissingServiceError)) throw new Error('That was read.');
    const { what, steps } = await desk.choices(error);
    expect(what).toBe('Name the service.');
    expect(steps.map((step) => ('command' in step ? written(step.command as never) : ''))).toEqual([
      'events primes/api --since 1h',
      'events primes/web --since 1h',
    ]);
  });

  it('stays as it is where there is none, or they cannot be listed', async () => {
    const { desk, catalog } = deskWith();
    const error = missing([]) as MissingServiceError;
    expect(await desk.choices(error)).toBe(error);
    catalog.failing.set('default', new UserError({ what: 'AWS does not let me.' }));
    expect((await desk.choices(error)).next).toContain('It is written `/ecs events <service>`');
  });

  it('is not offered where more than the service is missing', () => {
    const scale = { ...spec, name: 'scale', input: z.object({ service: z.string(), n: z.string() }) };
    expect(missing([], scale)).not.toBeInstanceOf(MissingServiceError);
  });
});
