import type { Announced } from '../changes/change.types';
import type { DeploymentSnapshot } from '../deployments/snapshot.types';
import type { Series } from './series.types';

/** Where series are kept, so that another bot goes on with them. */
export abstract class SeriesRecord {
  /** @throws Error when it cannot be written: then nothing is begun */
  abstract begin(series: Series): Promise<void>;
  /** Keeps what became of one. */
  abstract keep(series: Series): Promise<void>;
  /** Nobody has to go on with it any more. */
  abstract close(id: string): Promise<void>;
  /** Those that somebody has to go on with, the oldest first. */
  abstract open(): Promise<Series[]>;
}

/** Tells people of series, each in one message. Implemented by what draws them. Nothing here rejects. */
export abstract class SeriesAnnouncements {
  /**
   * @param now the deployment under way, as it is now
   * @param options.last nothing more comes of it
   */
  abstract show(series: Series, now?: DeploymentSnapshot, options?: { last?: boolean }): Promise<Announced>;
  /** Tells whoever asked that one has become worse, once for each name. @see riseOf */
  abstract worse(series: Series, now: DeploymentSnapshot, name: string): Promise<void>;
  /** Tells whoever asked how it ended. Resolves when it was told, or never can be. */
  abstract end(series: Series): Promise<void>;
  /** It may become another bot's to tell. @param isHeld undefined once that is not asked any more */
  abstract hold(series: Series, isHeld: (() => boolean) | undefined): void;
}
