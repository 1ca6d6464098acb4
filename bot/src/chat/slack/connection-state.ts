import { Injectable } from '@nestjs/common';

/**
 * `connecting`: no way in just now, and the bot goes on trying. `leaving`: it is shutting down and takes nothing on.
 * `disconnected`: nobody is trying.
 */
export type ConnectionState = 'connecting' | 'connected' | 'leaving' | 'disconnected';

/** Whether what people ask reaches the bot and is taken on. The door writes it, readiness reads it. */
@Injectable()
export class SlackConnection {
  private current: ConnectionState = 'connecting';

  state(): ConnectionState {
    return this.current;
  }

  /** For the door alone. Who is leaving does not come back. */
  become(state: ConnectionState): void {
    if (this.current !== 'leaving' || state === 'disconnected') this.current = state;
  }
}
