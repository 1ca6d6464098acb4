/** The database cannot be used, and why, in sentences that say what to do. */
export class StoreError extends Error {
  constructor(sentences: string, cause?: unknown) {
    super(sentences, { cause });
    this.name = 'StoreError';
  }
}
