const ANYBODY = /<@[^>]+>/g;
const NO_COMMAND = /^[\s,:;.!?–—]+/;

/**
 * The command in a message that mentions the bot: what follows the mention, wherever that stands. Where nothing follows,
 * what stands before it (`status primes-api @ecs`), without the others who are mentioned there.
 * @param bot the bot's own user id; without it the first mention is taken for its own
 */
export function wordsToBot(text: string, bot: string | undefined): string {
  const own = bot === undefined ? /<@[^>]+>/ : new RegExp(`<@${bot}(\\|[^>]*)?>`);
  const at = own.exec(text);
  if (!at) return text.trim();
  const after = withoutAll(text.slice(at.index + at[0].length), own)
    .replace(NO_COMMAND, '')
    .trim();
  return after === '' ? text.slice(0, at.index).replaceAll(ANYBODY, ' ').replace(NO_COMMAND, '').trim() : after;
}

/** The bot may be mentioned more than once; other people's mentions are words of the command. */
function withoutAll(text: string, own: RegExp): string {
  return text.replaceAll(new RegExp(own.source, 'g'), ' ');
}
