import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DeploymentConfiguration, DeploymentStrategy } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import type { CallLog } from '../../kernel/call-log';
import { notJson } from '../../kernel/guard/json-only';
import type { AwsCall } from './aws-calls';
import { WORLD_REGION } from '../world/world-clients';
import { awsFaultSchema, type AwsFaults } from './aws-faults';

/** What the levers move beside calls and faults. */
export interface AwsWorld {
  /** Ends every task and forgets every region. Resolves when no task's process is left. */
  reset(): Promise<void>;
  /** Makes the starting world and resolves when it is steady; `false` where there is a world already. */
  build(): Promise<boolean>;
  /** Pushes the sample service's images into its repository, which somebody has made. */
  pushImages(): Promise<void>;
  /** Changes how the sample service is deployed. @returns undefined while a deployment of it is under way */
  setStrategy(configuration: DeploymentConfiguration): Promise<object | undefined>;
  /** Takes back Fargate Spot capacity. @returns the ARNs of the tasks on it */
  interruptSpot(order: InterruptionOrder): string[];
  /** Lets something happen to a container instance. @returns its ARN; undefined where there is none */
  incident(order: IncidentOrder): string | undefined;
}

/** The body of `POST /_sandbox/interruptions`. */
const interruptionSchema = z.strictObject({
  region: z.string().default(WORLD_REGION),
  cluster: z.string(),
  service: z.string().optional(),
  count: z.number().int().positive().optional(),
});

/** The body of `POST /_sandbox/container-instances`. */
const incidentSchema = z.strictObject({
  region: z.string().default(WORLD_REGION),
  cluster: z.string(),
  containerInstance: z.string(),
  agentConnected: z.boolean().optional(),
  terminated: z.literal(true).optional(),
});

export type IncidentOrder = z.infer<typeof incidentSchema>;

export type InterruptionOrder = z.infer<typeof interruptionSchema>;

/** The body of `POST /_sandbox/strategy`: UpdateService's deploymentConfiguration, which ECS itself checks. */
const strategySchema = z.looseObject({ strategy: z.enum(DeploymentStrategy) });

interface LeverAnswer {
  status: number;
  body?: unknown;
}

/** The levers of the AWS port, all under `/_sandbox/` (docs/sandbox.md). For scripts and tests; the bot uses none. */
export class LeverRoutes {
  constructor(
    private readonly calls: CallLog<AwsCall>,
    private readonly faults: AwsFaults,
    private readonly world: AwsWorld,
  ) {}

  async answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body } = await this.pull(message);
    if (body === undefined) return void response.writeHead(status).end();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private async pull(message: IncomingMessage): Promise<LeverAnswer> {
    const error = notJson(message);
    if (error) return { status: 415, body: { error } };
    const url = new URL(message.url ?? '/', 'http://sandbox');
    switch (`${message.method} ${url.pathname}`) {
      case 'GET /_sandbox/calls':
        return { status: 200, body: this.calls.since(Number(url.searchParams.get('since') ?? 0) || 0) };
      case 'POST /_sandbox/reset':
        return this.reset();
      case 'POST /_sandbox/world':
        return this.build();
      case 'POST /_sandbox/images':
        return this.pushImages();
      case 'POST /_sandbox/faults':
        return ordered(await readBody(message), awsFaultSchema, (order) => {
          this.faults.add(order);
          return { status: 204 };
        });
      case 'POST /_sandbox/strategy':
        return ordered(await readBody(message), strategySchema, (order) => this.setStrategy(order));
      case 'POST /_sandbox/interruptions':
        return ordered(await readBody(message), interruptionSchema, (order) => {
          return { status: 200, body: { tasks: this.world.interruptSpot(order) } };
        });
      case 'DELETE /_sandbox/faults':
        this.faults.clear();
        return { status: 204 };
      case 'POST /_sandbox/container-instances':
        return ordered(await readBody(message), incidentSchema, (order) => {
          const arn = this.world.incident(order);
          if (arn) return { status: 200, body: { containerInstanceArn: arn } };
          return {
            status: 404,
            body: { error: `${order.cluster} has no container instance ${order.containerInstance}.` },
          };
        });
      default:
        return { status: 404, body: { error: `There is no lever ${message.method} ${url.pathname}.` } };
    }
  }

  private async setStrategy(configuration: DeploymentConfiguration): Promise<LeverAnswer> {
    try {
      const set = await this.world.setStrategy(configuration);
      if (set) return { status: 200, body: set };
      return { status: 409, body: { error: 'A deployment of the service is under way. Ask again when it is over.' } };
    } catch (error) {
      return { status: 400, body: { error: `The strategy could not be set. ${(error as Error).message}` } };
    }
  }

  private async reset(): Promise<LeverAnswer> {
    await this.world.reset();
    this.calls.clear();
    this.faults.clear();
    return { status: 204 };
  }

  private async pushImages(): Promise<LeverAnswer> {
    try {
      await this.world.pushImages();
      return { status: 204 };
    } catch (error) {
      return { status: 409, body: { error: `The images could not be pushed. ${(error as Error).message}` } };
    }
  }

  private async build(): Promise<LeverAnswer> {
    try {
      if (await this.world.build()) return { status: 200, body: { steady: true } };
      return { status: 409, body: { error: 'There is a world already. POST /_sandbox/reset first.' } };
    } catch (error) {
      const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return { status: 500, body: { error: `The world could not be made. ${why} POST /_sandbox/reset, then again.` } };
    }
  }
}

/** Does what a body orders, or tells what is wrong with it. */
function ordered<Order>(
  text: string,
  schema: z.ZodType<Order>,
  carryOut: (order: Order) => LeverAnswer | Promise<LeverAnswer>,
): LeverAnswer | Promise<LeverAnswer> {
  let order: unknown;
  try {
    order = JSON.parse(text);
  } catch {
    return { status: 400, body: { error: 'The body is not JSON.' } };
  }
  const parsed = schema.safeParse(order);
  if (!parsed.success) return { status: 400, body: { error: z.prettifyError(parsed.error) } };
  return carryOut(parsed.data);
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
