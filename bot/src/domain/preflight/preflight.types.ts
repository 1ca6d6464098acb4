import type { DeploymentPlan, UnderWay } from '../deployments/deployment.types';
import type { Difference } from '../deployments/rollback.types';

/** `warning`: it can work, and somebody should know. `stops`: it cannot. `unknown`: nobody can tell before it is tried. */
export type FindingState = 'ok' | 'warning' | 'stops' | 'unknown';

/** What was found of one thing that a deployment needs. */
export type Finding =
  /** The image is in its registry. */
  | { check: 'image'; state: 'ok' | 'unknown'; why?: string }
  /** It is built for what the tasks run on: `LINUX/X86_64`. */
  | { check: 'platform'; state: 'ok' | 'stops' | 'unknown'; wanted?: string; built?: readonly string[]; why?: string }
  /** No other deployment is under way. */
  | { check: 'under-way'; state: 'ok' | 'warning'; underWay?: UnderWay }
  /** ECS takes it back by itself where it fails: the circuit breaker is on, and there is something to go back to. */
  | {
      check: 'way-back';
      state: 'ok' | 'warning' | 'unknown';
      missing?: 'breaker' | 'rollback' | 'completed';
      why?: string;
    }
  /** None of the alarms that end a deployment is on. `firing` are those that are, `gone` those that do not exist. */
  | {
      check: 'alarms';
      state: 'ok' | 'warning' | 'unknown';
      names: readonly string[];
      firing: readonly string[];
      gone: readonly string[];
      why?: string;
    }
  /** A new task may be started before an old one is stopped, or an old one stopped before. */
  | ({ check: 'room'; state: 'ok' | 'stops' } & Room)
  /** What a task is given before it starts is there: without it no task does. */
  | GivenFinding
  /** What is not asked, because no permission of the bot's shows it. */
  | { check: 'unasked'; state: 'unknown'; roles: readonly string[] };

/** Of log groups the names, of secrets the variables that they are set as: never where they come from, nor what they are. */
export interface GivenFinding {
  check: 'given';
  kind: 'log-group' | 'secret';
  state: 'ok' | 'stops' | 'unknown';
  names: readonly string[];
  /** Why nobody can tell. */
  why?: string;
}

/** One thing that the tasks of a revision are given before they start. */
export interface Given {
  kind: GivenFinding['kind'];
  /** Of a log group its name, of a secret the variable. */
  name: string;
  /** Whether it is there; why that cannot be said, where it cannot. */
  is: 'there' | 'missing' | { unknown: string };
}

/** How many tasks have to run while a service is deployed, and how many may. */
export interface Room {
  desired: number;
  minimumHealthyPercent: number;
  maximumPercent: number;
  /** In tasks: rounded up, as ECS rounds it. */
  least: number;
  /** In tasks: rounded down. */
  most: number;
}

/** A platform as a task definition says it. */
export interface Platform {
  /** `LINUX`, or one of the `WINDOWS_SERVER_…`. */
  os: string;
  /** `X86_64` or `ARM64`. */
  architecture: string;
}

/** What the tasks of a revision need beside their images. */
export interface RevisionNeeds {
  /** Undefined where the container instances decide it. */
  platform?: Platform;
  /** ARNs. */
  roles: readonly string[];
}

/** What an image would change, and what stands in its way. */
export interface ImagePlan extends DeploymentPlan {
  /** Each thing once, in the order in which a person reads them. None where nothing would be changed. */
  findings?: readonly Finding[];
  /** What else the new tasks would have otherwise than those that serve now, where these are of another revision. */
  differences?: readonly Difference[];
}
