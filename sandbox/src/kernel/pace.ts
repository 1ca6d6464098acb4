/**
 * How long AWS's seconds last here. Every period, interval, cooldown, grace, draining delay and back-off of AWS is
 * multiplied by this; health-check timeouts, stop timeouts and what a caller names are real and never pass through it.
 */
export class Pace {
  /** @param minuteMs real milliseconds that one AWS minute lasts; 60000 is AWS's own pace. */
  constructor(readonly minuteMs: number) {}

  /** Real milliseconds that `seconds` AWS seconds last. */
  ms(seconds: number): number {
    return (seconds * this.minuteMs) / 60;
  }
}
