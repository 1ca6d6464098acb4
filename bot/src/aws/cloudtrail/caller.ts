import { nameOf } from '../arn';
import type { Outsider } from '../../domain/access/access.types';
import type { Deployment } from '../../domain/deployments/deployment.types';

/** As much of CloudTrail's record of a call as tells who made it. */
export interface CallRecord {
  userIdentity?: {
    type?: string;
    arn?: string;
    userName?: string;
    invokedBy?: string;
    sessionContext?: { sessionIssuer?: { userName?: string } };
  };
  userAgent?: string;
  errorCode?: string;
  requestParameters?: { cluster?: string; service?: string };
  responseElements?: { service?: { deployments?: { id?: string }[] } };
}

/** AWS's own services, and tools, by the words with which they call. */
const TOOLS: [RegExp, string][] = [
  [/terraform/i, 'Terraform'],
  [/pulumi/i, 'Pulumi'],
  [/^cloudformation\.amazonaws/, 'CloudFormation'],
  [/^codepipeline\.amazonaws/, 'CodePipeline'],
  [/console\.amazonaws|^aws-internal/i, 'the AWS console'],
  [/^aws-cli/, 'the AWS CLI'],
  [/copilot/i, 'AWS Copilot'],
  [/^Boto3|^Botocore/i, 'boto3'],
];
/** An account's number, which names nobody. */
const ACCOUNT = /\b\d{12}\b/g;

/**
 * Who started a deployment, if this call of UpdateService did: its answer names the deployment that it made. A long answer
 * is left out of CloudTrail's record; then the call has to be about the service.
 * @param event the JSON text of one record
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function callerIn(event: string, { ref, handle }: Deployment): Outsider | undefined {
  const record = parsed(event);
  if (record === undefined || record.errorCode !== undefined) return undefined;
  const { cluster, service } = record.requestParameters ?? {};
  const made = record.responseElements?.service?.deployments?.map(({ id }) => id);
  const isNamed = made?.includes(handle.id) ?? false;
  const isAbout = nameOf(service) === ref.service && nameOf(cluster ?? 'default') === ref.cluster;
  // Where nobody knows the deployment's id any more, its revision stands for it.
  const isComparable = made !== undefined && handle.id !== handle.revision;
  if (!isAbout || (isComparable && !isNamed)) return undefined;
  return doerOf(record);
}

/** Who a principal is, by its ARN: `arn:aws:sts::123456789012:assumed-role/deploy-pipeline/build-7`. */
export function doerByArn(arn: string): Outsider | undefined {
  const [kind, ...names] = arn.split(':').slice(5).join(':').split('/');
  const [name, session] = [names.at(0), names.at(-1)];
  if (kind === 'root') return { outside: true, name: 'the root user' };
  if (name === undefined || name === '') return undefined;
  // A user's path stands before its name, and so does a role's, but not in the ARN of its session.
  if (kind === 'user' || kind === 'role') return { outside: true, name: shown(session!), as: kind };
  if (kind !== 'assumed-role') return undefined;
  return { outside: true, name: shown(name), as: 'role', ...(names.length > 1 ? { session: shown(session!) } : {}) };
}

/** Who made a call; undefined where its record names nobody. */
export function doerOf({ userIdentity = {}, userAgent = '' }: CallRecord): Outsider | undefined {
  const { type, arn, userName, invokedBy, sessionContext } = userIdentity;
  const doer = arn === undefined ? undefined : doerByArn(arn);
  const role = sessionContext?.sessionIssuer?.userName;
  const tool = TOOLS.find(([words]) => words.test(invokedBy ?? userAgent))?.[1];
  const through = tool === undefined ? {} : { through: tool };
  if (type === 'AWSService' && invokedBy !== undefined)
    return { outside: true, name: tool ?? shown(invokedBy), as: 'service' };
  if (doer !== undefined) return { ...doer, ...(role === undefined ? {} : { name: shown(role) }), ...through };
  const name = userName ?? role;
  return name === undefined ? undefined : { outside: true, name: shown(name), ...through };
}

function shown(name: string): string {
  return name.replaceAll(ACCOUNT, '…');
}

/** One record from its JSON text; undefined where it is none. */
export function parsed(event: string): CallRecord | undefined {
  try {
    return JSON.parse(event) as CallRecord;
  } catch {
    return undefined;
  }
}
