import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Actor } from '../../domain/access/access.types';
import { Clock } from '../../kernel/clock';
import { AwsOptions, environmentNamed } from '../aws.options';
import type { AwsEnvironment } from '../aws.options';
import { clientSet, destroyClients } from './client-set';
import type { ClientSet, DoorOptions } from './client-set';
import { paceReads, ReadPace } from './read-pace';
import { roleCredentials } from './role-credentials';

/**
 * The two doors to AWS. Look reads with the bot's own credentials, or the environment's look role. Operate changes, and
 * where the environment names an operate role it is taken on for one command, in the name of who gave it.
 */
@Injectable()
export class AwsClients implements OnModuleDestroy {
  private readonly looking = new Map<string, ClientSet>();

  constructor(
    private readonly options: AwsOptions,
    private readonly clock: Clock,
  ) {}

  /**
   * Clients that only read, kept for as long as the bot runs. Reads of ECS wait for their turn.
   * @throws UnknownEnvironmentError
   */
  look(environment: string): ClientSet {
    const own = environmentNamed(this.options, environment);
    return this.lookingAt(own, own.region);
  }

  private lookingAt({ name, lookRole }: AwsEnvironment, region: string): ClientSet {
    const key = `${name}@${region}`;
    const known = this.looking.get(key);
    if (known) return known;
    const door = this.door(region, LOOK_AGENT);
    const credentials = lookRole && roleCredentials(door, { roleArn: lookRole, sessionName: 'ecs-chatops' });
    const made = clientSet(credentials ? { ...door, credentials } : door);
    paceReads(made.ecs, new ReadPace(this.clock));
    this.looking.set(key, made);
    return made;
  }

  /**
   * As `look`, in a region that is not the environment's own: an image may be in another one.
   * @throws UnknownEnvironmentError
   */
  lookIn(environment: string, region: string): ClientSet {
    const own = environmentNamed(this.options, environment);
    return own.region === region ? this.look(environment) : this.lookingAt(own, region);
  }

  /**
   * Runs `change` with clients that act for a person; the user agent carries the command's id.
   * @throws UnknownEnvironmentError
   */
  async operate<T>(environment: string, actor: Actor, change: (clients: ClientSet) => Promise<T>): Promise<T> {
    const { region, operateRole } = environmentNamed(this.options, environment);
    const door = this.door(region, operateAgent(actor));
    const credentials =
      operateRole &&
      // The bot takes it on as itself: in AWS's records that call is its own role's, and only what follows the person's.
      roleCredentials(this.door(region, [...LOOK_AGENT, ...commandOf(actor)]), {
        roleArn: operateRole,
        sessionName: actor.name ? `${actor.name}-${actor.id}` : actor.id,
        sourceIdentity: actor.id,
      });
    const clients = clientSet(credentials ? { ...door, credentials } : door);
    try {
      return await change(clients);
    } finally {
      destroyClients(clients);
    }
  }

  private door(region: string, userAgent: [string, string][]): DoorOptions {
    const { requestHandler } = this.options;
    return { region, userAgent, ...(requestHandler ? { requestHandler } : {}) };
  }

  onModuleDestroy(): void {
    for (const clients of this.looking.values()) destroyClients(clients);
  }
}

const LOOK_AGENT: [string, string][] = [['door', 'look']];

const operateAgent = (actor: Actor): [string, string][] => [['door', 'operate'], ...commandOf(actor)];

const commandOf = ({ command }: Actor): [string, string][] => (command ? [['command', command]] : []);
