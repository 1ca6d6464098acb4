import { NotPermittedError } from '../../domain/services/services.errors';
import { CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { TargetHealthReader } from './target-health.reader';

const REF = { environment: 'staging', cluster: 'primes', service: 'primes-api' };
const ENVIRONMENTS = [
  { name: 'default', region: 'us-west-2' },
  { name: 'staging', region: 'eu-west-1' },
];
const found = (members: string): string =>
  `<DescribeTargetHealthResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><DescribeTargetHealthResult><TargetHealthDescriptions>${members}</TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>`;

function setUp(answers: Answers) {
  const aws = new CannedAws(answers, ENVIRONMENTS);
  return { aws, reader: new TargetHealthReader(aws.clients) };
}

it('asks for the target group where its service is', async () => {
  const target =
    '<member><Target><Id>10.0.1.5</Id></Target><TargetHealth><State>healthy</State></TargetHealth></member>';
  const { aws, reader } = setUp({ DescribeTargetHealth: found(target) });
  expect(await reader.of(REF, 'arn:tg')).toMatchObject([
    { Target: { Id: '10.0.1.5' }, TargetHealth: { State: 'healthy' } },
  ]);
  expect(aws.calls).toMatchObject([{ region: 'eu-west-1', input: { TargetGroupArn: 'arn:tg' } }]);
});

it('finds none in an empty group', async () => {
  expect(await setUp({ DescribeTargetHealth: found('') }).reader.of(REF, 'arn:tg')).toEqual([]);
});

it('says which permission is missing', async () => {
  const words = 'User: x is not authorized to perform: elasticloadbalancing:DescribeTargetHealth';
  const denied = Object.assign(new Error(words), { name: 'AccessDenied' });
  const asking = setUp({ DescribeTargetHealth: denied }).reader.of(REF, 'arn:tg');
  await expect(asking).rejects.toBeInstanceOf(NotPermittedError);
  await expect(asking).rejects.toThrow('"elasticloadbalancing:DescribeTargetHealth"');
});
