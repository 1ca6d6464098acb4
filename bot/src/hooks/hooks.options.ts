/** What the configuration decides about what pipelines may tell the bot. Bound in app.module with `useValue`. */
export abstract class HooksOptions {
  /** What they sign with; nothing is heard where there is none. */
  abstract readonly imageSecret: string | undefined;
}
