import type { AwsClients } from '../doors/aws-clients';
import { ServiceDeploymentReader } from './service-deployment-reader';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const HANDLE = { id: 'ecs-svc/2', revision: 'primes-api:2' };

function readerOf(name: string): ServiceDeploymentReader {
  const ecs = { send: () => Promise.reject(Object.assign(new Error(name), { name })) };
  return new ServiceDeploymentReader({ look: () => ({ ecs }) } as unknown as AwsClients);
}

describe('the service deployment of a deployment', () => {
  it('is not known where it may not be read, so that the deployment is followed by the service alone', async () => {
    expect(await readerOf('AccessDeniedException').state(REF, HANDLE)).toBeUndefined();
  });

  it('is not taken for missing where AWS just does not answer', async () => {
    await expect(readerOf('ThrottlingException').state(REF, HANDLE)).rejects.toThrow('fewer calls');
  });
});
