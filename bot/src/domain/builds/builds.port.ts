import type { Build } from './builds.types';

/** What pipelines told of, so that each is told once. */
export abstract class BuildRecord {
  /**
   * Remembers that a message of a pipeline came.
   * @param id the same for the same message
   * @returns whether it is the first time
   */
  abstract isFirst(id: string, at: number): Promise<boolean>;
  /** It came to nothing, so the same message again is the first one again. */
  abstract forget(id: string): Promise<void>;
  /** Remembers one that is to be told. @returns whether it was not known yet */
  abstract add(build: Build): Promise<boolean>;
  abstract told(build: Build): Promise<void>;
  /** Those that are not told yet, the oldest first. */
  abstract untold(): Promise<Build[]>;
}

/** Tells people of built images. Implemented by what draws them. */
export abstract class BuildAnnouncements {
  /** Resolves when it was told, or never can be. Never rejects. */
  abstract tell(build: Build): Promise<void>;
}
