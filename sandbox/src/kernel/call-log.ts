/** What was called, oldest first, as both stand-ins' `/_sandbox/calls` answer it. */
export class CallLog<Call extends { at: number }> {
  private calls: Call[] = [];

  /** @param onCall told of every call as it is recorded, for a log that outlives a reset. */
  constructor(private readonly onCall: (call: Call) => void = () => {}) {}

  record(call: Call): void {
    this.calls.push(call);
    if (this.calls.length > KEPT) this.calls.splice(0, this.calls.length - KEPT);
    this.onCall(call);
  }

  /** @param ms epoch milliseconds; calls at that very time are included. */
  since(ms: number): Call[] {
    return this.calls.filter(({ at }) => at >= ms);
  }

  clear(): void {
    this.calls = [];
  }
}

/** A day of polling at the sandbox's pace fits; more would only be memory. */
const KEPT = 200_000;
