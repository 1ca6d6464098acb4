import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { MissingRightError } from '../../domain/access/access.errors';
import { AccessService } from '../../domain/access/access.service';
import type { Right } from '../../domain/access/access.types';
import { Invocation } from './invocation';
import { RequiredRight } from './right.metadata';

const MAY: Record<Right, string> = {
  look: 'look at services',
  operate: 'change services',
  run: 'run jobs',
  administer: 'change how I am set up',
};

/** The gate: whoever lacks the right is told so, and the refusal goes into the audit record. */
@Injectable()
export class RightGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: AccessService,
  ) {}

  /** Throws a UserError instead of answering false, so that the person reads why. A handler without a right is closed. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const invocation = context.switchToRpc().getContext<unknown>();
    const right = this.reflector.get(RequiredRight, context.getHandler());
    if (!(invocation instanceof Invocation) || right === undefined) return false;
    if (this.access.may(invocation.actor, right)) return true;
    await this.access.record({
      actor: invocation.actor,
      command: invocation.said,
      channel: invocation.channel,
      outcome: 'refused',
      detail: `needs the right to ${right}`,
    });
    const what = `You may not ${MAY[right]}, so nothing was done.`;
    const why = `That takes the right to ${right}, and you may ${this.access.rightOf(invocation.actor)}.`;
    throw new MissingRightError({ what, why }, this.access.helpers(right));
  }
}
