import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stage, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { BOT, PRIMES, type StackKind } from './stack-kinds';
import { environmentAgnosticApp } from './stack-props';

const PLACE = { vpc: 'vpc-0123456789abcdef0', subnets: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] };
const KEPT = { keptRepository: true, keptLogGroup: true };

/** Every option that changes which resources there are, each in a stage of its own. */
const primes: Record<string, [object, object?]> = {
  standard: [{}],
  first: [{}, { firstOnly: true }],
  place: [{ ...PLACE, keep: true }],
  instances: [{ launchType: 'ec2', instances: 3, serviceDiscovery: true }],
  discovery: [{ serviceDiscovery: true }, KEPT],
};

const bot: Record<string, [object, object?]> = {
  looks: [{}],
  operates: [
    { operate: true, clusters: ['primes'], operators: ['U1'], passRoles: ['arn:aws:iam::000000000000:role/task'] },
  ],
  place: [{ ...PLACE, keep: true }],
  databaseByName: [{ databaseSecret: 'chatops/database' }],
  databaseByArn: [{ databaseSecret: 'arn:aws:secretsmanager:us-west-2:000000000000:secret:chatops/database-a1b2c3' }],
  databaseOnRds: [{ database: 'rds' }],
  databaseOnRdsInPlace: [{ ...PLACE, database: 'rds' }],
  databaseOnRdsAlone: [{ database: 'rds' }, { databaseOnly: true }],
  kept: [{}, { ...KEPT, keptSecret: 'arn:aws:secretsmanager:us-west-2:000000000000:secret:ecs-chatops/slack-a1b2c3' }],
};

interface Report {
  pluginReports: {
    pluginName: string;
    violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[];
  }[];
}

/** What CDK's own validation, made strict, and cdk-nag find in all of them at once. */
async function findings(kind: StackKind, cases: typeof primes): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-chatops-'));
  try {
    const app = environmentAgnosticApp(folder, 'strict');
    for (const [name, [chosen, circumstances]] of Object.entries(cases)) {
      const policies = await kind.policies?.(chosen);
      kind.add(new Stage(app, name), chosen, { ...circumstances, policies });
    }
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    try {
      app.synth();
    } catch (error) {
      if (!(error as Error).message.startsWith('Validation failed')) throw error;
    }
    const report = JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8')) as Report;
    return report.pluginReports.flatMap(({ pluginName, violations }) =>
      violations.flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => `${pluginName} ${ruleName} ${constructPath}`),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
    process.exitCode = 0;
  }
}

test('nothing is found in primes, with any option', async () => {
  expect(await findings(PRIMES, primes)).toEqual([]);
}, 120_000);

test('nothing is found in the bot, with any option', async () => {
  expect(await findings(BOT, bot)).toEqual([]);
}, 120_000);
