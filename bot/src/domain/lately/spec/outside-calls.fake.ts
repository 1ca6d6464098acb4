import { OutsideCalls } from '../lately.port';
import type { OutsideCall } from '../lately.types';

/** For specs: what others did, in every environment. */
export class FakeOutsideCalls extends OutsideCalls {
  calls: OutsideCall[] = [];
  /** What asking fails with, while it is set. */
  failure: Error | undefined;

  override async since(environment: string, since: number): Promise<OutsideCall[]> {
    if (this.failure) throw this.failure;
    return this.calls.filter((call) => call.environment === environment && call.at >= since);
  }
}
