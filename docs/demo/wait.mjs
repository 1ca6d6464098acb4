import { spawn, spawnSync } from 'node:child_process';

const credentials = { AWS_ACCESS_KEY_ID: 'demo', AWS_SECRET_ACCESS_KEY: 'demo', AWS_DEFAULT_REGION: 'us-west-2' };

/** Whether the AWS CLI is on this machine. */
export const hasAwsCli = () => spawnSync('aws', ['--version']).status === 0;

/**
 * What a pipeline does after its `update-service`: asks until ECS calls the service stable.
 * @param {string} endpoint where AWS answers
 * @returns {Promise<{code: number, seconds: number}>} its exit code, and after how long it came
 */
export function waitForStable(endpoint) {
  const words = ['--endpoint-url', endpoint, 'ecs', 'wait', 'services-stable', '--cluster', 'primes'];
  const begun = Date.now();
  const child = spawn('aws', [...words, '--services', 'primes-api'], { env: { ...process.env, ...credentials } });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve({ code, seconds: Math.round((Date.now() - begun) / 1000) }));
  });
}
