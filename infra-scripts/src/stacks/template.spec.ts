import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesized } from '../infra/assembly';
import { PRIMES, type AnyOptions } from './stack-kinds';

const COMMITTED = join(__dirname, '..', '..', 'templates', 'primes.json');

const template = (chosen: Partial<AnyOptions>, circumstances = {}): Promise<Template> =>
  synthesized({ kind: PRIMES, chosen, circumstances }, (_folder, made) => Promise.resolve(made as Template));

interface Template {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown>; DeletionPolicy?: string }>;
  Metadata?: Record<string, unknown>;
}

const typesOf = ({ Resources }: Template): string[] => Object.values(Resources).map(({ Type }) => Type);
const propertiesOf = ({ Resources }: Template, type: string) =>
  Object.values(Resources).find(({ Type }) => Type === type)?.Properties ?? {};

test('the committed template, which the sandbox builds its world from, is what the code gives', async () => {
  const committed = JSON.parse(readFileSync(COMMITTED, 'utf8')) as Template;
  // To bring it up to date: npm run -s infra -- synth primes > infra-scripts/templates/primes.json
  expect(committed).toEqual(await template({}));
});

test('what was chosen is remembered, and what is the default is not', async () => {
  expect((await template({ max: 6 })).Metadata).toEqual({ EcsChatops: { options: { max: 6 } } });
  expect((await template({})).Metadata).toBeUndefined();
});

test('an existing VPC is used as it is', async () => {
  const made = await template({ vpc: 'vpc-1', subnets: ['subnet-a', 'subnet-b'] });
  expect(typesOf(made).filter((type) => /VPC|Subnet|Route|Gateway/.test(type))).toEqual([]);
  expect(propertiesOf(made, 'AWS::ECS::Service')['NetworkConfiguration']).toMatchObject({
    AwsvpcConfiguration: { Subnets: ['subnet-a', 'subnet-b'] },
  });
});

test('container instances stand behind a capacity provider, without a Lambda function to drain them', async () => {
  const made = await template({ launchType: 'ec2', instances: 3, serviceDiscovery: true });
  expect(propertiesOf(made, 'AWS::AutoScaling::AutoScalingGroup')).toMatchObject({ MinSize: '3' });
  expect(typesOf(made)).toEqual(
    expect.arrayContaining(['AWS::ECS::CapacityProvider', 'AWS::ServiceDiscovery::Service']),
  );
  expect(typesOf(made).filter((type) => /Lambda|SNS|Custom|LaunchConfiguration/.test(type))).toEqual([]);
  expect(propertiesOf(made, 'AWS::ECS::TaskDefinition')['RequiresCompatibilities']).toEqual(['EC2']);
});

test('the repository comes first, alone', async () => {
  expect(typesOf(await template({}, { firstOnly: true }))).toEqual(['AWS::ECR::Repository']);
});

test('what was kept is used, not made, and what shall be kept outlives the stack', async () => {
  const used = await template({}, { keptRepository: true, keptLogGroup: true });
  expect(typesOf(used)).not.toEqual(expect.arrayContaining(['AWS::ECR::Repository']));
  const kept = Object.values((await template({ keep: true })).Resources).filter(
    ({ DeletionPolicy }) => DeletionPolicy === 'Retain',
  );
  expect(kept.map(({ Type }) => Type)).toEqual(['AWS::ECR::Repository', 'AWS::Logs::LogGroup']);
});

test('a template travels inline: below 51,200 characters with every option', async () => {
  const made = await template({ launchType: 'ec2', instances: 3, serviceDiscovery: true });
  expect(JSON.stringify(made).length).toBeLessThan(51_200);
});
