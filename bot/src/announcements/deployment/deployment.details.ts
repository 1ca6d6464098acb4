import type { Message } from '../../chat/slack/message.types';
import type { Board } from '../../chat/told/board';
import { message, section } from '../../chat/words/blocks';
import { causeWords } from '../../chat/words/causes/cause.words';
import { shortTask } from '../../chat/words/ecs';
import { code, duration, escapeMrkdwn } from '../../chat/words/text';
import { momentsOf } from '../../domain/deployments/deployments.service';
import type { Moment } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import { newVersion } from './deployment.facts';
import { alarmWords, stageWords } from './deployment.stage';

/** What happens on the way of one deployment, told in the thread of its message as it happens, each thing once. */
export class DeploymentDetails {
  private readonly told = new Set<string>();

  constructor(private readonly board: Board) {}

  /** What was told before a restart the board remembers. */
  tell(snapshot: DeploymentSnapshot): void {
    if (snapshot.stale !== undefined) return;
    for (const moment of momentsOf(snapshot)) {
      if (this.told.has(moment.name)) continue;
      this.told.add(moment.name);
      void this.board.reply(snapshot.deployment.id, moment.name, momentView(snapshot, moment));
    }
  }
}

/** One thing that happened, in a sentence. */
export function momentView(snapshot: DeploymentSnapshot, moment: Moment): Message {
  const words = momentWords(snapshot, moment);
  return message(words.replaceAll('`', ''), section(words));
}

function momentWords(snapshot: DeploymentSnapshot, moment: Moment): string {
  const { at, deployment } = snapshot;
  switch (moment.kind) {
    case 'stage':
      return escapeMrkdwn(stageWords(snapshot));
    case 'healthy':
      return `The first task of ${escapeMrkdwn(newVersion(snapshot))} is healthy, ${duration(at - deployment.startedAt)} after the start.`;
    case 'failed':
      return `${causeWords(snapshot, moment.cause)}. The first that I saw was ${shortTask(moment.cause.newest)}.`;
    case 'alarm':
    default:
      return alarmWords(snapshot, code).join(' ');
  }
}
