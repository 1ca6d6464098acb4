import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../kernel/clock';

export interface ServiceEvent {
  id: string;
  /** Epoch ms. */
  createdAt: number;
  message: string;
}

/** A service's events as DescribeServices shows them: newest first, the last 100. */
export class EventLog {
  private events: ServiceEvent[] = [];

  constructor(private readonly clock: Clock) {}

  add(message: string): void {
    this.events.unshift({ id: randomUUID(), createdAt: this.clock.now(), message });
    this.events.length = Math.min(this.events.length, KEPT);
  }

  newestFirst(): readonly ServiceEvent[] {
    return this.events;
  }
}

/** "Amazon ECS service event messages": only the latest 100 are kept. */
const KEPT = 100;
