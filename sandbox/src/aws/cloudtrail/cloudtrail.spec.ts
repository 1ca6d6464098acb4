import { ManualClock } from '../../kernel/spec/manual-clock';
import { Pace } from '../../kernel/pace';
import { RoleSessions } from '../sts/state/role-sessions';
import { faultOf, WireClient } from '../wire/spec/wire-client';
import { cloudtrailService } from './cloudtrail.service';
import { CloudTrailRegion, isRecorded } from './state/cloudtrail.region';

const ACCOUNT = '000000000000';
const SERVICE = { cluster: 'primes', service: 'primes-api' };

describe('CloudTrail', () => {
  let clock: ManualClock;
  let trail: CloudTrailRegion;
  let sessions: RoleSessions;
  let wire: WireClient<CloudTrailRegion>;

  beforeEach(() => {
    clock = new ManualClock();
    trail = new CloudTrailRegion({ clock, pace: new Pace(3000) });
    sessions = new RoleSessions(clock, ACCOUNT);
    wire = new WireClient(cloudtrailService(() => trail));
  });

  function calls(operation: string, accessKeyId = 'AKIA', answer = { status: 200, body: '{"service":{}}' }): void {
    const request = { operation, region: 'us-west-2', accessKeyId, userAgent: 'aws-cli/2', body: json(SERVICE) };
    trail.saw({ request, service: 'ecs', at: clock.now(), caller: sessions.caller(accessKeyId), answer });
  }
  const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
  const lookup = async (input: object = {}) => {
    const answer = await wire.call<{ Events: { EventName: string; CloudTrailEvent: string }[]; NextToken?: string }>(
      'LookupEvents',
      input,
    );
    return { ...answer, names: answer.Events.map(({ EventName }) => EventName) };
  };

  it('tells of a call a minute of AWS’s later: who made it, of what, and what came of it', async () => {
    calls('UpdateService');
    expect((await lookup()).Events).toEqual([]);
    await clock.advance(3000);
    const { Events } = await lookup();
    expect(Events).toMatchObject([
      { EventName: 'UpdateService', EventSource: 'ecs.amazonaws.com', ReadOnly: 'false', Username: 'sandbox' },
    ]);
    expect(JSON.parse(Events[0]!.CloudTrailEvent)).toMatchObject({
      userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/sandbox`, userName: 'sandbox' },
      eventName: 'UpdateService',
      awsRegion: 'us-west-2',
      userAgent: 'aws-cli/2',
      requestParameters: SERVICE,
      responseElements: { service: {} },
    });
  });

  it('names the role and its session, and who it is in truth', async () => {
    const { accessKeyId } = sessions.open({
      role: { partition: 'aws', account: ACCOUNT, name: 'deploy-pipeline' },
      sessionName: 'build-7',
      sourceIdentity: 'ann',
      duration: 900,
    });
    calls('UpdateService', accessKeyId);
    await clock.advance(3000);
    const { Events } = await lookup();
    expect(Events).toMatchObject([{ Username: 'build-7', AccessKeyId: accessKeyId }]);
    expect(JSON.parse(Events[0]!.CloudTrailEvent)).toMatchObject({
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy-pipeline/build-7`,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            userName: 'deploy-pipeline',
            arn: `arn:aws:iam::${ACCOUNT}:role/deploy-pipeline`,
          },
          sourceIdentity: 'ann',
        },
      },
    });
  });

  it('tells what was refused, with why', async () => {
    const body = JSON.stringify({ __type: 'ServiceNotFoundException', message: 'Service not found.' });
    calls('UpdateService', 'AKIA', { status: 400, body });
    await clock.advance(3000);
    expect(JSON.parse((await lookup()).Events[0]!.CloudTrailEvent)).toMatchObject({
      errorCode: 'ServiceNotFoundException',
      errorMessage: 'Service not found.',
      responseElements: null,
    });
  });

  it('is looked up by one attribute and a time, the newest first, and in pages', async () => {
    calls('RegisterTaskDefinition');
    await clock.advance(1000);
    const from = new Date(clock.now());
    calls('UpdateService');
    await clock.advance(1000);
    calls('UpdateService', 'OTHER');
    await clock.advance(10_000);
    const by = (AttributeKey: string, AttributeValue: string) => ({
      LookupAttributes: [{ AttributeKey, AttributeValue }],
    });
    expect((await lookup()).names).toEqual(['UpdateService', 'UpdateService', 'RegisterTaskDefinition']);
    expect((await lookup(by('EventName', 'UpdateService'))).names).toHaveLength(2);
    expect((await lookup(by('AccessKeyId', 'OTHER'))).names).toHaveLength(1);
    expect((await lookup(by('ResourceName', 'primes-api'))).names).toEqual([]);
    expect((await lookup({ StartTime: from, EndTime: new Date(from.getTime() + 500) })).names).toHaveLength(1);
    const first = await lookup({ MaxResults: 2 });
    const rest = await lookup({ MaxResults: 2, NextToken: first.NextToken });
    expect([first.names.length, rest.names, rest.NextToken]).toEqual([2, ['RegisterTaskDefinition'], undefined]);
  });

  it('refuses by AWS’s codes', async () => {
    const one = { AttributeKey: 'EventName', AttributeValue: 'x' };
    const codes = [
      { LookupAttributes: [one, one] },
      { MaxResults: 51 },
      { NextToken: 'foreign' },
      { StartTime: new Date(1000), EndTime: new Date(0) },
    ].map(async (input) => (await faultOf(lookup(input)))[0]);
    expect(await Promise.all(codes)).toEqual([
      'InvalidLookupAttributesException',
      'InvalidMaxResultsException',
      'InvalidNextTokenException',
      'InvalidTimeRangeException',
    ]);
  });

  it.each([
    ['ecs', 'UpdateService', true],
    ['application-autoscaling', 'RegisterScalableTarget', true],
    ['ecs', 'DescribeServices', false],
    ['ecs', 'ListTasks', false],
    ['ecs', '', false],
    ['monitoring', 'PutMetricData', false],
  ])('records %s:%s: %s', (service, operation, is) => expect(isRecorded(service, operation)).toBe(is));
});
