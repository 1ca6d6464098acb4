import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Environment } from './environment.types';
import type { ServiceRef } from './service-ref.types';
import { UnknownEnvironmentError } from './services.errors';
import { ServicesService } from './services.service';
import { FakeCatalog } from './spec/catalog.fake';

beforeAll(() => Logger.overrideLogger(false));

const ONE = { default: ['primes/primes-api', 'primes/hello', 'batch/primes-report'] };
const TWO = { prod: ['shop/api', 'shop/basket'], staging: ['shop/api', 'shop/search'] };

function serviceOf(names: Record<string, string[]>, environments: Environment[]) {
  const clock = new ManualClock();
  const catalog = new FakeCatalog(names);
  catalog.homes.set('prod', { region: 'eu-west-1', account: '111111111111' });
  return { services: new ServicesService({ environments }, catalog, clock), catalog, clock };
}

const one = () => serviceOf(ONE, [{ name: 'default' }]).services;
const two = () => serviceOf(TWO, [{ name: 'prod', isProtected: true }, { name: 'staging' }]);
const ref = (path: string, environment = 'default'): ServiceRef => {
  const [cluster = '', service = ''] = path.split('/');
  return { environment, cluster, service };
};

describe('what words mean', () => {
  it.each(['primes-api', 'primes/primes-api', '  primes-api ', 'default:primes-api'])('%p is exact', async (words) => {
    expect(await one().resolve(words)).toEqual({ kind: 'exact', ref: ref('primes/primes-api') });
  });

  it.each([
    'Primes-API',
    'PRIMES/primes-api',
    'primes / primes-api',
    'api',
    'primes-a',
    'arn:aws:ecs:us-west-2:000000000000:service/primes/primes-api',
  ])('%p is a guess: good enough to look only', async (words) => {
    expect(await one().resolve(words)).toEqual({ kind: 'guess', ref: ref('primes/primes-api') });
  });

  it('takes a word for the only service it can mean, and says when there are several', async () => {
    expect(await one().resolve('hel')).toEqual({ kind: 'guess', ref: ref('primes/hello') });
    expect(await one().resolve('primes')).toMatchObject({
      kind: 'several',
      candidates: [ref('batch/primes-report'), ref('primes/primes-api')],
    });
    expect(await one().resolve('primes/primes')).toEqual({ kind: 'guess', ref: ref('primes/primes-api') });
  });

  it('names the nearest for a slip, and nothing for something else altogether', async () => {
    const slip = await one().resolve('pirmes-api');
    expect(slip).toMatchObject({ kind: 'none' });
    expect(slip.kind === 'none' && slip.nearest[0]).toEqual(ref('primes/primes-api'));
    expect(await one().resolve('xylophone')).toEqual({ kind: 'none', nearest: [] });
  });

  it('never takes a protected environment for meant unless it is named', async () => {
    expect(await two().services.resolve('api')).toEqual({
      kind: 'several',
      candidates: [ref('shop/api', 'staging'), ref('shop/api', 'prod')],
    });
    expect(await two().services.resolve('basket')).toMatchObject({ kind: 'guess' });
    expect(await two().services.resolve('prod:basket')).toMatchObject({ kind: 'exact' });
    expect(await two().services.resolve('api', { environment: 'PROD' })).toEqual({
      kind: 'exact',
      ref: ref('shop/api', 'prod'),
    });
  });

  it('names the environments it knows when it is asked for another', async () => {
    const asked = two().services.resolve('qa:api');
    await expect(asked).rejects.toBeInstanceOf(UnknownEnvironmentError);
    await expect(asked).rejects.toThrow('I know prod, staging.');
    const unnamed = one().resolve('prod:primes-api');
    await expect(unnamed).rejects.toThrow('There is no environment prod.');
    await expect(unnamed).rejects.not.toThrow('default');
  });

  it('says what a colon means to whoever wrote a tag behind one', async () => {
    await expect(one().resolve('primes-api:1.0.0')).rejects.toThrow(
      'There is no environment primes-api. What stands before a colon is one. I was told of none, so no service needs ' +
        'one named. Leave it out. A tag is a word of its own: primes-api 1.0.0.',
    );
    await expect(two().services.resolve('api:2')).rejects.toThrow('A tag is a word of its own: api 2.');
    await expect(one().resolve('https://evil.example/x')).rejects.not.toThrow('A tag');
    await expect(one().resolve(':api')).rejects.toThrow('There is no environment without a name. What stands before');
    await expect(one().resolve('api', { environment: 'x' })).rejects.not.toThrow('colon');
  });

  it('takes neither of two environments for the one that is meant', async () => {
    await expect(two().services.resolve('prod:api', { environment: 'staging' })).rejects.toThrow(
      'prod and staging are two environments. The name of the service says the one, and --env the other. Name one of them.',
    );
    expect(await two().services.resolve('prod:api', { environment: 'PROD' })).toMatchObject({ kind: 'exact' });
  });
});

describe('an environment that cannot be read', () => {
  it('hides nothing of the others, but is no "there is none"', async () => {
    const { services, catalog } = two();
    catalog.failing.set('prod', new Error('denied'));
    expect(await services.list()).toHaveLength(2);
    expect(await services.resolve('search')).toMatchObject({ kind: 'exact' });
    await expect(services.resolve('basket')).rejects.toThrow('denied');
    await expect(services.list({ environment: 'prod' })).rejects.toThrow('denied');
  });
});

describe('the list', () => {
  it('is kept for a few seconds, and a failure is not kept at all', async () => {
    const { services, catalog, clock } = two();
    await Promise.all([services.list(), services.resolve('api')]);
    await services.list();
    expect(catalog.reads).toBe(2);
    await clock.advance(5000);
    catalog.failing.set('prod', new Error('denied'));
    await services.list();
    await services.list();
    expect(catalog.reads).toBe(5);
  });
});

