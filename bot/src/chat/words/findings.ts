import { stopWords } from '../../domain/preflight/preflight.errors';
import type { Finding, FindingState } from '../../domain/preflight/preflight.types';
import { personName } from './origin';
import { ago, code, count, escapeMrkdwn } from './text';

/** As many names as anybody reads in a line. */
const NAMES = 5;

/** The words say it; the mark before them shows it. */
const STATES: Readonly<Record<FindingState, string>> = {
  ok: '✅',
  warning: '⚠️ *Warning:*',
  stops: '⛔ *Stops it:*',
  unknown: '❔ *Cannot check:*',
};

/** What was found of each thing that a deployment needs, a line each. In mrkdwn. */
export function findingLines(now: number, findings: readonly Finding[]): string[] {
  return findings.map((finding) => `${STATES[finding.state]} ${findingWords(now, finding)}`);
}

/** `Nothing stops it, 2 warnings.` Plain text. */
export function findingsSummary(findings: readonly Finding[]): string {
  const amount = (state: FindingState): number => findings.filter((finding) => finding.state === state).length;
  const stops = amount('stops');
  const warnings = amount('warning');
  const first = stops === 0 ? 'Nothing stops it' : `${count(stops, 'thing')} ${stops === 1 ? 'stops' : 'stop'} it`;
  return `${first}${warnings === 0 ? '' : `, ${count(warnings, 'warning')}`}.`;
}

function findingWords(now: number, finding: Finding): string {
  switch (finding.check) {
    case 'image':
      return finding.state === 'ok'
        ? 'The image is in its registry.'
        : `whether the image is in its registry. ${because(finding.why)}`;
    case 'platform':
      return platformWords(finding);
    case 'room':
      return roomWords(finding);
    case 'under-way':
      return underWayWords(now, finding);
    case 'way-back':
      return wayBackWords(finding);
    case 'alarms':
      return alarmWords(finding);
    case 'given':
      return givenWords(finding);
    case 'unasked':
      return unaskedWords(finding);
  }
}

type Found<Check extends Finding['check']> = Extract<Finding, { check: Check }>;

function platformWords(finding: Found<'platform'>): string {
  if (finding.state === 'stops') return escapeMrkdwn(stopWords(finding));
  if (finding.state === 'unknown') return `whether the image fits what the tasks run on. ${because(finding.why)}`;
  return `It is built for ${escapeMrkdwn(finding.wanted ?? '')}, as its tasks are.`;
}

function roomWords(finding: Found<'room'>): string {
  if (finding.state === 'stops') return escapeMrkdwn(stopWords(finding));
  const { desired, least, most } = finding;
  if (desired === 0) return 'The service is set to 0 tasks: nothing will be started.';
  return `There is room: while it goes on at least ${least} and at most ${count(most, 'task')} run, of ${desired} wanted.`;
}

function underWayWords(now: number, { underWay }: Found<'under-way'>): string {
  if (underWay === undefined) return 'No other deployment is under way.';
  const { version, startedAt, actor } = underWay;
  const started = actor ? `${personName(actor)} started it` : 'it was started';
  return `${code(version)} is being deployed; ${started} ${ago(startedAt, now)}. This would take its place.`;
}

const MISSING: Readonly<Record<NonNullable<Found<'way-back'>['missing']>, string>> = {
  breaker: 'The circuit breaker is off: if it fails ECS tries for ever, and brings nothing back.',
  rollback: 'If it fails the circuit breaker ends it, and brings nothing back.',
  completed: 'If it fails there is nothing to bring back: no deployment of the service has been completed yet.',
};

function wayBackWords({ missing, why }: Found<'way-back'>): string {
  if (missing !== undefined) return MISSING[missing];
  if (why !== undefined) return `whether there is something to bring back if it fails. ${because(why)}`;
  return 'If it fails ECS brings back what ran before: the circuit breaker is on, and a deployment is complete.';
}

function alarmWords({ names, firing, gone, why }: Found<'alarms'>): string {
  if (why !== undefined) return `whether its deployment alarms are on. ${because(why)}`;
  const on = `${namesOf(firing)} ${firing.length === 1 ? 'is' : 'are'} in ALARM already: ECS does not end a deployment for alarms that it begins with.`;
  const lost = `${namesOf(gone)} ${gone.length === 1 ? 'does' : 'do'} not exist: ECS watches nothing there.`;
  const words = [...(firing.length > 0 ? [on] : []), ...(gone.length > 0 ? [lost] : [])];
  return words.length > 0 ? words.join(' ') : `None of its deployment alarms is on: ${namesOf(names)}.`;
}

function givenWords(finding: Found<'given'>): string {
  const { state, kind, names, why } = finding;
  if (state === 'stops') return escapeMrkdwn(stopWords(finding));
  const one = names.length === 1;
  const what = kind === 'log-group' ? `the log group${one ? '' : 's'}` : `what ${one ? 'the secret' : 'the secrets'}`;
  const are = kind === 'log-group' ? (one ? 'is' : 'are') : `${one ? 'is' : 'are'} read from is`;
  if (state === 'unknown') return `whether ${what} ${namesOf(names)} ${are} there. ${because(why)}`;
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} ${namesOf(names)} ${are} there.`;
}

function unaskedWords({ roles }: Found<'unasked'>): string {
  return `whether I may pass ${namesOf(roles.map(roleName))}: I ask AWS for no role. They are as they were in what is set.`;
}

/** `arn:aws:iam::123456789012:role/path/task` as `task`. */
const roleName = (arn: string): string => arn.split('/').at(-1) ?? arn;

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMES).map(code);
  return [...shown, ...(names.length > NAMES ? [`${names.length - NAMES} more`] : [])].join(', ');
}

const because = (why = ''): string => escapeMrkdwn(why);
