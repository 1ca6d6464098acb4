/** What the configuration decides about signals. Bound in app.module with `useValue`. */
export abstract class SignalsOptions {
  /** How often AWS is asked, in seconds. */
  abstract readonly pollSeconds: number;
  /** How often it is looked whether what could be gone back to is still there, in hours; 0 is not at all. */
  abstract readonly insuranceHours: number;
  /** The services that are watched, as people name them: `primes/primes-api`. All where there are none. */
  abstract readonly watch: readonly string[];
}
