import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service';
import type { Actor, AuditEntry, Right } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import { ServiceNotFoundError, UnknownEnvironmentError } from '../services/services.errors';
import { ServicesService } from '../services/services.service';
import { NotAllowedError } from './changes.errors';

/** ECS's own rule for the names of clusters and services: an ARN, or anything else, is none. */
const NAME = /^[A-Za-z0-9_-]{1,255}$/;

type Asked = Pick<AuditEntry, 'command' | 'channel'>;

/** Whether a person may change a service, and whether it is one of those that the bot looks after at all. */
@Injectable()
export class ChangeGate {
  constructor(
    private readonly access: AccessService,
    private readonly services: ServicesService,
  ) {}

  /**
   * Asked for each change, whatever the door let through: a button carries a service that nobody has typed.
   * @param asked what was typed or pressed, and where, for the audit record
   * @throws NotAllowedError, ServiceNotFoundError, UnknownEnvironmentError
   */
  async assertMayChange(actor: Actor, right: Right, ref: ServiceRef, asked: Asked): Promise<void> {
    this.assertInReach(ref);
    if (this.access.may(actor, right, ref)) return;
    const detail = `needs the right to ${right}`;
    await this.access.record({ actor, ...asked, outcome: 'refused', ref, detail });
    throw new NotAllowedError(ref, right, this.access.helpers(right));
  }

  private assertInReach(ref: ServiceRef): void {
    const known = this.services.environments();
    const environment = known.find(({ name }) => name === ref.environment);
    if (environment === undefined) {
      throw new UnknownEnvironmentError(
        ref.environment,
        known.map(({ name }) => name),
      );
    }
    const { clusters = [] } = environment;
    const isListed = clusters.length === 0 || clusters.includes(ref.cluster);
    if (!isListed || !NAME.test(ref.cluster) || !NAME.test(ref.service)) throw new ServiceNotFoundError(ref);
  }
}
