import { readFileSync } from 'node:fs';
import {
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  type CloudFormationClient,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import type { Clock } from '../../kernel/clock';

const BETWEEN_LOOKS_MS = 25;

/** A template of JSON, as far as it is looked into here. */
interface StackTemplate {
  Resources: Record<string, { Type: string }>;
}

/** What is done beside the stack. */
export interface Accompaniment {
  /** Puts the images into the repositories, once these are there. */
  push(): Promise<void>;
  /** Called again and again while the rest is made, and once when it is. */
  meanwhile(): Promise<void>;
}

/**
 * Makes a stack as it is made on an account where nothing is: first its repositories, then what runs the images in them.
 * @param templateFile JSON, as the CDK writes it
 * @returns once all of it is made and its services are steady
 * @throws Error with what the stack's events say, where it cannot be made
 */
export async function createStack(
  client: CloudFormationClient,
  name: string,
  templateFile: string,
  beside: Accompaniment,
  clock: Clock,
): Promise<void> {
  const template = JSON.parse(readFileSync(templateFile, 'utf8')) as StackTemplate;
  const repositories = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::ECR::Repository');
  const first = JSON.stringify({ Resources: Object.fromEntries(repositories) });
  await client.send(new CreateStackCommand({ StackName: name, TemplateBody: first }));
  await finished(client, name, clock);
  await beside.push();
  const whole = { StackName: name, TemplateBody: JSON.stringify(template), Capabilities: [CAPABILITY] };
  await client.send(new UpdateStackCommand(whole));
  await finished(client, name, clock, () => beside.meanwhile());
}

/** The stack has roles. */
const CAPABILITY = 'CAPABILITY_NAMED_IAM' as const;

const DONE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];

async function finished(
  client: CloudFormationClient,
  name: string,
  clock: Clock,
  meanwhile: () => Promise<void> = async () => {},
): Promise<void> {
  for (;;) {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const stack = Stacks![0]!;
    const isDone = DONE.includes(stack.StackStatus!);
    if (!isDone && !stack.StackStatus!.endsWith('_IN_PROGRESS')) throw new Error(await failureOf(client, stack));
    await meanwhile();
    if (isDone) return;
    await new Promise<void>((resolve) => clock.after(BETWEEN_LOOKS_MS, resolve));
  }
}

async function failureOf(client: CloudFormationClient, { StackName, StackStatus }: Stack): Promise<string> {
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
  const failed = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED')).toReversed();
  const reasons = failed.map((event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`);
  return `The stack ${StackName} came to ${StackStatus}. ${reasons.join(' ')}`;
}
