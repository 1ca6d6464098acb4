import type { ScheduledAction } from '@aws-sdk/client-application-auto-scaling';

/** A region's scheduled actions. They are there to be looked at: their time makes nothing happen. */
export class ScheduledActions {
  private actions: ScheduledAction[] = [];

  list(): readonly ScheduledAction[] {
    return this.actions;
  }

  find(resourceId: string | undefined, name: string | undefined): ScheduledAction | undefined {
    return this.actions.find(
      ({ ResourceId, ScheduledActionName }) => ResourceId === resourceId && ScheduledActionName === name,
    );
  }

  /** Adds it, in the place of the one of that name. */
  put(action: ScheduledAction): void {
    const before = this.find(action.ResourceId, action.ScheduledActionName);
    this.actions = [...this.actions.filter((other) => other !== before), action];
  }

  remove(action: ScheduledAction): void {
    this.actions = this.actions.filter((other) => other !== action);
  }

  removeOf(resourceId: string): void {
    this.actions = this.actions.filter(({ ResourceId }) => ResourceId !== resourceId);
  }
}
