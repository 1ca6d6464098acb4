import type { EcsService } from './ecs-service';
import { words } from './event-words';
import type { EcsTask } from './task';

/** Says of a service that protected tasks keep it from scaling in or from ending a deployment, once until that is over. */
export class ProtectionNews {
  private said = '';

  constructor(private readonly service: EcsService) {}

  /** @param spared the protected tasks that would be stopped if they were not */
  tell(spared: readonly EcsTask[]): void {
    const { name, primary, events } = this.service;
    const [first] = spared;
    if (!first) {
      this.said = '';
      return;
    }
    const deployment = first.order.startedBy ?? '';
    const say = deployment === primary?.id ? words.protectedFromScaling : words.protectedFromDeployment;
    const message = say(name, deployment, spared.filter(({ order }) => order.startedBy === deployment).length);
    if (message !== this.said) events.add(message);
    this.said = message;
  }
}
