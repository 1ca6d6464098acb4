/** How the health port can be reached. */
export abstract class HealthOptions {
  /** The address that it is bound to. */
  abstract readonly host: string;
}
