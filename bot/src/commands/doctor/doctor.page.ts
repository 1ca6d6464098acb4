import type { Finding } from '../../kernel/check';
import { summaryOf, titleOf } from './doctor.words';

const MARKS = { ok: 'ok    ', mend: 'MEND  ', untried: '--    ' };

/** The findings as text for a terminal, a line each, with the summary at the end. */
export function doctorPage(findings: readonly Finding[]): string {
  return `${[...findings.map(line), '', summaryOf(findings)].join('\n')}\n`;
}

function line(finding: Finding): string {
  const { verdict, says, next } = finding;
  const words = verdict === 'untried' ? `not tried: ${says}.` : says;
  return `${MARKS[verdict]}${titleOf(finding)}: ${[words, next].filter(Boolean).join(' ')}`;
}
