import type { Clock } from '../kernel/clock';
import type { Guard } from '../kernel/guard/guard';
import { listen, originOf } from '../kernel/listen';
import { Pace } from '../kernel/pace';
import { awsServer } from './aws.server';
import { ProcessRuntime } from './engine/runtime/process-runtime';
import { interruptSpot } from './ecs/state/spot-interruptions';
import { incident } from './ecs/state/tasks-on-instance';
import { awsCallLog } from './levers/aws-calls';
import { AwsFaults } from './levers/aws-faults';
import { LeverRoutes } from './levers/lever-routes';
import { Regions } from './regions';
import { servedServices } from './services';
import { RoleSessions } from './sts/state/role-sessions';
import { Router } from './wire/router';
import { pushWorldImages, setWorldStrategy, type WorldSources, worldBuilder } from './world/starting-world';
import { WORLD_REGION } from './world/world-clients';

export interface AwsOptions {
  port: number;
  host: string;
  /** Whom its ports let in. */
  guard: Guard;
  /** The real port of the starting world's load balancer; 0 means any free port. */
  loadBalancerPort: number;
  /** Real milliseconds that an AWS minute lasts. */
  minuteMs: number;
  clock: Clock;
  /** Where each call is appended as a line of JSON. */
  callsFile: string | undefined;
  /** The repository's root, which images' relative paths are from. */
  root: string;
  /** What the starting world is made from. */
  world: WorldSources;
  /** Told of defects of the sandbox. */
  onDefect(error: unknown, operation: string): void;
}

/** A running AWS. */
export interface Aws {
  /** `http://127.0.0.1:4566` */
  url: string;
  /** Makes the starting world and waits until it is steady. @returns its load balancer's address */
  build(): Promise<string>;
  /** Ends every task and closes the port. */
  close(): Promise<void>;
}

const ACCOUNT = '000000000000';

/**
 * Starts all of AWS on one port, with nothing in it.
 * @throws Error that names the port and its variable when it is taken
 */
export async function startAws(options: AwsOptions): Promise<Aws> {
  const { clock, host, guard } = options;
  const pace = new Pace(options.minuteMs);
  let url = '';
  const { root } = options;
  const runtime = new ProcessRuntime({ clock, pace, host: LOOPBACK, root, metadataOrigin: () => url });
  const sessions = new RoleSessions(clock, ACCOUNT);
  const faults = new AwsFaults(clock);
  // Whoever makes a balancer finds it at the known port, as long as it is the only one.
  let knownPort = options.loadBalancerPort;
  const listenerPort = (): number => (regions.haveListener() ? 0 : knownPort);
  const regions: Regions = new Regions({
    accountId: ACCOUNT,
    clock,
    pace,
    runtime,
    launchFaults: faults.launches,
    listenerPort,
    host,
    guard,
    endpoint: () => url,
    callerArn: (accessKeyId) => sessions.caller(accessKeyId).arn,
    onDefect: (...defect) => options.onDefect(...defect),
  });
  const calls = awsCallLog(options.callsFile);
  const services = servedServices(
    (name) => regions.named(name),
    () => sessions,
  );
  const router = new Router(services, ACCOUNT, (...defect) => options.onDefect(...defect));
  const make = worldBuilder(() => url, options.world, clock);
  const listenerUrl = () => regions.named(WORLD_REGION).elbv2.listenerUrl('primes');
  const build = async () => {
    const isNew = await make();
    // A free port was wanted; once it has been told it stays, so that a world made again is found where the first was.
    if (isNew) knownPort = Number(new URL(listenerUrl()).port);
    return isNew;
  };
  const pushImages = () => pushWorldImages(url, options.world);
  const levers = new LeverRoutes(calls, faults, {
    build,
    pushImages,
    reset: () => regions.reset(),
    setStrategy: (configuration) => setWorldStrategy(url, configuration, clock),
    incident: ({ region, ...what }) => incident(regions.named(region).ecs, what),
    interruptSpot: ({ region, ...which }) => interruptSpot(regions.named(region).ecs, which),
  });
  const metadata = (path: string) => runtime.metadata(path);
  const trail = (region: string) => regions.named(region).cloudtrail;
  const server = awsServer({ trail, clock, guard, router, calls, faults, levers, sessions, metadata });
  const port = await listen(server, {
    port: options.port,
    host,
    what: "the sandbox's AWS",
    variable: 'SANDBOX_AWS_PORT',
  });
  url = originOf(host, port);
  return {
    url,
    build: async () => {
      await build();
      return listenerUrl();
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await regions.reset();
      await runtime.close();
    },
  };
}

/** Tasks stay on this machine, whatever address the ports are bound to. */
const LOOPBACK = '127.0.0.1';
