import type { CreatePullThroughCacheRuleRequest, PullThroughCacheRule } from '@aws-sdk/client-ecr';
import { pullThroughRuleExists, pullThroughRuleNotFound } from '../ecr.faults';

/** A registry's pull-through cache rules, by the prefix of the repositories that they are for. */
export class PullThroughRules {
  private readonly rules = new Map<string, PullThroughCacheRule>();

  constructor(private readonly registryId: string) {}

  /** @param now epoch ms @throws AwsFault PullThroughCacheRuleAlreadyExistsException */
  create(input: Omit<CreatePullThroughCacheRuleRequest, 'registryId'>, now: number): PullThroughCacheRule {
    const { ecrRepositoryPrefix = '' } = input;
    if (this.rules.has(ecrRepositoryPrefix)) throw pullThroughRuleExists(ecrRepositoryPrefix, this.registryId);
    const at = new Date(now);
    const rule = {
      upstreamRepositoryPrefix: 'ROOT',
      ...input,
      registryId: this.registryId,
      createdAt: at,
      updatedAt: at,
    };
    this.rules.set(ecrRepositoryPrefix, rule);
    return rule;
  }

  /** @throws AwsFault PullThroughCacheRuleNotFoundException */
  known(prefix: string): PullThroughCacheRule {
    const rule = this.rules.get(prefix);
    if (!rule) throw pullThroughRuleNotFound(prefix, this.registryId);
    return rule;
  }

  list(): PullThroughCacheRule[] {
    return [...this.rules.values()];
  }

  remove(prefix: string): void {
    this.rules.delete(prefix);
  }
}
