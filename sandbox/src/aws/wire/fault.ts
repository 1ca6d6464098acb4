/**
 * An error as AWS answers it. `code` is the modelled shape name ("ServiceNotFoundException") or, for errors that no
 * model lists, the code AWS uses on the wire ("ValidationError", "ThrottlingException").
 */
export class AwsFault extends Error {
  /**
   * @param message AWS's own words, verbatim.
   * @param status HTTP status; when left out the model's, else 400.
   * @param members further members of the modelled error shape.
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status?: number,
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** The stand-in's own refusal: never an empty success for what it cannot do. Answered with HTTP 501. */
export class NotImplementedFault extends AwsFault {
  /** @param what what is missing: an operation, or "CreateService with volumeConfigurations". */
  constructor(service: string, what: string) {
    super('NotImplemented', `${service}:${what} is not implemented by this sandbox. See sandbox/COVERAGE.md.`, 501);
  }
}
