import { Injectable } from '@nestjs/common';
import { AwsChecks } from '../../domain/checkup/checkup.port';
import type { Question } from '../../domain/checkup/checkup.types';
import type { Environment } from '../../domain/services/environment.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { NotPermittedError } from '../../domain/services/services.errors';
import { EcsServiceCatalog } from '../../domain/services/services.port';
import { mend, ok, Untried, untried } from '../../kernel/check';
import type { Check, Result } from '../../kernel/check';
import { Clock } from '../../kernel/clock';
import { AwsClients } from '../doors/aws-clients';
import { AwsOptions, environmentNamed } from '../aws.options';
import type { AwsEnvironment } from '../aws.options';
import type { DoorOptions } from '../doors/client-set';
import { PERMISSIONS } from '../permissions/permissions';
import { roleCredentials } from '../doors/role-credentials';
import type { RoleSession } from '../doors/role-credentials';
import { meet } from './identity';
import type { Met } from './identity';
import { LOOKS } from './call-table';
import { clockResult, credentialsResult, regionResult, roleResult } from './identity-results';
import { once } from './once';
import { tried } from './permission';
import { Rounds } from './calls';

/** What the bot calls through the operate door. Trying it would do it. */
const CHANGES = PERMISSIONS.filter(({ door, source }) => door === 'operate' && source === undefined).map(
  ({ action }) => action,
);
const SERVICES_NAMED = 5;

/** What AWS lets the bot do, tried: nothing is simulated, and nothing is changed. */
@Injectable()
export class AwsChecksAdapter extends AwsChecks {
  constructor(
    private readonly options: AwsOptions,
    private readonly clients: AwsClients,
    private readonly catalog: EcsServiceCatalog,
    private readonly clock: Clock,
  ) {
    super();
  }

  override own(): Check[] {
    const [first] = this.options.environments;
    if (!first) return [];
    const met = this.meeting(first);
    return [
      { about: 'AWS credentials', look: async () => credentialsResult(await met()) },
      { about: 'clock', look: async () => clockResult((await met()).aheadMs) },
    ];
  }

  override of(environment: Environment, question: Question): Check[] {
    const here = environmentNamed(this.options, environment.name);
    const { region, lookRole } = here;
    const own = this.meeting(here);
    const looking = lookRole ? this.meeting(here, { roleArn: lookRole, sessionName: 'ecs-chatops' }) : own;
    const services = once(() => this.catalog.list(environment));
    const rounds = new Rounds({
      clients: this.clients.look(environment.name),
      environment,
      watch: question.watch,
      services,
      now: this.clock.now(),
    });
    return [
      { about: 'region', look: async () => regionResult(region, await own()) },
      ...this.roles(here, { own, looking }, question),
      { about: 'services', look: () => afterMeeting(looking, () => servicesResult(services)) },
      ...Object.entries(LOOKS).map(([action, look]) => ({
        about: action,
        look: () => afterMeeting(looking, () => tried(action, lookRole, look(rounds))),
      })),
      { about: CHANGES.join(', '), look: () => Promise.resolve(untried('they change something')) },
    ];
  }

  private roles(
    here: AwsEnvironment,
    { own, looking }: { own: Meeting; looking: Meeting },
    { asker }: Question,
  ): Check[] {
    const { lookRole, operateRole } = here;
    const checks: Check[] = [];
    if (lookRole) {
      const look = async (): Promise<Result> => roleResult(lookRole, 'sts:AssumeRole', await looking(), await own());
      checks.push({ about: 'look role', look });
    }
    if (operateRole) {
      // As a command would take it on: a trust policy without sts:SetSourceIdentity refuses that and nothing else.
      const session = { roleArn: operateRole, sessionName: asker, sourceIdentity: asker };
      const operating = this.meeting(here, session);
      const actions = 'sts:AssumeRole and sts:SetSourceIdentity';
      const look = async (): Promise<Result> => roleResult(operateRole, actions, await operating(), await own());
      checks.push({ about: 'operate role', look });
    }
    return checks;
  }

  /** Meets AWS in an environment's region once, with the bot's own credentials or as a role. */
  private meeting({ region }: AwsEnvironment, role?: RoleSession): Meeting {
    const door = (name: string): DoorOptions => ({ region, userAgent: [['door', name]] });
    if (!role) return once(() => meet(door('look'), this.clock));
    // A role is taken on by the bot as itself; what follows is the role's.
    const credentials = roleCredentials(door('look'), role);
    return once(() => meet({ ...door(role.sourceIdentity ? 'operate' : 'look'), credentials }, this.clock));
  }
}

type Meeting = () => Promise<Met>;

/** Without credentials everything would fail in the same words: it is enough that one check says them. */
async function afterMeeting(meeting: Meeting, look: () => Promise<Result>): Promise<Result> {
  const { introduction } = await meeting();
  return introduction ? look() : untried('AWS does not know the bot yet');
}

/** @throws UserError when they cannot be listed */
async function servicesResult(services: () => Promise<ServiceRef[]>): Promise<Result> {
  const refs = await services().catch((error: unknown) => {
    throw error instanceof NotPermittedError ? new Untried('the permission to list them is missing') : error;
  });
  if (refs.length === 0) {
    return mend('there is none.', 'Let AWS_REGION and CLUSTERS, or ENVIRONMENTS, say where your services are.');
  }
  const named = refs.slice(0, SERVICES_NAMED).map((ref) => serviceWords(ref));
  return ok(`${named.join(', ')}${refs.length > named.length ? ` and ${refs.length - named.length} more` : ''}`);
}
