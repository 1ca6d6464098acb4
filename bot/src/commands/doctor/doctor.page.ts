import type { Finding } from '../../domain/checkup/checkup.types';

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

/** `All 24 checks passed, 2 were not tried.` or `2 of 24 need mending.`; what was not tried is in neither number. */
export function summaryOf(findings: readonly Finding[]): string {
  const tried = findings.filter(({ verdict }) => verdict !== 'untried').length;
  const wrong = findings.filter(({ verdict }) => verdict === 'mend').length;
  const left = findings.length - tried;
  const passed =
    wrong === 0 ? `All ${tried} checks passed` : `${wrong} of ${tried} need${wrong === 1 ? 's' : ''} mending`;
  return `${passed}${left > 0 ? `, ${left} ${left === 1 ? 'was' : 'were'} not tried` : ''}.`;
}

/** What it is about, its environment first where there are several: `prod: ecs:ListTasks`. */
export function titleOf({ about, environment }: Finding): string {
  return environment === undefined ? about : `${environment}: ${about}`;
}
