import type { HealthFailure, LastLines } from './evidence.types';

/** Why a task could not be started. */
export type StartProblem =
  // The image.
  | 'image-gone'
  | 'image-denied'
  | 'image-private'
  | 'rate-limited'
  | 'registry-unreachable'
  | 'platform'
  | 'image-invalid'
  | 'no-disk'
  | 'pull-failed'
  // The container.
  | 'command-missing'
  | 'command-denied'
  | 'port-taken'
  | 'dependency'
  | 'runtime-timeout'
  | 'runtime'
  // What it is given.
  | 'secret-denied'
  | 'secret-missing'
  | 'secret-key'
  | 'secret-unreachable'
  | 'secret-failed'
  | 'env-file'
  | 'log-missing'
  | 'log-denied'
  | 'log-failed'
  | 'volume'
  | 'role'
  // Where it runs.
  | 'addresses'
  | 'network-missing'
  | 'network'
  | 'initialization'
  /** There is no place, and AWS's reason is none that is known. */
  | 'unplaced'
  | PlacementProblem;

/** Why there is no place for a task. */
export type PlacementProblem =
  | 'capacity'
  | 'spot-capacity'
  | 'quota'
  | 'no-instances'
  | 'instance-cpu'
  | 'instance-memory'
  | 'instance-gpu'
  | 'instance-port'
  | 'instance-network'
  | 'instance-attribute'
  | 'instance-agent'
  | 'constraint';

/** What AWS's words say of a start that failed. */
export interface StartFailure {
  problem: StartProblem;
  /** What is concerned, as AWS names it: an image, a secret, a log group, a file, a subnet, a role, an instance. */
  name?: string;
  /** In AWS's words. */
  reason: string;
}

/** A program's own limit of memory, which no container and no task has set. */
export type HeapOf = 'Node.js' | 'Java' | 'Python' | 'Go' | '.NET' | 'PHP' | 'Ruby' | 'Rust';

/** What a health check found of a task, as far as it tells why. */
export interface HealthEnding {
  kind: 'health';
  finding?: Pick<HealthFailure, 'kind' | 'codes' | 'port' | 'reason'>;
  /** The container whose own check failed, where that is known. */
  container?: string;
  /** Another port that its log says it listens on. */
  listensOn?: number;
  /** It began to listen only so long after its start, in seconds, by its log. */
  readyAfter?: number;
  /** For how long it was let be, in seconds. */
  graceSeconds?: number;
}

/** What ended a task. */
export type Ending =
  /** Killed for memory: by its container's limit, or by the task's. */
  | { kind: 'memory'; container?: string; limitMiB?: number; limitOf?: 'container' | 'task' }
  /** Its program had no more room in its own heap, which is not the container's limit. */
  | { kind: 'heap'; program: HeapOf; container?: string; exitCode?: number }
  /** A container that the task needs ended; `sidecar` where it is not the service's own. */
  | { kind: 'exit'; container?: string; exitCode?: number; reason?: string; sidecar?: true; hint?: ExitHint }
  /** Several ended, and nothing says which was the first. */
  | { kind: 'exits'; exits: { container: string; exitCode?: number }[] }
  | HealthEnding
  | ({ kind: 'start'; container?: string } & StartFailure)
  /** What it ran on was taken away: Spot, a retired host, an instance that ended. */
  | { kind: 'host'; why: 'spot' | 'instance' | 'retired'; reason: string }
  | { kind: 'person'; reason: string }
  | { kind: 'other'; reason: string };

/** What its log says of why a container exited, where the exit code alone does not. */
export type ExitHint = { says: 'platform' | 'command-missing' | 'command-denied'; name?: string };

/** What ended several tasks alike. */
export interface TaskCause {
  of: 'tasks';
  ending: Ending;
  count: number;
  /** The newest task that ended so. */
  newest: string;
  newestAt: number;
  /** What the newest of them whose log was read wrote last. */
  lines?: LastLines;
}

/** What keeps a deployment from its end, or ended it, that is not in its tasks. */
export type Obstacle =
  | ({ kind: 'placement' } & StartFailure)
  /** What would have to be stopped or started first may not be. */
  | { kind: 'cornered' }
  /** So many old tasks may not be stopped. */
  | { kind: 'protected'; tasks?: number }
  /** Deployment alarms went off. */
  | { kind: 'alarm'; alarms: string[] }
  /** Somebody ended it; who, where it was asked of this bot. */
  | { kind: 'stopped'; by?: string }
  | { kind: 'superseded'; by?: string }
  | { kind: 'deleted'; done: boolean }
  | { kind: 'throttled'; reason: string }
  /** New tasks cannot be put behind the load balancer. */
  | { kind: 'registration'; reason: string }
  /** Its tasks have been starting for long, and nothing says why. */
  | { kind: 'pending'; tasks: number; since: number };

/** The same for a deployment as a whole. */
export interface DeploymentCause {
  of: 'deployment';
  obstacle: Obstacle;
}

/** Why a deployment does not get on, or did not. */
export type Cause = TaskCause | DeploymentCause;
