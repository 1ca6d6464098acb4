import { invalidInput } from '../servicediscovery.faults';

/** A filter as ListNamespaces, ListServices and ListOperations take it. */
interface Filter {
  Name?: string;
  Values?: string[];
  Condition?: string;
}

/**
 * Whether something passes every filter.
 * @param facts what there is to filter by, by the filter's name; times as epoch seconds
 * @throws AwsFault InvalidInput for a filter that the operation does not have
 */
export function passes(filters: readonly Filter[] | undefined, facts: Readonly<Record<string, string>>): boolean {
  return (filters ?? []).every(({ Name = '', Values = [], Condition = 'EQ' }) => {
    const fact = facts[Name];
    if (fact === undefined) throw invalidInput(`${Name} is not a valid filter name.`);
    if (Condition === 'BEGINS_WITH') return Values.some((value) => fact.startsWith(value));
    if (Condition === 'BETWEEN') return Number(fact) >= Number(Values[0]) && Number(fact) <= Number(Values[1]);
    return Values.includes(fact);
  });
}
