import { mend, ok, Untried, untried } from '../../domain/checkup/checkup.types';
import type { Result } from '../../domain/checkup/checkup.types';
import { inWords } from '../doors/aws-errors';
import type { Identity } from './identity';

const MINUTE_MS = 60_000;
const UNSIGNED = new Set([
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestTimeTooSkewed',
]);

/** Who AWS takes the bot for. @throws UserError with AWS's reason where it takes it for nobody */
export function credentialsResult({ caller, error }: Identity): Result {
  if (caller) return ok(`account ${caller.account}, ${caller.arn}`);
  if (error instanceof Error && UNSIGNED.has(error.name)) {
    const next =
      'Copy AWS_SECRET_ACCESS_KEY again, without spaces around it; where the clock is wrong, set that first.';
    return mend('AWS refuses what is signed with them.', next);
  }
  throw inWords(error);
}

/**
 * How this machine's clock stands to AWS's. A signature more than five minutes off is refused, and up to a minute is
 * nobody's trouble. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export function clockResult(aheadMs: number | undefined): Result {
  if (aheadMs === undefined) return untried('AWS did not say what time it is');
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (Math.abs(aheadMs) < MINUTE_MS) return ok(seconds < 2 ? "as AWS's" : `${seconds} s off AWS's`);
  const off = seconds < 180 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return mend(
    `${off} ${aheadMs > 0 ? 'ahead of' : 'behind'} AWS's. From 5 min on AWS refuses what is signed here.`,
    'Let chrony or systemd-timesyncd set the clock of the machine that the bot runs on.',
  );
}

/** Whether there is an AWS in this region: any answer will do. */
export function regionResult(region: string, { caller, error }: Identity): Result {
  if (caller || wasAnswered(error)) return ok(region);
  if (error instanceof Error && /Credentials/.test(error.name))
    throw new Untried('AWS is not asked without credentials');
  return mend(
    `nothing answers as AWS in ${region} (${error instanceof Error ? error.message : String(error)}).`,
    'Correct AWS_REGION, or the region in ENVIRONMENTS; where it is right, AWS cannot be reached from here.',
  );
}

/**
 * Whether a role could be taken on.
 * @param actions what that takes: a person's name goes with a change, so sts:SetSourceIdentity too
 * @param own who wants it
 */
export function roleResult(role: string, actions: string, { caller, error }: Identity, own: Identity): Result {
  if (caller) return ok(caller.arn);
  if (!own.caller) return untried('AWS does not know the bot yet');
  const why = error instanceof Error ? error.message : String(error);
  const next =
    `Let its trust policy allow ${actions} to ${own.caller.arn}, and add the same to my own policy: ` +
    `npm run -s iam -- --assume ${role} prints it.`;
  return mend(`${role} cannot be taken on: ${why}${/[.!?]$/.test(why) ? '' : '.'}`, next);
}

function wasAnswered(error: unknown): boolean {
  const { $metadata } = (error ?? {}) as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode !== undefined;
}
