import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../../kernel/clock';
import { clientSettings } from '../doors/client-set';
import type { DoorOptions } from '../doors/client-set';

/** Who AWS takes the bot for, and what its clock says. */
export interface Caller {
  account: string;
  arn: string;
}

export interface Identity {
  /** Undefined where AWS refused or did not answer; `error` says why. */
  caller?: Caller;
  error?: unknown;
  /** How far this machine's clock is ahead of AWS's, in milliseconds; undefined where AWS did not say. */
  aheadMs?: number;
}

/**
 * Asks AWS who the bot is, which needs no permission. Never rejects: AWS's clock is told with a refusal too.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 * @param door the credentials to ask with, where they are not the bot's own
 */
export async function askIdentity(door: DoorOptions, clock: Clock): Promise<Identity> {
  const sts = new STSClient(clientSettings(door));
  const identity: Identity = {};
  sts.middlewareStack.add(
    (next) => async (args) => {
      const handled = await next(args);
      const theirs = dateOf(handled.response);
      if (theirs !== undefined) identity.aheadMs = clock.now() - theirs;
      return handled;
    },
    // Last before the wire, so that a refusal is seen before it becomes an error.
    { step: 'deserialize', priority: 'low', name: 'seeTheirClock' },
  );
  try {
    const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    identity.caller = { account: Account, arn: Arn };
  } catch (error) {
    identity.error = error;
  } finally {
    sts.destroy();
  }
  return identity;
}

/** HTTP's Date of a response, in milliseconds since the epoch: it has whole seconds. */
function dateOf(response: unknown): number | undefined {
  const { headers } = response as { headers?: Record<string, string> };
  const date = Date.parse(headers?.['date'] ?? '');
  return Number.isNaN(date) ? undefined : date;
}
