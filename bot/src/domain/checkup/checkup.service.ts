import { Injectable } from '@nestjs/common';
import { mend, ok, Untried, untried } from './checkup.types';
import type { Check, Finding, Result } from './checkup.types';
import { Clock } from '../../kernel/clock';
import { UserError } from '../../kernel/user-error';
import { DEFAULT_ENVIRONMENT, serviceWords } from '../services/service-ref.types';
import type { Environment } from '../services/environment.types';
import { UnknownEnvironmentError } from '../services/services.errors';
import { ServicesService } from '../services/services.service';
import { AwsChecks, StoreChecks } from './checkup.port';
import type { Question } from './checkup.types';

/** Looks at everything that the bot depends on. */
@Injectable()
export class CheckupService {
  constructor(
    private readonly services: ServicesService,
    private readonly aws: AwsChecks,
    private readonly store: StoreChecks,
    private readonly clock: Clock,
  ) {}

  /**
   * Looks side by side at what `more` names, at the store and at all of AWS, in the time given whatever does not answer.
   * @returns a finding for each check, in their order: those of `more` first
   * @throws UnknownEnvironmentError when the question is about one that does not exist
   */
  async examine(question: Question, more: readonly Check[] = []): Promise<Finding[]> {
    const ofEach = this.environments(question.environment).flatMap((environment) =>
      this.aws.of(environment, question).map((check) => within(environment.name, check)),
    );
    const watched = question.watch.length > 0 ? [this.watched(question.watch)] : [];
    const checks = [...more, ...this.store.all(), ...this.aws.own(), ...watched, ...ofEach];
    return Promise.all(checks.map((check) => this.find(check, question.patienceMs)));
  }

  private environments(name: string | undefined): Environment[] {
    const all = this.services.environments();
    if (name === undefined) return all;
    const named = all.filter((environment) => environment.name.toLowerCase() === name.toLowerCase());
    if (named.length > 0) return named;
    throw new UnknownEnvironmentError(
      name,
      all.map((environment) => environment.name),
    );
  }

  private async find(check: Check, patienceMs: number): Promise<Finding> {
    const { about, environment } = check;
    const over = new AbortController();
    const deadline = this.clock.sleep(patienceMs, over.signal).then(() => late(patienceMs));
    const result = await Promise.race([check.look().catch(resultOf), deadline]);
    over.abort();
    return { about, ...(environment === undefined ? {} : { environment }), ...result };
  }

  /** A name in WATCH that no service has is never heard of, silently. */
  private watched(names: readonly string[]): Check {
    const look = async (): Promise<Result> => {
      const each = this.services.environments().map(({ name }) => this.services.list({ environment: name }));
      const refs = await Promise.all(each).catch(() => {
        throw new Untried('the services cannot be listed');
      });
      const known = new Set(refs.flat().flatMap((ref) => [serviceWords(ref), `${ref.cluster}/${ref.service}`]));
      const missing = names.filter((name) => !known.has(name));
      if (missing.length === 0) return ok(names.join(', '));
      return mend(
        `there is no service ${missing.join(', ')}, so nothing is ever announced of it.`,
        `Correct WATCH: I see ${refs.flat().map(serviceWords).join(', ') || 'no service at all'}.`,
      );
    };
    return { about: 'watched services', look };
  }
}

/** The only environment of a bot that was told of none is not named. */
function within(environment: string, check: Check): Check {
  return environment === DEFAULT_ENVIRONMENT ? check : { ...check, environment };
}

function late(ms: number): Result {
  return mend(
    `no answer within ${ms / 1000} s.`,
    'Try again; where it stays so, look for a proxy or firewall between here and there.',
  );
}

/** What a check that rejected has found. */
function resultOf(error: unknown): Result {
  if (error instanceof Untried) return untried(error.message);
  if (error instanceof UserError) return mend([error.what, error.why].filter(Boolean).join(' '), error.next);
  return mend(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
