import { ago, count, escapeMrkdwn } from '../../chat/words/text';
import type { Ending } from '../../domain/causes/cause.types';
import { causesOf } from '../../domain/causes/causes.service';
import type { Relapse, RequestErrors } from '../../domain/deployments/relapse.types';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import { newVersion } from './deployment.facts';

/** `done 4 min ago, but 6 tasks of leaky were killed for memory since; 502 for 3 % of requests.` In mrkdwn. */
export function relapseWords(snapshot: DeploymentSnapshot, relapse: Relapse): string {
  const { doneAt = relapse.since, at } = snapshot;
  const tasks = tasksWords(snapshot, relapse);
  const requests = relapse.errors ? [requestsWords(relapse.errors, tasks.length === 0)] : [];
  return `done ${ago(doneAt, at)}, but ${[...tasks, ...requests].join('; ')}.`;
}

function tasksWords(snapshot: DeploymentSnapshot, { died, unhealthy }: Relapse): string[] {
  const of = `of ${escapeMrkdwn(newVersion(snapshot))}`;
  if (died > 0) return [`${count(died, 'task')} ${of} ${endWords(causesOf(snapshot)[0]?.ending, died)} since`];
  return unhealthy > 0 ? [`${count(unhealthy, 'task')} ${of} failed the health check since`] : [];
}

/** The lines below it say it in full. */
function endWords(ending: Ending | undefined, amount: number): string {
  switch (ending?.kind) {
    case 'memory':
      return `${amount === 1 ? 'was' : 'were'} killed for memory`;
    case 'heap':
      return `ran out of ${ending.program} heap`;
    case 'exit':
      return ending.exitCode === undefined ? 'ended' : `exited ${ending.exitCode}`;
    case 'health':
      return 'failed the health check';
    case 'start':
      return 'could not start';
    default:
      return 'died';
  }
}

function requestsWords({ code, share, before }: RequestErrors, isAlone: boolean): string {
  const was = before > 0 ? ` (${percent(before)} before it)` : '';
  return `${isAlone ? 'since then ' : ''}${code} for ${percent(share)} of requests${was}`;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** What becomes of it. */
export function relapseOutlook({ supersededBy, supersededVersion, ...snapshot }: DeploymentSnapshot): string {
  const version = newVersion(snapshot);
  if (supersededBy === undefined) return 'For ECS it is done, so nothing rolls it back by itself.';
  return supersededVersion === version
    ? 'New tasks of it have been started since.'
    : `${escapeMrkdwn(supersededVersion ?? supersededBy)} has taken its place since.`;
}
