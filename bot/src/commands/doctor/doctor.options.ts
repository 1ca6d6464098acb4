/** What the configuration decides about where and whom the bot is to speak of. Bound in app.module with `useValue`. */
export abstract class DoctorOptions {
  /** Where the bot speaks unasked: `#alerts`, or a channel's id. */
  abstract readonly alertsChannel: string;
  /** Those that are some services' own, each once. */
  abstract readonly serviceChannels: readonly string[];
  /** The services that are watched, as people name them: `primes/primes-api`. All where there are none. */
  abstract readonly watch: readonly string[];
}
