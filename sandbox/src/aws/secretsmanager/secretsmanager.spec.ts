import { ManualClock } from '../../kernel/spec/manual-clock';
import { faultOf, WireClient } from '../wire/spec/wire-client';
import { SecretsManagerRegion } from './state/secretsmanager.region';
import { secretsManagerService } from './secretsmanager.service';

const CALL = { region: 'us-west-2', accountId: '000000000000', requestId: 'r', origin: 'o', accessKeyId: 'k' };
const DAY_MS = 86_400_000;

describe('Secrets Manager', () => {
  let clock: ManualClock;
  let state: SecretsManagerRegion;

  let wire: WireClient<SecretsManagerRegion>;
  const ask = (name: string, input: object) => wire.call(name, input);
  const fault = (name: string, input: object) => faultOf(ask(name, input));

  beforeEach(() => {
    clock = new ManualClock();
    state = new SecretsManagerRegion({ ...CALL, clock });
    wire = new WireClient(secretsManagerService(() => state));
  });

  it('is found by its name, its ARN and its ARN without the end; the newest value is current, the one before previous', async () => {
    const { ARN } = (await ask('CreateSecret', { Name: 'bot/slack', SecretString: 'one' })) as { ARN: string };
    expect(ARN).toMatch(/^arn:aws:secretsmanager:us-west-2:000000000000:secret:bot\/slack-\w{6}$/);
    await ask('PutSecretValue', { SecretId: ARN.slice(0, -7), SecretString: 'two' });
    await ask('UpdateSecret', { SecretId: ARN, SecretString: 'three', Description: 'tokens' });
    expect(await ask('GetSecretValue', { SecretId: 'bot/slack' })).toMatchObject({
      SecretString: 'three',
      VersionStages: ['AWSCURRENT'],
    });
    expect(await ask('GetSecretValue', { SecretId: ARN, VersionStage: 'AWSPREVIOUS' })).toMatchObject({
      SecretString: 'two',
    });
    const { VersionIdsToStages } = await ask('DescribeSecret', { SecretId: ARN });
    const labels = Object.values(VersionIdsToStages as Record<string, string[]>).flat();
    expect(labels.toSorted((a, b) => a.localeCompare(b))).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
  });

  it('refuses in AWS’s words', async () => {
    expect(await fault('GetSecretValue', { SecretId: 'none' })).toEqual([
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret.",
    ]);
    await ask('CreateSecret', { Name: 'empty' });
    expect(await fault('CreateSecret', { Name: 'empty' })).toEqual([
      'ResourceExistsException',
      'The operation failed because the secret empty already exists.',
    ]);
    expect(await fault('GetSecretValue', { SecretId: 'empty' })).toEqual([
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    ]);
    await ask('PutSecretValue', { SecretId: 'empty', SecretString: 'a', ClientRequestToken: 'token' });
    expect(
      (await fault('PutSecretValue', { SecretId: 'empty', SecretString: 'b', ClientRequestToken: 'token' }))[0],
    ).toBe('ResourceExistsException');
  });

  it('keeps its name through the recovery window, can be restored in it, and is gone after it', async () => {
    await ask('CreateSecret', { Name: 'a', SecretString: 'x' });
    await ask('DeleteSecret', { SecretId: 'a', RecoveryWindowInDays: 7 });
    expect(await fault('CreateSecret', { Name: 'a' })).toEqual([
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    ]);
    expect(await fault('GetSecretValue', { SecretId: 'a' })).toEqual([
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion.",
    ]);
    expect(await ask('ListSecrets', {})).toEqual({ SecretList: [] });
    await ask('RestoreSecret', { SecretId: 'a' });
    expect(await ask('GetSecretValue', { SecretId: 'a' })).toMatchObject({ SecretString: 'x' });
    await ask('DeleteSecret', { SecretId: 'a', RecoveryWindowInDays: 7 });
    await clock.advance(7 * DAY_MS);
    expect((await fault('DescribeSecret', { SecretId: 'a' }))[0]).toBe('ResourceNotFoundException');
    await ask('CreateSecret', { Name: 'a', SecretString: 'y' });
    await ask('DeleteSecret', { SecretId: 'a', ForceDeleteWithoutRecovery: true });
    await ask('CreateSecret', { Name: 'a', SecretString: 'z' });
  });

  it('lists by the beginning of a name and by tag', async () => {
    for (const Name of ['bot/one', 'bot/two', 'other']) await ask('CreateSecret', { Name });
    await ask('TagResource', { SecretId: 'bot/two', Tags: [{ Key: 'stack', Value: 'bot' }] });
    const names = async (Filters: object[]) =>
      ((await ask('ListSecrets', { Filters, SortOrder: 'asc' }))['SecretList'] as { Name: string }[]).map(
        ({ Name }) => Name,
      );
    expect(await names([{ Key: 'name', Values: ['bot/'] }])).toEqual(['bot/one', 'bot/two']);
    expect(await names([{ Key: 'tag-value', Values: ['bot'] }])).toEqual(['bot/two']);
  });

  it('is listed a page at a time, by its tags too', async () => {
    for (const Name of ['a', 'b', 'c']) await ask('CreateSecret', { Name, SecretString: Name });
    await ask('TagResource', {
      SecretId: 'b',
      Tags: [
        { Key: 'team', Value: 'ops' },
        { Key: 'x', Value: '1' },
      ],
    });
    await ask('UntagResource', { SecretId: 'b', TagKeys: ['x'] });
    expect(await ask('DescribeSecret', { SecretId: 'b' })).toMatchObject({ Tags: [{ Key: 'team', Value: 'ops' }] });
    const names = ({ SecretList }: Record<string, unknown>) =>
      (SecretList as { Name: string }[]).map(({ Name }) => Name);
    expect(names(await ask('ListSecrets', { Filters: [{ Key: 'tag-key', Values: ['team'] }] }))).toEqual(['b']);
    const first = await ask('ListSecrets', { MaxResults: 2, SortOrder: 'asc' });
    const second = await ask('ListSecrets', { MaxResults: 2, SortOrder: 'asc', NextToken: first['NextToken'] });
    expect([...names(first), ...names(second)]).toEqual(['a', 'b', 'c']);
    expect(second).not.toHaveProperty('NextToken');
    expect((await fault('ListSecrets', { MaxResults: 101 }))[0]).toBe('InvalidParameterException');
    expect((await fault('ListSecrets', { NextToken: 'x' }))[0]).toBe('InvalidNextTokenException');
  });
});
