import { ClusterNotFoundError } from '../../domain/services/services.errors';
import { Accounts } from '../doors/accounts';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { ServiceCatalogAdapter } from './service-catalog.adapter';

const HERE = { name: 'default' };
const arn = (path: string): string => `arn:aws:ecs:us-west-2:000000000000:${path}`;
const CALLER =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::000000000000:x</Arn><UserId>A</UserId><Account>000000000000</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

function setUp(answers: Answers = {}) {
  const aws = new CannedAws(answers);
  return { aws, catalog: new ServiceCatalogAdapter(aws.clients, new Accounts(aws.options, aws.clients)) };
}

describe('the services there are', () => {
  it('are those of all clusters, of all pages', async () => {
    const { catalog, aws } = setUp({
      ListClusters: ({ nextToken }) =>
        nextToken ? { clusterArns: [arn('cluster/batch')] } : { clusterArns: [arn('cluster/primes')], nextToken: 'x' },
      ListServices: ({ cluster, nextToken }) =>
        nextToken || cluster === 'batch'
          ? { serviceArns: [arn(`service/${String(cluster)}/last`)] }
          : { serviceArns: [arn('service/primes/primes-api')], nextToken: 'x' },
    });
    expect(await catalog.list(HERE)).toEqual([
      { environment: 'default', cluster: 'primes', service: 'primes-api' },
      { environment: 'default', cluster: 'primes', service: 'last' },
      { environment: 'default', cluster: 'batch', service: 'last' },
    ]);
    expect(aws.inputs('ListServices')[0]).toMatchObject({ maxResults: 100 });
  });

  it('are those of all clusters where the list of named ones is empty', async () => {
    const clusterArns = [arn('cluster/primes')];
    const { catalog } = setUp({ ListClusters: { clusterArns }, ListServices: { serviceArns: [arn('service/hello')] } });
    expect(await catalog.list({ ...HERE, clusters: [] })).toMatchObject([{ cluster: 'primes', service: 'hello' }]);
  });

  it('are those of the named clusters, where some are named; ECS is then not asked for clusters', async () => {
    const { catalog, aws } = setUp({ ListServices: { serviceArns: [arn('service/primes-api')] } });
    expect(await catalog.list({ ...HERE, clusters: ['primes'] })).toEqual([
      { environment: 'default', cluster: 'primes', service: 'primes-api' },
    ]);
    expect(aws.operations).toEqual(['ListServices']);
  });

  it('cannot be known of a named cluster that is not there, nor where they may not be listed', async () => {
    const { catalog, aws } = setUp({ ListServices: awsError('ClusterNotFoundException') });
    await expect(catalog.list({ ...HERE, clusters: ['nope'] })).rejects.toBeInstanceOf(ClusterNotFoundError);
    aws.answers['ListServices'] = awsError('AccessDeniedException', 'not authorized to perform: ecs:ListServices on x');
    await expect(catalog.list({ ...HERE, clusters: ['nope'] })).rejects.toThrow('call ecs:ListServices');
  });
});

describe('where an environment is', () => {
  it('is its region and the account of its credentials, asked once', async () => {
    const { catalog, aws } = setUp({ GetCallerIdentity: CALLER });
    expect(await catalog.home(HERE)).toEqual({ region: 'us-west-2', account: '000000000000' });
    await catalog.home(HERE);
    expect(aws.operations).toEqual(['GetCallerIdentity']);
  });

  it('is its region alone while AWS does not say whose they are, and is asked again', async () => {
    const { catalog, aws } = setUp({ GetCallerIdentity: new Error('no network') });
    expect(await catalog.home(HERE)).toEqual({ region: 'us-west-2' });
    aws.answers['GetCallerIdentity'] = CALLER;
    expect(await catalog.home(HERE)).toMatchObject({ account: '000000000000' });
  });
});
