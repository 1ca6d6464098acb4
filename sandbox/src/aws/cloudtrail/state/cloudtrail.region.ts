import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import { eventOf } from './recorded-event';
import type { AnsweredCall, RecordedEvent } from './recorded-event';

/** In AWS an event stands in the history after about five minutes; here after one of AWS's. Seconds. */
const LATE_SECONDS = 60;
/** So many are kept; AWS keeps ninety days. */
const KEPT = 5000;
/** Whose calls are recorded: those of what a deployment is made of. */
const RECORDED = new Set(['ecs', 'application-autoscaling']);
const READS = /^(Describe|List|Get)/;

/** Whether a call of an operation stands in the history. */
export function isRecorded(service: string, operation: string): boolean {
  return RECORDED.has(service) && operation !== '' && !READS.test(operation);
}

/** CloudTrail's event history in one region: what was changed, by whom. */
export class CloudTrailRegion {
  private events: RecordedEvent[] = [];

  constructor(private readonly options: { clock: Clock; pace: Pace }) {}

  /** Takes note of a call that is to be recorded. */
  saw(call: AnsweredCall): void {
    this.events = [...this.events.slice(1 - KEPT), eventOf(call)];
  }

  /** The events that stand there by now, newest first. */
  history(): RecordedEvent[] {
    const { clock, pace } = this.options;
    const until = clock.now() - pace.ms(LATE_SECONDS);
    return this.events.filter(({ at }) => at <= until).toReversed();
  }
}
