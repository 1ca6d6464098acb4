import { z } from 'zod';
import type { Clock } from '../../kernel/clock';
import { FaultList } from '../../kernel/faults';
import type { Caller } from '../sts/state/role-sessions';
import { AwsFault } from '../wire/fault';
import { LaunchFaultList, launchFaultSchema } from './launch-fault-list';

/** The body of `POST /_sandbox/faults` that is about calls. */
const callFaultSchema = z.strictObject({
  /** The service's name in a credential scope: "ecs", "monitoring". Any when left out. */
  service: z.string().optional(),
  operation: z.string().optional(),
  kind: z.enum(['throttle', 'error', 'latency', 'drop']),
  code: z.string().optional(),
  /** For a code that begins with AccessDenied: the action that was denied, where it is not the operation's own: "iam:PassRole". */
  action: z.string().optional(),
  status: z.number().int().min(400).max(599).optional(),
  rate: z.number().min(0).max(1).optional(),
  count: z.number().int().positive().optional(),
  /** Real milliseconds, for `latency`. */
  ms: z.number().min(0).optional(),
});

/** The body of `POST /_sandbox/faults`: trouble of calls, or of the launches of tasks. */
export const awsFaultSchema = z.discriminatedUnion('kind', [callFaultSchema, launchFaultSchema]);

export type AwsFaultOrder = z.infer<typeof awsFaultSchema>;
type CallFaultOrder = z.infer<typeof callFaultSchema>;

/** Trouble on demand: what `/_sandbox/faults` sets, applied to each call before its operation runs. */
export class AwsFaults {
  /** What the regions' ECS asks for each launch of a task. */
  readonly launches = new LaunchFaultList();
  private readonly list = new FaultList<CallFaultOrder>();

  constructor(private readonly clock: Clock) {}

  add(order: AwsFaultOrder): void {
    if (order.kind === 'launch') this.launches.add(order);
    else this.list.add(order);
  }

  clear(): void {
    this.launches.clear();
    this.list.clear();
  }

  /** What a fault in force does to this call: the fault to answer, `drop` to cut it, undefined to let it through (after its latency). */
  async strike(service: string, operation: string, caller: Caller): Promise<AwsFault | 'drop' | undefined> {
    const fault = this.list.take(
      (candidate) => (candidate.service ?? service) === service && (candidate.operation ?? operation) === operation,
    );
    switch (fault?.kind) {
      case 'throttle':
        return new AwsFault('ThrottlingException', 'Rate exceeded', 400);
      case 'error':
        return errorOf(fault, fault.action ?? `${actionPrefix(service)}:${operation}`, caller);
      case 'latency':
        await new Promise<void>((resolve) => this.clock.after(fault.ms ?? 1000, resolve));
        return undefined;
      default:
        return fault?.kind;
    }
  }
}

function errorOf({ code, status }: CallFaultOrder, action: string, caller: Caller): AwsFault {
  const name = code ?? 'InternalFailure';
  return new AwsFault(name, messageOf(name, action, caller), status ?? (code ? undefined : 500));
}

/** AWS's words for the one error that callers read the words of; for others the code says it. */
function messageOf(code: string, action: string, { arn }: Caller): string {
  if (code.startsWith('AccessDenied')) {
    return `User: ${arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  }
  return `A fault set by /_sandbox/faults: ${code}.`;
}

/** IAM's prefix where it is not the signing name. */
const actionPrefix = (service: string): string => (service === 'monitoring' ? 'cloudwatch' : service);
