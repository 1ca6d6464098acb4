/** What is saved within one piece of work is saved all of it, or nothing of it. */
export abstract class UnitOfWork {
  /**
   * Runs `work`. A piece of work within another is part of that one.
   * @param work saves, and waits for nothing but that: no network
   * @throws whatever `work` throws, with nothing of it saved
   */
  abstract run<T>(work: () => Promise<T>): Promise<T>;
}
