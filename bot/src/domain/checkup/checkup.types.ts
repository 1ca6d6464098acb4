/** What a checkup is told beyond what the bot knows of itself. */
export interface Question {
  /** The services that are watched, as people name them: `primes/primes-api`. All where there are none. */
  watch: readonly string[];
  /** Look at this environment only. */
  environment?: string | undefined;
  /** Who asks, for CloudTrail: a Slack user id, or the program. */
  asker: string;
  /** How long each check may take: what takes longer is told as that. Milliseconds. */
  patienceMs: number;
}
