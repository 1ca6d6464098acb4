import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Environment } from './environment.types';
import type { ServiceRef } from './service-ref.types';
import { EcsServiceCatalog } from './services.port';
import { ServicesService, UnknownEnvironmentError } from './services.service';

beforeAll(() => Logger.overrideLogger(false));

class Catalog extends EcsServiceCatalog {
  reads = 0;
  failing = new Map<string, Error>();

  constructor(private readonly names: Record<string, string[]>) {
    super();
  }

  list({ name }: Environment): Promise<ServiceRef[]> {
    this.reads++;
    const failure = this.failing.get(name);
    if (failure) return Promise.reject(failure);
    return Promise.resolve(
      (this.names[name] ?? []).map((path) => {
        const [cluster = '', service = ''] = path.split('/');
        return { environment: name, cluster, service };
      }),
    );
  }

  clustersOf({ name }: Environment): Promise<string[]> {
    return Promise.resolve([...(this.names[name] ?? []).map((path) => path.split('/')[0] ?? ''), 'empty']);
  }
}

const ONE = { default: ['primes/primes-api', 'primes/hello', 'batch/primes-report'] };
const TWO = { prod: ['shop/api', 'shop/basket'], staging: ['shop/api', 'shop/search'] };

function serviceOf(names: Record<string, string[]>, environments: Environment[]) {
  const clock = new ManualClock();
  const catalog = new Catalog(names);
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

it('knows the clusters of all environments, or of one, with and without services', async () => {
  expect(await one().clusters()).toEqual(['batch', 'empty', 'primes']);
  expect(await two().services.clusters({ environment: 'prod' })).toEqual(['empty', 'shop']);
});
