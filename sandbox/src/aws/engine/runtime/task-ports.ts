import type { ContainerRun } from '../task-runtime.port';

/** The loopback ports of a task's processes: one for each port that ECS and ELB show, and one for a container that shows none. */
export class TaskPorts {
  private readonly slots: readonly { container: string; shown?: number }[];
  private loopback?: readonly number[];

  constructor(containers: readonly ContainerRun[]) {
    this.slots = containers.flatMap(({ name, ports }) =>
      ports.length > 0 ? ports.map((shown) => ({ container: name, shown })) : [{ container: name }],
    );
  }

  /** How many are needed. */
  get count(): number {
    return this.slots.length;
  }

  /** Whether the machine has been asked for them, and what it gave: all or none. */
  get given(): 'not yet' | 'all' | 'none' {
    if (!this.loopback) return 'not yet';
    return this.loopback.length === this.count ? 'all' : 'none';
  }

  take(ports: readonly number[]): void {
    this.loopback = ports;
  }

  /** Where a container is to listen. */
  of(container: string): number | undefined {
    return this.loopback?.[this.slots.findIndex((slot) => slot.container === container)];
  }

  /** Where the container behind a shown port listens. */
  behind(shown: number): { container: string; port: number } | undefined {
    const index = this.slots.findIndex((slot) => slot.shown === shown);
    const port = this.loopback?.[index];
    return port === undefined ? undefined : { container: this.slots[index]!.container, port };
  }

  /**
   * A text in which the task's own addresses, as in "http://localhost:80/health", are those that its processes listen on:
   * on AWS the containers of a task share one loopback interface.
   * @param host loopback address of the processes
   */
  local(text: string, host: string): string {
    return text.replaceAll(OWN_ADDRESS, (address, scheme: string, user: string, shown?: string) => {
      const found = this.behind(Number(shown ?? USUAL_PORTS[scheme]));
      return found ? `${scheme}://${user}${host}:${found.port}` : address;
    });
  }

  /**
   * What tells a container its ports: PORT its own first one, and TASK_PORT_<port> every one that the task shows, for what
   * containers of a task reach under localhost:<port> on AWS.
   */
  environment(container: string): Record<string, string> {
    const shown = this.slots.flatMap((slot, index) =>
      slot.shown === undefined ? [] : [[`TASK_PORT_${slot.shown}`, String(this.loopback?.[index] ?? '')] as const],
    );
    return { ...Object.fromEntries(shown.toReversed()), PORT: String(this.of(container) ?? '') };
  }
}

/** A URL's beginning up to its port, where the host is the task itself. */
const OWN_ADDRESS = /\b(\w+):\/\/((?:[^\s/@]*@)?)(?:localhost|127\.0\.0\.1)(?::(\d+))?(?![\w.:-])/g;
const USUAL_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };
