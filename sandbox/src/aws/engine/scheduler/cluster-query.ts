import type { ContainerInstance } from './container-instance';

/** Whether an instance is one of those that a query selects. */
export type InstanceQuery = (instance: ContainerInstance) => boolean;

/** What a query cannot be read as. */
export class QueryError extends Error {}

/**
 * Reads an expression of the cluster query language ("Create expressions to define container instances for Amazon ECS tasks").
 * @param text "attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d"
 * @throws QueryError
 */
export function parseClusterQuery(text: string): InstanceQuery {
  const tokens = text.match(TOKEN) ?? [];
  const next = (): string => {
    const token = tokens.shift();
    if (token === undefined) throw new QueryError(`Invalid expression: ${text}`);
    return token;
  };
  const take = (...words: string[]): boolean => words.includes(tokens[0] ?? '') && tokens.shift() !== undefined;
  const any = (): InstanceQuery => {
    let query = all();
    while (take('or', '||')) query = either(query, all());
    return query;
  };
  const all = (): InstanceQuery => {
    let query = one();
    while (take('and', '&&')) query = both(query, one());
    return query;
  };
  const one = (): InstanceQuery => {
    if (take('not', '!')) return negated(one());
    if (!take('(')) return comparison(next, take);
    const query = any();
    if (!take(')')) throw new QueryError(`Invalid expression: ${text}`);
    return query;
  };
  const query = any();
  if (tokens.length > 0) throw new QueryError(`Invalid expression: ${text}`);
  return query;
}

const TOKEN = /!exists|!in\b|==|!=|>=|<=|=~|!~|&&|\|\||[()[\],<>!]|'[^']*'|"[^"]*"|[^\s()[\],'"!=<>&|~]+/g;

const either =
  (a: InstanceQuery, b: InstanceQuery): InstanceQuery =>
  (instance) =>
    a(instance) || b(instance);
const both =
  (a: InstanceQuery, b: InstanceQuery): InstanceQuery =>
  (instance) =>
    a(instance) && b(instance);
const negated =
  (query: InstanceQuery): InstanceQuery =>
  (instance) =>
    !query(instance);

function comparison(next: () => string, take: (...words: string[]) => boolean): InstanceQuery {
  const values = subject(next());
  const operator = next();
  const found = (test: (value: string) => boolean): InstanceQuery => {
    return (instance) => values(instance).some(test);
  };
  switch (operator) {
    case 'exists':
      return found(() => true);
    case '!exists':
    case 'not_exists':
      return negated(found(() => true));
    case 'in':
    case '!in':
    case 'not_in': {
      const list = listOf(next, take);
      const isIn = found((value) => list.includes(value));
      return operator === 'in' ? isIn : negated(isIn);
    }
    default:
      return compared(operator, bare(next()), found);
  }
}

function compared(
  operator: string,
  argument: string,
  found: (test: (value: string) => boolean) => InstanceQuery,
): InstanceQuery {
  const pattern = (): RegExp => new RegExp(`^(?:${argument})$`);
  switch (operator) {
    case '==':
    case 'equals':
      return found((value) => value === argument);
    case '!=':
    case 'not_equals':
      return negated(found((value) => value === argument));
    case '=~':
    case 'matches':
      return found((value) => pattern().test(value));
    case '!~':
    case 'not_matches':
      return negated(found((value) => pattern().test(value)));
    case '>':
    case 'greater_than':
      return found((value) => order(value, argument) > 0);
    case '>=':
    case 'greater_than_equal':
      return found((value) => order(value, argument) >= 0);
    case '<':
    case 'less_than':
      return found((value) => order(value, argument) < 0);
    case '<=':
    case 'less_than_equal':
      return found((value) => order(value, argument) <= 0);
    default:
      throw new QueryError(`Invalid expression: ${operator} is no operator.`);
  }
}

/** Versions, numbers and dates alike: "1.9.0" is less than "1.14.5". */
const order = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

function subject(name: string): (instance: ContainerInstance) => string[] {
  if (name.startsWith('attribute:')) {
    return ({ attributes }) => {
      const value = attributes.get(name.slice('attribute:'.length));
      return value === undefined ? [] : [value];
    };
  }
  const values = SUBJECTS[name];
  if (!values) throw new QueryError(`Invalid expression: ${name} is no subject.`);
  return values;
}

const SUBJECTS: Readonly<Record<string, (instance: ContainerInstance) => string[]>> = {
  agentConnected: ({ agentConnected }) => [String(agentConnected)],
  agentVersion: ({ versionInfo }) => [versionInfo.agentVersion ?? ''],
  ec2InstanceId: ({ identity }) => [identity.ec2InstanceId],
  registeredAt: ({ registeredAt }) => [new Date(registeredAt).toISOString()],
  runningTasksCount: ({ groups }) => [String(groups.length)],
  'task:group': ({ groups }) => groups,
};

const bare = (token: string): string => token.replace(/^(['"])(.*)\1$/, '$2');

function listOf(next: () => string, take: (...words: string[]) => boolean): string[] {
  if (!take('[')) throw new QueryError('Invalid expression: a list stands in brackets.');
  const list = [bare(next())];
  while (take(',')) list.push(bare(next()));
  if (!take(']')) throw new QueryError('Invalid expression: a list ends with a bracket.');
  return list;
}
