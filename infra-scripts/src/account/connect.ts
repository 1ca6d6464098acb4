/** What every SDK client of these scripts is made with. */
export interface ClientOptions {
  endpoint?: string;
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

const SANDBOX_REGION = 'us-west-2';
const SANDBOX_KEYS = { accessKeyId: 'infra', secretAccessKey: 'sandbox' };

/** The address of the sandbox's AWS: `http://127.0.0.1:4566` unless SANDBOX_AWS_PORT says otherwise. */
export const sandboxAddress = (): string => `http://127.0.0.1:${process.env.SANDBOX_AWS_PORT || '4566'}`;

/**
 * Which AWS the scripts speak to: the person's own, as the AWS CLI would find it, or the running sandbox.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export function clientOptions({ sandbox }: { sandbox: boolean }): ClientOptions {
  if (!sandbox) return {};
  return { endpoint: sandboxAddress(), region: SANDBOX_REGION, credentials: SANDBOX_KEYS };
}

/**
 * Points whatever reads the environment, the CDK toolkit above all, to the sandbox and away from the person's own
 * account: what a shell's profile or another endpoint variable says must not leak in.
 */
export function speakToSandboxOnly(environment: NodeJS.ProcessEnv = process.env): void {
  for (const name of Object.keys(environment)) {
    if (name.startsWith('AWS_') && !name.startsWith('AWS_SDK_JS_')) delete environment[name];
  }
  Object.assign(environment, {
    AWS_ENDPOINT_URL: sandboxAddress(),
    AWS_REGION: SANDBOX_REGION,
    AWS_ACCESS_KEY_ID: SANDBOX_KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: SANDBOX_KEYS.secretAccessKey,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
}
