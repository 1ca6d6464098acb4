import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { RequestCondition } from '../../engine/balancer/request-condition';
import { validationError } from '../elbv2.faults';
import type { GivenCondition } from '../state/listener-rule';

/** What of a condition is not served: 501 with its path. */
export const UNSERVED_CONDITIONS = [
  { path: 'Conditions[].Field', values: ['source-ip'] },
  'Conditions[].RegexValues',
  'Conditions[].HostHeaderConfig.RegexValues',
  'Conditions[].HttpHeaderConfig.RegexValues',
  'Conditions[].PathPatternConfig.RegexValues',
  'Transforms',
] as const;

/**
 * The conditions of a rule.
 * @throws AwsFault ValidationError where one has no field, one that does not exist, or no values
 */
export function conditionsFrom(conditions: readonly RuleCondition[]): GivenCondition[] {
  if (conditions.length === 0) throw validationError('A condition must be specified');
  return conditions.map((given) => ({ given, asks: requestCondition(given) }));
}

function requestCondition(given: RuleCondition): RequestCondition {
  const { Values = [], HttpHeaderConfig, QueryStringConfig } = given;
  const patterns = (configured: string[] | undefined): string[] => {
    const all = [...Values, ...(configured ?? [])];
    if (all.length === 0) throw validationError('A condition value must be specified');
    return all;
  };
  switch (given.Field) {
    case 'path-pattern':
      return { of: 'path', patterns: patterns(given.PathPatternConfig?.Values) };
    case 'host-header':
      return { of: 'host', patterns: patterns(given.HostHeaderConfig?.Values) };
    case 'http-request-method':
      return { of: 'method', patterns: patterns(given.HttpRequestMethodConfig?.Values) };
    case 'http-header':
      if (!HttpHeaderConfig?.HttpHeaderName) throw validationError('An HTTP header name must be specified');
      return { of: 'header', name: HttpHeaderConfig.HttpHeaderName, patterns: patterns(HttpHeaderConfig.Values) };
    case 'query-string': {
      const pairs = QueryStringConfig?.Values ?? [];
      if (pairs.length === 0) throw validationError('A condition value must be specified');
      return { of: 'query', pairs: pairs.map(({ Key, Value = '' }) => ({ key: Key, value: Value })) };
    }
    default:
      throw validationError(`Condition field '${given.Field ?? ''}' must be one of '[${FIELDS.join(', ')}]'`);
  }
}

const FIELDS = ['path-pattern', 'host-header', 'http-header', 'http-request-method', 'query-string', 'source-ip'];
