import type { Obstacle, StartProblem } from '../../../domain/causes/cause.types';
import { code, count, duration, escapeMrkdwn } from '../text';
import { reasonWords, startWords } from './start.words';

/** Whether there is no place, and nothing is wrong with the task. */
export const isOfPlace = (problem: StartProblem): boolean =>
  /^(?:instance-|unplaced|capacity|spot-capacity|quota|no-instances|constraint)/.test(problem);

/** What keeps, or kept, a deployment from its end, as a sentence without its full stop. In mrkdwn. */
export function obstacleWords(obstacle: Obstacle, now: number): string {
  switch (obstacle.kind) {
    case 'placement':
      return `its tasks ${isOfPlace(obstacle.problem) ? 'find no place' : 'could not start'}: ${startWords(obstacle)}`;
    case 'cornered':
      return 'its deployment configuration lets ECS neither stop an old task nor start a new one';
    case 'protected':
      return `${obstacle.tasks === undefined ? 'old tasks' : count(obstacle.tasks, 'old task')} may not be stopped: scale-in protection`;
    case 'alarm':
      return obstacle.alarms.length > 0
        ? `the deployment ${obstacle.alarms.length === 1 ? 'alarm' : 'alarms'} ${obstacle.alarms.map(code).join(', ')} went off`
        : 'a deployment alarm went off';
    case 'stopped':
      return `${escapeMrkdwn(obstacle.by ?? 'somebody')} stopped it`;
    case 'superseded':
      return `${escapeMrkdwn(obstacle.by ?? 'another deployment')} took its place`;
    case 'deleted':
      return obstacle.done ? 'its service is gone: it was deleted, or its cluster was' : 'its service is being deleted';
    case 'throttled':
      return `AWS throttles what ECS does for it: ${reasonWords(obstacle.reason)}`;
    case 'registration':
      return `new tasks cannot be put behind the load balancer: ${reasonWords(obstacle.reason)}`;
    case 'pending':
      return `${count(obstacle.tasks, 'new task')} ${obstacle.tasks === 1 ? 'has' : 'have'} been starting for ${duration(now - obstacle.since)}, and ECS does not say what for`;
  }
}
