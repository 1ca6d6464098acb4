import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import type { ServiceRef } from '../services/service-ref.types';
import type { Helpers } from './access.errors';
import { AuditTrail } from './access.port';
import { AccessOptions } from './access.types';
import type { Actor, AuditEntry, Right } from './access.types';

const RANK: Record<Right, number> = { look: 0, operate: 1, administer: 2 };

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
  rightOf(actor: Actor): Right {
    if (this.options.administrators.includes(actor.id)) return 'administer';
    return this.options.operators.includes(actor.id) ? 'operate' : 'look';
  }

  /** Whether somebody may do what needs `right`, to a service where one is named: today a right holds for all of them. */
  may(actor: Actor, right: Right, _ref?: ServiceRef): boolean {
    return RANK[this.rightOf(actor)] >= RANK[right];
  }

  /** Whom somebody who lacks a right can turn to. */
  helpers(right: Right): Helpers {
    const { administrators, operators } = this.options;
    return { administrators, others: right === 'administer' ? [] : operators };
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
