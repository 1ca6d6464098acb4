import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/clock';

/** How long a ticket that nobody came with stays good. */
const TICKET_LIFE_MS = 30_000;

/** What apps.connections.open hands out: each opens one socket, once. */
export class Tickets {
  private readonly tickets = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  issue(): string {
    const ticket = randomUUID();
    this.tickets.set(ticket, this.clock.now() + TICKET_LIFE_MS);
    return ticket;
  }

  /** @returns whether it was good; it is not any more. */
  redeem(ticket: string): boolean {
    const expires = this.tickets.get(ticket);
    this.tickets.delete(ticket);
    return expires !== undefined && this.clock.now() <= expires;
  }
}
