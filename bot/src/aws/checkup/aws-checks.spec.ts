import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Home } from '../../domain/services/environment.types';
import { EcsServiceCatalog } from '../../domain/services/services.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Untried } from '../../domain/checkup/checkup.types';
import type { Check } from '../../domain/checkup/checkup.types';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { AwsClients } from '../doors/aws-clients';
import type { ClientSet } from '../doors/client-set';
import { PERMISSIONS } from '../permissions/permissions';
import { AwsChecksAdapter } from './aws-checks.adapter';
import { CALLS } from './call-table';

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;
const ARN = 'arn:aws:sts::123456789012:assumed-role/ecs-chatops/bot';
const LOOK_ROLE = 'arn:aws:iam::123456789012:role/look';
const ROLE = 'arn:aws:iam::123456789012:role/operate';

/** What STS answers next, as a status and its body. */
let answer: (body: string) => { status: number; xml: string; date: number };
const asked: string[] = [];
const sts = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    asked.push(body);
    const { status, xml, date } = answer(body);
    response.writeHead(status, { 'content-type': 'text/xml', date: new Date(date).toUTCString() }).end(xml);
  });
});

const before = { ...process.env };
beforeAll(async () => {
  await new Promise<void>((resolve) => sts.listen(0, '127.0.0.1', resolve));
  process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${(sts.address() as AddressInfo).port}`;
  process.env['AWS_ACCESS_KEY_ID'] = process.env['AWS_SECRET_ACCESS_KEY'] = 'spec';
});
afterAll(() => {
  process.env = before;
  sts.close();
});
beforeEach(() => {
  asked.length = 0;
  answer = () => ({ status: 200, xml: CALLER, date: NOW });
});

const CALLER = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${ARN}</Arn><UserId>A</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
const ASSUMED =
  '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>k</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>';
const refusal = (code: string, words: string): string =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${words}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;

/** What the clients answer, by operation; an Error is thrown. */
type Answers = Record<string, object | Error>;
const API = '123456789012.dkr.ecr.us-west-2.amazonaws.com/api:1';
const SECRET = { name: 'TOKEN', valueFrom: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:token-AbCdEf:key::' };
const LOG = { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/api', 'awslogs-stream-prefix': 'web' } };
const ANSWERS: Answers = {
  ListClusters: { clusterArns: ['arn:aws:ecs:us-west-2:1:cluster/empty', 'arn:aws:ecs:us-west-2:1:cluster/shop'] },
  DescribeServices: {
    services: [
      {
        taskDefinition: 'api:1',
        currentServiceRevisions: [{ arn: 'rev' }],
        loadBalancers: [{ targetGroupArn: 'tg' }],
      },
    ],
  },
  DescribeTaskDefinition: {
    taskDefinition: {
      containerDefinitions: [
        { image: 'envoy:1' },
        { name: 'api', image: API, logConfiguration: LOG, secrets: [SECRET] },
      ],
    },
  },
  ListServiceDeployments: { serviceDeployments: [{ serviceDeploymentArn: 'dep' }] },
};

function setUp(answers: Answers = {}, listed: ServiceRef[] | Error = [SERVICE], lookRole?: string) {
  const calls: [string, object][] = [];
  const regions: Record<string, string> = {};
  type Command = { constructor: { name: string }; input: object };
  const send = async (region: string, command: Command): Promise<object> => {
    const operation = command.constructor.name.replace(/Command$/, '');
    calls.push([operation, command.input]);
    regions[operation] = region;
    const planned = { ...ANSWERS, ...answers }[operation] ?? {};
    if (planned instanceof Error) throw planned;
    return planned;
  };
  class Clients extends AwsClients {
    override look(): ClientSet {
      return this.lookIn('default', 'us-west-2');
    }
    override lookIn(_environment: string, region: string): ClientSet {
      const client = { send: (command: Command) => send(region, command) };
      return {
        ecs: client,
        ecr: client,
        elb: client,
        scaling: client,
        cloudtrail: client,
        cloudwatch: client,
        logs: client,
        secrets: client,
      } as unknown as ClientSet;
    }
  }
  class Catalog extends EcsServiceCatalog {
    home(): Promise<Home> {
      return Promise.resolve({ region: 'us-west-2' });
    }
    list(): Promise<ServiceRef[]> {
      return listed instanceof Error ? Promise.reject(listed) : Promise.resolve(listed);
    }
    clustersOf(): Promise<string[]> {
      return Promise.resolve([]);
    }
  }
  const here = { name: 'default', region: 'us-west-2', operateRole: ROLE, ...(lookRole ? { lookRole } : {}) };
  const options = { environments: [here] };
  const clock = new ManualClock(NOW);
  return { calls, regions, checks: new AwsChecksAdapter(options, new Clients(options, clock), new Catalog(), clock) };
}

const SERVICE: ServiceRef = { environment: 'default', cluster: 'shop', service: 'api' };
const QUESTION = { watch: [], asker: 'U0ANN', patienceMs: 4000 };
const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

/** `ok`, what is wrong with how to mend it, or why it was not tried. */
async function result(checks: Check[], about: string): Promise<string> {
  try {
    const { verdict, says, next } = await checks.find((check) => check.about === about)!.look();
    return [`${verdict}: ${says}`, next].filter(Boolean).join(' ');
  } catch (error) {
    if (error instanceof Untried) return `untried: ${error.message}`;
    return `thrown: ${(error as Error).message}`;
  }
}

describe('what AWS lets the bot do', () => {
  it('is tried for every permission to look, and named for every one to change', () => {
    const looked = PERMISSIONS.filter(({ door, sid }) => door === 'look' && sid !== 'TakeOnRoles');
    expect(Object.keys(CALLS).toSorted()).toEqual(looked.map(({ action }) => action).toSorted());
    const all = setUp().checks.of({ name: 'default' }, QUESTION);
    const changes = PERMISSIONS.filter(({ door, source }) => door === 'operate' && source === undefined);
    expect(all.slice(-changes.length).map(({ about }) => about)).toEqual(changes.map(({ action }) => action));
  });

  it('is tried with a real service, and nothing that changes anything is called', async () => {
    const { checks, calls } = setUp();
    const looks = checks.of({ name: 'default' }, QUESTION).filter(({ about }) => about in CALLS);
    const results = await Promise.all(looks.map(async ({ about, look }) => [about, (await look()).verdict]));
    expect(results.filter(([, verdict]) => verdict !== 'ok')).toEqual([]);
    expect(results).toHaveLength(25);
    const operations = calls.map(([operation]) => operation);
    expect(new Set(operations)).toEqual(new Set(looks.map(({ about }) => about.split(':')[1])));
    expect(operations).toHaveLength(looks.length);
    expect(operations.filter((operation) => !/^(List|Describe|Get|BatchGet|Lookup)/.test(operation))).toEqual([]);
    expect(Object.fromEntries(calls)).toMatchObject({
      DescribeServices: { cluster: 'shop', services: ['api'] },
      DescribeImages: { registryId: '123456789012', repositoryName: 'api' },
      DescribeTasks: { cluster: 'shop', tasks: ['0'.repeat(32)] },
      DescribeTargetHealth: { TargetGroupArn: 'tg' },
      GetLogEvents: { logGroupName: '/ecs/api', logStreamName: `web/api/${'0'.repeat(32)}` },
      DescribeScalingPolicies: { ResourceId: 'service/shop/api' },
      DescribeSecret: { SecretId: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:token-AbCdEf' },
    });
  });

  it('is tried where the image is, which may be another region than that of its service', async () => {
    const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1';
    const elsewhere = { DescribeTaskDefinition: { taskDefinition: { containerDefinitions: [{ image }] } } };
    const { checks, regions } = setUp(elsewhere);
    const all = checks.of({ name: 'default' }, QUESTION);
    expect(await result(all, 'ecr:DescribeImages')).toBe('ok: allowed');
    expect(await result(all, 'ecr:DescribePullThroughCacheRules')).toBe('ok: allowed');
    const here = { DescribeServices: 'us-west-2', DescribeTaskDefinition: 'us-west-2' };
    expect(regions).toEqual({ ...here, DescribeImages: 'eu-west-1', DescribePullThroughCacheRules: 'eu-west-1' });
  });

  it('is tried in its own region where no image is in ECR, and says that none is', async () => {
    const taskDefinition = { containerDefinitions: [{ image: 'ghcr.io/acme/api:1' }] };
    const { checks, regions } = setUp({ DescribeTaskDefinition: { taskDefinition } });
    const all = checks.of({ name: 'default' }, QUESTION);
    expect(await result(all, 'ecr:DescribeImages')).toBe('untried: no image of shop/api is in ECR');
    expect(await result(all, 'ecr:DescribePullThroughCacheRules')).toBe('ok: allowed');
    expect(regions).toMatchObject({ DescribePullThroughCacheRules: 'us-west-2' });
  });

  it('is tried with a task that runs, where one does', async () => {
    const { checks, calls } = setUp({ ListTasks: { taskArns: ['arn/t1'] } });
    expect(await result(checks.of({ name: 'default' }, QUESTION), 'ecs:DescribeTasks')).toBe('ok: allowed');
    expect(calls.at(-1)).toEqual(['DescribeTasks', { cluster: 'shop', tasks: ['arn/t1'] }]);
  });

  it('is not tried with what the service does not have', async () => {
    const { checks, calls } = setUp({
      DescribeServices: { services: [{ taskDefinition: 'api:1' }] },
      ListServiceDeployments: { serviceDeployments: [] },
    });
    const all = checks.of({ name: 'default' }, QUESTION);
    const behind = await result(all, 'elasticloadbalancing:DescribeTargetHealth');
    expect(behind).toBe('untried: shop/api is behind no load balancer');
    expect(await result(all, 'ecs:DescribeServiceDeployments')).toMatch(/^untried: there was no deployment/);
    expect(await result(all, 'ecs:DescribeServiceRevisions')).toMatch(/^untried: the service has no revision/);
    expect(calls.map(([operation]) => operation)).toEqual(['DescribeServices', 'ListServiceDeployments']);
  });

  it('is not tried with what is gone meanwhile, which is no fault', async () => {
    const gone = named('TargetGroupNotFoundException', 'There is no target group tg.');
    const checks = setUp({ DescribeTargetHealth: gone }).checks.of({ name: 'default' }, QUESTION);
    const words = await result(checks, 'elasticloadbalancing:DescribeTargetHealth');
    expect(words).toBe('untried: There is no target group tg');
  });

  it('is missing from the look role where there is one', async () => {
    answer = (body) => ({ status: 200, xml: body.includes('AssumeRole') ? ASSUMED : CALLER, date: NOW });
    const denied = named('AccessDeniedException', 'User: x is not authorized to perform: ecs:ListTasks');
    const checks = setUp({ ListTasks: denied }, [SERVICE], LOOK_ROLE).checks.of({ name: 'default' }, QUESTION);
    expect(await result(checks, 'ecs:ListTasks')).toMatch(`Add "ecs:ListTasks" to the policy of ${LOOK_ROLE}:`);
  });

  it('names the permission that is missing; what cannot be tried without it is no second fault', async () => {
    const denied = named('AccessDeniedException', 'User: x is not authorized to perform: ecs:DescribeServices');
    const checks = setUp({ DescribeServices: denied }).checks.of({ name: 'default' }, QUESTION);
    expect(await result(checks, 'ecs:DescribeServices')).toMatch(
      /^mend: AWS does not allow it\. .*"ecs:DescribeServices"/,
    );
    expect(await result(checks, 'ecs:DescribeTaskDefinition')).toBe('untried: ecs:DescribeServices is needed first');
    expect(await result(checks, 'ecr:DescribeImages')).toMatch(/^untried: /);
    expect(await result(checks, 'ecs:ListTasks')).toBe('ok: allowed');
  });

  it('is no trouble where it is missing and the bot does without, which is told', async () => {
    const denied = named('AccessDeniedException', 'User: x is not authorized to perform: cloudtrail:LookupEvents');
    const checks = setUp({ LookupEvents: denied }).checks.of({ name: 'default' }, QUESTION);
    expect(await result(checks, 'cloudtrail:LookupEvents')).toMatch(
      /^ok: not allowed, and I do without\. .*from outside/,
    );
  });

  it('is tried with a watched service where only some are, and needs no list of clusters where they are named', async () => {
    const { checks, calls } = setUp({}, new Error('not asked'));
    const watching = checks.of(
      { name: 'default', clusters: ['shop'] },
      { ...QUESTION, watch: ['prod:a/b', 'shop/web'] },
    );
    expect(await result(watching, 'ecs:DescribeServices')).toBe('ok: allowed');
    expect(calls).toEqual([['DescribeServices', { cluster: 'shop', services: ['web'] }]]);
    expect(await result(watching, 'ecs:ListClusters')).toMatch(/^untried: not needed/);
  });

  it('says that there is no service where there is none', async () => {
    const checks = setUp({}, []).checks.of({ name: 'default' }, QUESTION);
    expect(await result(checks, 'services')).toMatch(/^mend: there is none\. .*AWS_REGION/);
    expect(await result(checks, 'ecs:DescribeServices')).toBe('untried: there is no service to try it with');
  });
});

describe('who the bot is to AWS', () => {
  it('is asked of AWS itself', async () => {
    const own = setUp().checks.own();
    expect(await result(own, 'AWS credentials')).toBe(`ok: account 123456789012, ${ARN}`);
    expect(asked).toHaveLength(1);
  });

  it.each([
    [30_000, /^ok: 30 s off/],
    [-61_000, /^mend: 61 s behind AWS's\. From 5 min on AWS refuses/],
    [2 * HOUR, /^mend: 120 min ahead of AWS's.*chrony/],
  ])('compares the clocks: %d ms ahead', async (ahead, expected) => {
    answer = () => ({ status: 200, xml: CALLER, date: NOW - ahead });
    expect(await result(setUp().checks.own(), 'clock')).toMatch(expected);
  });

  it('compares them when AWS refuses the signature too, and then tries nothing else', async () => {
    const xml = refusal('SignatureDoesNotMatch', 'Signature expired: 20261124T120000Z is now earlier than …');
    answer = () => ({ status: 403, xml, date: NOW + HOUR });
    const { checks, calls } = setUp();
    const own = checks.own();
    expect(await result(own, 'AWS credentials')).toMatch(/^mend: AWS refuses what is signed/);
    expect(await result(own, 'clock')).toMatch(/^mend: 60 min behind/);
    const rest = checks.of({ name: 'default' }, QUESTION);
    expect(await result(rest, 'region')).toBe('ok: us-west-2');
    expect(await result(rest, 'operate role')).toMatch(/^untried/);
    expect(await result(rest, 'ecs:ListTasks')).toMatch(/^untried/);
    expect(calls).toEqual([]);
  });

  it('takes the operate role on as a command would, and says whose policy to look at when it may not', async () => {
    answer = (body) =>
      body.includes('AssumeRole')
        ? {
            status: 403,
            xml: refusal('AccessDenied', `User: ${ARN} is not authorized to perform: sts:AssumeRole`),
            date: NOW,
          }
        : { status: 200, xml: CALLER, date: NOW };
    const checks = setUp().checks.of({ name: 'default' }, QUESTION);
    const words = await result(checks, 'operate role');
    expect(words).toMatch(/^mend: .*role\/operate cannot be taken on: .*sts:AssumeRole\. Let its trust policy/);
    expect(asked.find((body) => body.includes('AssumeRole'))).toMatch(/SourceIdentity=U0ANN/);
  });

  it('takes the look role on, and says whose trust is missing where it may not', async () => {
    answer = (body) => ({ status: 200, xml: body.includes('AssumeRole') ? ASSUMED : CALLER, date: NOW });
    const trusted = setUp({}, [SERVICE], LOOK_ROLE).checks.of({ name: 'default' }, QUESTION);
    expect(await result(trusted, 'look role')).toBe(`ok: ${ARN}`);
    const taken = asked.filter((body) => body.includes('AssumeRole'));
    expect(taken).toEqual([expect.stringContaining(`RoleArn=${encodeURIComponent(LOOK_ROLE)}`)]);
    expect(taken[0]).not.toContain('SourceIdentity');
    const xml = refusal('AccessDenied', `User: ${ARN} is not authorized to perform: sts:AssumeRole`);
    answer = (body) =>
      body.includes('AssumeRole') ? { status: 403, xml, date: NOW } : { status: 200, xml: CALLER, date: NOW };
    const { checks, calls } = setUp({}, [SERVICE], LOOK_ROLE);
    const distrusted = checks.of({ name: 'default' }, QUESTION);
    expect(await result(distrusted, 'look role')).toMatch(
      /^mend: .*role\/look cannot be taken on: .* Let its trust policy allow sts:AssumeRole to .*--assume .*role\/look/,
    );
    expect(await result(distrusted, 'ecs:ListTasks')).toBe('untried: AWS does not know the bot yet');
    expect(calls).toEqual([]);
    const none = setUp().checks.of({ name: 'default' }, QUESTION);
    expect(none.map(({ about }) => about)).not.toContain('look role');
  });

  it('says that nothing answers in a region that there is not', async () => {
    const there = process.env['AWS_ENDPOINT_URL'];
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:1';
    try {
      const checks = setUp().checks.of({ name: 'default' }, QUESTION);
      expect(await result(checks, 'region')).toMatch(/^mend: nothing answers as AWS in us-west-2 .*AWS_REGION/);
    } finally {
      process.env['AWS_ENDPOINT_URL'] = there;
    }
  });
});
