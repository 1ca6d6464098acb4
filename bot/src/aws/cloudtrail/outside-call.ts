import type { OutsideCall, OutsideDoing } from '../../domain/lately/lately.types';
import { nameOf } from '../arn';
import { doerOf, parsed } from './caller';
import type { CallRecord } from './caller';

/** The operations by which others change how services run. */
export const CHANGING = [
  'UpdateService',
  'StopTask',
  'UpdateContainerInstancesState',
  'RegisterScalableTarget',
  'PutScalingPolicy',
  'DeleteScalingPolicy',
  'PutScheduledAction',
] as const;

/** This bot's own calls that change something: its record has them. */
const OWN = /\bdoor\/operate\b/;
/** AWS's own services at their own work: scaling by load, replacing tasks. */
const AUTOMATIC = /^(?:ecs\.)?(?:application-autoscaling|autoscaling|ecs)\.amazonaws\.com$/;
const AUTOMATIC_ROLE = /^AWSServiceRoleFor(?:ApplicationAutoScaling|ECS)/;
/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html */
const RESOURCE = /^service\/([^/]+)\/([^/]+)$/;

type Parameters = Record<string, unknown>;

/**
 * What one record of CloudTrail says that somebody else did; undefined where it was refused, was this bot, or automatic,
 * or is about no service.
 * @param event the JSON text of the record
 * @param at when it was called, milliseconds since the epoch
 */
export function outsideCall(environment: string, name: string, event: string, at: number): OutsideCall | undefined {
  const record = parsed(event);
  if (record === undefined || record.errorCode !== undefined || isOwn(record)) return undefined;
  const asked = lowered(record.requestParameters ?? {});
  const what = doingOf(name, asked);
  const place = placeOf(asked);
  if (what === undefined || place === undefined) return undefined;
  const by = doerOf(record);
  return { at, environment, ...place, ...(by ? { by } : {}), what };
}

function isOwn({ userAgent = '', userIdentity = {} }: CallRecord): boolean {
  const role = userIdentity.sessionContext?.sessionIssuer?.userName ?? '';
  return OWN.test(userAgent) || AUTOMATIC.test(userIdentity.invokedBy ?? '') || AUTOMATIC_ROLE.test(role);
}

function doingOf(name: string, asked: Parameters): OutsideDoing | undefined {
  switch (name) {
    case 'UpdateService':
      return serviceDoing(asked);
    case 'StopTask':
      return { kind: 'task', task: nameOf(text(asked['task'])).slice(0, 8) };
    case 'UpdateContainerInstancesState': {
      const nodes = asked['containerInstances'];
      return {
        kind: 'nodes',
        count: Array.isArray(nodes) ? nodes.length : 0,
        draining: asked['status'] === 'DRAINING',
      };
    }
    case 'RegisterScalableTarget': {
      const [min, max] = [asked['minCapacity'], asked['maxCapacity']];
      return {
        kind: 'range',
        ...(typeof min === 'number' ? { min } : {}),
        ...(typeof max === 'number' ? { max } : {}),
      };
    }
    case 'PutScalingPolicy':
    case 'DeleteScalingPolicy':
      return { kind: 'policy', name: text(asked['policyName']), gone: name === 'DeleteScalingPolicy' };
    case 'PutScheduledAction':
      return { kind: 'schedule', name: text(asked['scheduledActionName']) };
    default:
      return undefined;
  }
}

function serviceDoing({ taskDefinition, forceNewDeployment, desiredCount }: Parameters): OutsideDoing | undefined {
  if (taskDefinition !== undefined) return { kind: 'deployment', revision: nameOf(text(taskDefinition)) };
  if (forceNewDeployment === true) return { kind: 'deployment' };
  return typeof desiredCount === 'number' ? { kind: 'desired', to: desiredCount } : undefined;
}

function placeOf({
  resourceId,
  cluster,
  service,
  task,
}: Parameters): { cluster: string; service?: string } | undefined {
  if (resourceId !== undefined) {
    const [, of, name] = RESOURCE.exec(text(resourceId)) ?? [];
    return of === undefined || name === undefined ? undefined : { cluster: of, service: name };
  }
  const named = nameOf(text(cluster)) || text(task).split('/').at(-2) || 'default';
  return { cluster: named, ...(service === undefined ? {} : { service: nameOf(text(service)) }) };
}

/** CloudTrail writes the members of every request with a small letter first. */
function lowered(asked: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