describe('a full name that was listed', () => {
  it('is known without a new list for a while, and the list is read anew meanwhile', async () => {
    const { services, catalog, clock } = serviceOf(ONE, [{ name: 'default' }]);
    await services.list();
    await clock.advance(60_000);
    expect(await services.resolve('primes-api')).toMatchObject({ kind: 'exact' });
    expect(catalog.reads).toBe(2);
    await clock.advance(1000);
    await services.resolve('hello');
    expect(catalog.reads).toBe(2);
  });

  it('does not wait for a list that AWS does not give just now', async () => {
    const { services, catalog, clock } = serviceOf(ONE, [{ name: 'default' }]);
    await services.list();
    await clock.advance(60_000);
    catalog.failing.set('default', new Error('throttled'));
    expect(await services.resolve('primes-api')).toMatchObject({ kind: 'exact' });
  });

  it('is looked for again after two minutes', async () => {
    const { services, catalog, clock } = serviceOf(ONE, [{ name: 'default' }]);
    await services.list();
    await clock.advance(120_000);
    catalog.names['default'] = ['primes/hello'];
    expect(await services.resolve('primes-api')).toMatchObject({ kind: 'none' });
  });
});

test('what is not in the kept list, or only like something in it, is looked for in a new one', async () => {
  const { services, catalog, clock } = serviceOf(ONE, [{ name: 'default' }]);
  await services.list();
  await clock.advance(10_000);
  catalog.names['default'] = [...ONE.default, 'primes/worker', 'primes/primes'];
  expect(await services.resolve('worker')).toEqual({ kind: 'exact', ref: ref('primes/worker') });
  await clock.advance(10_000);
  catalog.names['default'] = [...ONE.default, 'primes/api'];
  expect(await services.resolve('api')).toEqual({ kind: 'exact', ref: ref('primes/api') });
});

describe('a name that is not in the list', () => {
  it('is looked for in a new one, however fresh that is: its service may have been made since', async () => {
    const { services, catalog, clock } = serviceOf(ONE, [{ name: 'default' }]);
    await services.list();
    await clock.advance(1000);
    catalog.names['default'] = [...ONE.default, 'primes/worker'];
    expect(await services.resolve('worker')).toEqual({ kind: 'exact', ref: ref('primes/worker') });
    expect(catalog.reads).toBe(2);
  });

  it('does not cost a list each time that somebody slips, and one where none was read yet', async () => {
    const { services, catalog, clock } = serviceOf(ONE, [{ name: 'default' }]);
    await services.resolve('wroker');
    expect(catalog.reads).toBe(1);
    await clock.advance(1000);
    await Promise.all(['wroker', 'wokrer', 'workre'].map((slip) => services.resolve(slip)));
    await clock.advance(2999);
    expect(await services.resolve('xylophone')).toEqual({ kind: 'none', nearest: [] });
    expect(catalog.reads).toBe(2);
    await clock.advance(1);
    await services.resolve('wroker');
    expect(catalog.reads).toBe(3);
  });

  it('is not called unknown where the new list cannot be read', async () => {
    const { services, catalog, clock } = serviceOf(ONE, [{ name: 'default' }]);
    await services.list();
    await clock.advance(1000);
    catalog.failing.set('default', new Error('throttled'));
    await expect(services.resolve('worker')).rejects.toThrow('throttled');
  });
});

describe('an ARN', () => {
  const arn = (home: string, path: string): string => `arn:aws:ecs:${home}:service/${path}`;

  it('of another region or account is not taken for a service of the same name here', async () => {
    const { services } = two();
    const elsewhere = services.resolve(arn('us-east-1:000000000000', 'shop/api'));
    await expect(elsewhere).rejects.toThrow(
      'is in us-east-1 of account 000000000000. I look after eu-west-1 of account 111111111111 and us-west-2 of account 000000000000.',
    );
    await expect(services.resolve(arn('us-west-2:999999999999', 'shop/api'))).rejects.toThrow('999999999999');
  });

  it('means the environment that it is of', async () => {
    const { services } = two();
    expect(await services.resolve(arn('eu-west-1:111111111111', 'shop/api'))).toEqual({
      kind: 'guess',
      ref: ref('shop/api', 'prod'),
    });
    expect(await services.resolve(arn('us-west-2:000000000000', 'shop/api'))).toEqual({
      kind: 'guess',
      ref: ref('shop/api', 'staging'),
    });
  });
});

describe('a survey', () => {
  it('has every service, and each environment that cannot be read with the reason', async () => {
    const { services, catalog } = two();
    catalog.failing.set('prod', new Error('AWS does not let me call ecs:ListServices.'));
    const { refs, unread } = await services.survey();
    expect(refs).toEqual([ref('shop/api', 'staging'), ref('shop/search', 'staging')]);
    expect(unread).toEqual([{ environment: 'prod', why: 'AWS does not let me call ecs:ListServices.' }]);
  });

  it('says all of them where none can be read, and fails where the only one asked for cannot', async () => {
    const { services, catalog } = two();
    for (const name of ['prod', 'staging']) catalog.failing.set(name, new Error('denied'));
    expect((await services.survey()).unread).toHaveLength(2);
    await expect(services.survey({ environment: 'prod' })).rejects.toThrow('denied');
    await expect(services.survey({ environment: 'qa' })).rejects.toBeInstanceOf(UnknownEnvironmentError);
  });
});

it('knows the clusters of all environments, or of one, with and without services', async () => {
  expect(await one().clusters()).toEqual(['batch', 'empty', 'primes']);
  expect(await two().services.clusters({ environment: 'prod' })).toEqual(['batch', 'empty', 'shop']);
});
