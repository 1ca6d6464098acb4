import { Injectable } from '@nestjs/common';

/** `connecting` covers the seconds of a routine reconnect; `disconnected` means that nobody is trying. */
export type ConnectionState = 'connecting' | 'connected' | 'disconnected';

/** Whether Slack's events reach the bot. The receiver writes it, readiness reads it. */
@Injectable()
export class SlackConnection {
  private current: ConnectionState = 'connecting';

  state(): ConnectionState {
    return this.current;
  }

  /** For the receiver alone. */
  become(state: ConnectionState): void {
    this.current = state;
  }
}
