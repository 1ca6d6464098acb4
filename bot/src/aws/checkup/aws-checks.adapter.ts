import { Injectable } from '@nestjs/common';
import { AwsChecks } from '../../domain/checkup/checkup.port';
import type { Question } from '../../domain/checkup/checkup.types';
import type { Environment } from '../../domain/services/environment.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { NotPermittedError } from '../../domain/services/services.errors';
import { EcsServiceCatalog } from '../../domain/services/services.port';
import { mend, ok, Untried, untried } from '../../domain/checkup/checkup.types';
import type { Check, Result } from '../../domain/checkup/checkup.types';
import { Clock } from '../../kernel/clock';
import { AwsClients } from '../doors/aws-clients';
import { AwsOptions, environmentNamed } from '../aws.options';
import type { AwsEnvironment } from '../aws.options';
import type { DoorOptions } from '../doors/client-set';
import { PERMISSIONS } from '../permissions/permissions';
import { roleCredentials } from '../doors/role-credentials';
import type { RoleSession } from '../doors/role-credentials';
import { askIdentity } from './identity';
import type { Identity } from './identity';
import { CALLS } from './call-table';
import { clockResult, credentialsResult, regionResult, roleResult } from './identity-results';
import { memoized } from './memoized';
import { permissionResult } from './permission-result';
import { TrialCalls } from './calls';

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
    const identity = this.identityOf(first);
    return [
      { about: 'AWS credentials', look: async () => credentialsResult(await identity()) },
      { about: 'clock', look: async () => clockResult((await identity()).aheadMs) },
    ];
  }

  override of(environment: Environment, question: Question): Check[] {
    const here = environmentNamed(this.options, environment.name);
    const { region, lookRole } = here;
    const own = this.identityOf(here);
    const looking = lookRole ? this.identityOf(here, { roleArn: lookRole, sessionName: 'ecs-chatops' }) : own;
    const services = memoized(() => this.catalog.list(environment));
    const trial = new TrialCalls({
      clients: this.clients.look(environment.name),
      clientsIn: (other) => this.clients.lookIn(environment.name, other),
      environment,
      watch: question.watch,
      services,
      now: this.clock.now(),
    });
    return [
      { about: 'region', look: async () => regionResult(region, await own()) },
      ...this.roles(here, { own, looking }, question),
      { about: 'services', look: () => onceIdentified(looking, () => servicesResult(services)) },
      ...Object.entries(CALLS).map(([action, look]) => ({
        about: action,
        look: () => onceIdentified(looking, () => permissionResult(action, lookRole, look(trial))),
      })),
      ...CHANGES.map((action) => ({ about: action, look: () => Promise.resolve(untried('it changes something')) })),
    ];
  }

  private roles(
    here: AwsEnvironment,
    { own, looking }: { own: Identified; looking: Identified },
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
      const operating = this.identityOf(here, session);
      const actions = 'sts:AssumeRole and sts:SetSourceIdentity';
      const look = async (): Promise<Result> => roleResult(operateRole, actions, await operating(), await own());
      checks.push({ about: 'operate role', look });
    }
    return checks;
  }

  /** Asks AWS in an environment's region once who it is, with the bot's own credentials or as a role. */
  private identityOf({ region }: AwsEnvironment, role?: RoleSession): Identified {
    const door = (name: string): DoorOptions => ({ region, userAgent: [['door', name]] });
    if (!role) return memoized(() => askIdentity(door('look'), this.clock));
    // A role is taken on by the bot as itself; what follows is the role's.
    const credentials = roleCredentials(door('look'), role);
    return memoized(() => askIdentity({ ...door(role.sourceIdentity ? 'operate' : 'look'), credentials }, this.clock));
  }
}

type Identified = () => Promise<Identity>;

/** Without credentials everything would fail in the same words: it is enough that one check says them. */
async function onceIdentified(identityOf: Identified, look: () => Promise<Result>): Promise<Result> {
  const { caller } = await identityOf();
  return caller ? look() : untried('AWS does not know the bot yet');
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
