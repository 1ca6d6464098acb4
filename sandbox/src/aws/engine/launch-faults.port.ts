/** A launch of a task, as trouble can be ordered for it. */
export interface Launch {
  cluster: string;
  /** Undefined where RunTask started it. */
  service?: string;
  family: string;
}

/** What nothing in a sandbox can cause by itself: there are no networks, file systems, rights or limits here. */
export type LaunchFailure =
  // No task is made.
  | 'capacity'
  | 'vcpu-limit'
  | 'role'
  | 'throttled'
  // Its network interface.
  | 'network-timeout'
  | 'no-addresses'
  // What its agent prepares.
  | 'registry-auth-denied'
  | 'registry-auth-unreachable'
  | 'secret-denied'
  | 'secret-unreachable'
  | 'parameter-denied'
  | 'parameter-unreachable'
  | 'volume'
  // Its images.
  | 'pull-denied'
  | 'pull-rate'
  | 'registry-unreachable'
  // Its logs.
  | 'logs-denied'
  | 'logs-unreachable';

/** Who orders launches to fail. */
export interface LaunchFaults {
  /**
   * Looks whether a launch is to fail at a step, and counts it where it is.
   * @param possible what can fail there: a task without secrets cannot be denied one
   */
  take(possible: readonly LaunchFailure[], launch: Launch): LaunchFailure | undefined;
}
