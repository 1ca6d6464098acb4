import type { Judgement, Verdict } from './judge';
import { counted } from './removal';

/** What was found, for whoever decides: leftovers first. */
export function reportText({ leftovers, kept }: Judgement): string {
  const sections = [
    ['Leftovers', leftovers],
    ['Kept', kept],
  ] as const;
  return sections
    .filter(([, verdicts]) => verdicts.length > 0)
    .map(([title, verdicts]) => `${title}:\n${verdicts.map(line).join('')}`)
    .join('\n');
}

function line({ kind, name, id, why, instances }: Verdict): string {
  const registered = instances.length > 0 ? `, ${counted(instances.length, 'instance')}` : '';
  return `  ${kind} ${name} (${id}${registered})\n    ${why}\n`;
}
