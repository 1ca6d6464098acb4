/** What an error says: whatever was thrown, a sentence or a word that can be shown or logged. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
