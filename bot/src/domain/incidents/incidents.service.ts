import { Injectable } from '@nestjs/common';
import type { Signal } from './signal.types';

/** Decides what a signal is: something new to say, more of the same, the end of it, or noise. */
@Injectable()
export class IncidentsService {
  /**
   * Takes in a signal. The same signal again, or an older one than was seen, changes nothing that was said.
   * Never rejects for a publisher that failed: what was not said is kept and said at the next `settle`.
   */
  async observe(signal: Signal): Promise<void> {
    throw new Error(`unbuilt ${signal.id}`);
  }

  /** Ends the episodes that have been quiet for long enough, and says again what could not be said. */
  async settle(): Promise<void> {
    throw new Error('unbuilt');
  }
}
