import { ecsWords, shortTask } from '../../chat/words/ecs';
import { code, count, escapeMrkdwn } from '../../chat/words/text';
import { causesOf } from '../../domain/deployments/deployments.service';
import type { Cause, Ending } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot, HealthFailure } from '../../domain/deployments/snapshot.types';

const CAUSES_SHOWN = 5;
/** A line of a message; AWS's reasons may be much longer. */
const REASON_SHOWN = 400;
/** 128 and the number of the signal: what a container that was killed exits with. */
const KILLED: Readonly<Record<number, string>> = {
  134: 'aborted',
  137: 'killed',
  139: 'crashed: segmentation fault',
  143: 'told to stop',
};

/** What ended most tasks of the deployment; undefined where that is not known. */
export function mainCause(snapshot: DeploymentSnapshot): Cause | undefined {
  return causesOf(snapshot)[0];
}

/** Why its tasks stopped, a line for each kind of end, and what the health checks find now. */
export function causeLines(snapshot: DeploymentSnapshot): string[] {
  const causes = causesOf(snapshot);
  const shown = causes.slice(0, CAUSES_SHOWN);
  const left = causes.slice(CAUSES_SHOWN).reduce((sum, cause) => sum + cause.count, 0);
  return [
    ...shown.map((cause) => `${causeWords(snapshot, cause)} Last was ${shortTask(cause.newest.id)}.`),
    ...(left > 0 ? [`…and ${count(left, 'more task')}`] : []),
    ...ailingLines(snapshot),
  ];
}

/** `3 of 3 new tasks were killed for memory (exit 137, limit 512 MiB).` In mrkdwn. */
export function causeWords(snapshot: DeploymentSnapshot, cause: Cause): string {
  const { stopped, stoppedEarlier = 0, fresh, relapse } = snapshot;
  const all = stopped.length + fresh.running + fresh.pending;
  const among = stoppedEarlier > 0 ? `the last ${all}` : `${all}`;
  const verb = endingWords(cause.ending, cause.count, snapshot.several === true);
  // Since it was done others were started in their place, so that there is no number that they are of.
  if (relapse) return `${count(cause.count, 'task')} ${verb}.`;
  return `${cause.count} of ${among} new ${all === 1 ? 'task' : 'tasks'} ${verb}.`;
}

/** What became of so many tasks: `exited 1`, `were killed for memory (exit 137)`. In mrkdwn. */
export function endingWords(ending: Ending, amount: number, several: boolean): string {
  const was = amount === 1 ? 'was' : 'were';
  const of = 'container' in ending && ending.container && several ? `${code(ending.container)} ` : '';
  switch (ending.kind) {
    case 'memory': {
      const limit = ending.limitMiB === undefined ? '' : `, limit ${ending.limitMiB} MiB`;
      return `${was} killed for memory (${of}exit 137${limit})`;
    }
    case 'exit':
      return exitWords(ending, of);
    case 'health':
      return `failed the health check: ${findingWords(ending.finding)}`;
    case 'start':
      return `could not start: ${reasonWords(ending.reason)}`;
    case 'person':
      return `${was} stopped by somebody: ${reasonWords(ending.reason)}`;
    case 'other':
      return `stopped: ${reasonWords(ending.reason)}`;
  }
}

function exitWords({ exitCode, reason }: Extract<Ending, { kind: 'exit' }>, of: string): string {
  const why = reason ? `: ${reasonWords(reason)}` : '';
  if (exitCode === undefined) return `ended${of ? ` (${of.trim()})` : ''}${why}`;
  const meaning = exitCode === 0 ? ' (its program ended by itself)' : KILLED[exitCode] ? ` (${KILLED[exitCode]})` : '';
  return `${of ? `ended: ${of}` : ''}exited ${exitCode}${meaning}${why}`;
}

/** What a health check found, in words for who has to mend it. In mrkdwn. */
export function findingWords(finding: Pick<HealthFailure, 'kind' | 'codes' | 'port' | 'reason'> | undefined): string {
  const at = finding?.port === undefined ? '' : ` on port ${finding.port}`;
  switch (finding?.kind) {
    case 'codes':
      return `the answer${at} was ${escapeMrkdwn(finding.codes ?? '')}`;
    case 'timeout':
      return `no answer in time${at}; it hangs, or takes longer to start than it is given`;
    case 'no-connection':
      return `no connection${at}, or no HTTP in it; does it listen on that port?`;
    case 'container':
      return "the container's own check failed";
    case 'other':
      return reasonWords(finding.reason ?? '');
    case undefined:
      return 'the load balancer did not say how';
  }
}

function ailingLines({ ailing = [] }: DeploymentSnapshot): string[] {
  const words = new Map<string, number>();
  for (const found of ailing) words.set(findingWords(found), (words.get(findingWords(found)) ?? 0) + 1);
  return [...words].map(
    ([said, amount]) => `${amount} of those that run ${amount === 1 ? 'fails' : 'fail'} the health check now: ${said}.`,
  );
}

function reasonWords(reason: string): string {
  const words = reason.length > REASON_SHOWN ? `${reason.slice(0, REASON_SHOWN)}…` : reason;
  return ecsWords(words).replace(/\.$/, '');
}
