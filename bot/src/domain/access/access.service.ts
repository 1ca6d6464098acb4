import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import type { ServiceRef } from '../services/service-ref.types';
import type { Helpers } from './access.errors';
import { AuditTrail } from './access.port';
import { AccessOptions } from './access.types';
import type { Actor, AuditEntry, Right } from './access.types';

const RANK: Record<Exclude<Right, 'run'>, number> = { look: 0, operate: 1, administer: 2 };

/** Who may do what, and the record of who did. */
@Injectable()
export class AccessService {
  private readonly logger = new Logger(AccessService.name);

  constructor(
    private readonly options: AccessOptions,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The most that somebody may do. Known by Slack id alone: names can be changed by their owners. */
  rightOf(actor: Actor): Exclude<Right, 'run'> {
    if (this.options.administrators.includes(actor.id)) return 'administer';
    return this.options.operators.includes(actor.id) ? 'operate' : 'look';
  }

  /** Whether somebody may do what needs `right`, to a service where one is named: today a right holds for all of them. */
  may(actor: Actor, right: Right, _ref?: ServiceRef): boolean {
    const most = this.rightOf(actor);
    if (right !== 'run') return RANK[most] >= RANK[right];
    return most === 'administer' || this.runners.includes(actor.id);
  }

  private get runners(): string[] {
    return this.options.runners ?? [];
  }

  /** Whom somebody who lacks a right can turn to. */
  helpers(right: Right): Helpers {
    const { administrators, operators } = this.options;
    const others: Record<Right, string[]> = { look: operators, operate: operators, run: this.runners, administer: [] };
    return { administrators, others: others[right] };
  }

  /**
   * Writes to the audit record: what was refused, done, or tried and failed. Never rejects: what cannot be written down is
   * so all the same, and then stands in the log.
   */
  async record(entry: AuditEntry): Promise<void> {
    await this.trail.append({ ...entry, at: this.clock.now() }).catch((error: unknown) => {
      const { outcome, command, detail = '' } = entry;
      const msg = `This is not in the audit record: ${outcome}: ${command}: ${detail}`;
      this.logger.error({ msg, actor: entry.actor, err: error });
    });
  }
}
