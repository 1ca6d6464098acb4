/** Words that say of what follows that it is a secret, as they stand within names: `DB_PASSWORD`, `apiKey`, `x-auth-token`. */
const NAMES = [
  'pass(?:word|wd|phrase|code)',
  String.raw`(?<![a-z])pass`,
  'pwd',
  'secret(?:[_-]?(?:access[_-]?)?key)?',
  'token',
  String.raw`api[_.-]?key`,
  String.raw`(?:access|private|account|signing|encryption|master|shared)[_.-]?key`,
  'authorization',
  'credentials?',
  String.raw`session[_.-]?id`,
  'signature',
  String.raw`(?<![a-z])(?:sig|otp|pin)`,
].join('|');
/** What may stand behind such a word in a name; any other ending makes it the name of something else: `token_type`, `secretArn`. */
const ENDING = String.raw`(?:s|[_.-]?(?:value|hash|id|key|base64|b64|plain|old|new|current|\d{1,3})){0,2}`;
/** `name=value`, `name: value`, `"name":"value"`, `name => value`, `name%3Dvalue`, `--name value`, `<name>value`. */
const NAMED = new RegExp(
  String.raw`(?:(--[\w.-]{0,60}(?:${NAMES})${ENDING})(?:\s{1,4}|=)(?=[^\s-])|(?:${NAMES})${ENDING}(?:\\{0,4}["'${'`'}]?\s{0,4}(?:=>|:=|[:=]|%3D)\s{0,4}|>))`,
  'gi',
);
/** Cookies are names and values of their own. https://datatracker.ietf.org/doc/html/rfc6265#section-4.2.1 */
const COOKIES = /\b(?:set-)?cookie["']?\s{0,4}[:=]\s{0,4}["']?/gi;
const COOKIE = /([^\s=;"',]{1,100}=)[^\s;"',]{4,}/g;

/** Names of who vouches, before the value itself. */
const SCHEME = /(?:bearer|basic|digest|token|negotiate|apikey|aws4-hmac-sha256)\s{1,4}/iy;
const OPENING = /(\\{0,4})(["'`])/y;
/** A value without quotes ends where the next thing begins. */
const BARE = /(?:[^\s,;&"'`<>()[\]{}|\\]|,(?![\s"']|[\w.-]{1,60}[:=]|$))+/y;
/** Words that are no secret, whatever they are called. */
const NO_SECRET =
  /^(?:true|false|null|nil|none|undefined|yes|no|on|off|empty|missing|invalid|expired|required|ok|\*+|•+|x+|arn:.*|\$\{?\w+.*|-?\d{1,9}(?:\.\d+)?)$/i;
/** A number may be a password; of a token it is how many there are, or where. */
const PASSWORD = /pass|pwd|pin|otp/i;

/** Masks what is called a secret where it stands. */
export function maskNamed(text: string, mask: string): string {
  let shown = '';
  let done = 0;
  const named = maskCookies(text, mask);
  for (const match of named.matchAll(NAMED)) {
    const from = match.index + match[0].length;
    if (from < done) continue;
    const [start, end] = valueAt(named, from);
    const value = named.slice(start, end);
    if (!isSecret(value, match[0])) continue;
    shown += named.slice(done, start) + mask;
    done = end;
  }
  return shown + named.slice(done);
}

function isSecret(value: string, name: string): boolean {
  if (value === '' || value.startsWith('•')) return false;
  if (PASSWORD.test(name)) return !NO_SECRET.test(value) || /^\d{3,}$/.test(value);
  return value.length >= 4 && !NO_SECRET.test(value);
}

/** Where the value that begins at `from` begins and ends, without its quotes and without the scheme it is of. */
function valueAt(text: string, from: number): [number, number] {
  const opening = stickyAt(OPENING, text, from);
  const inside = from + (opening?.[0].length ?? 0);
  const start = inside + (stickyAt(SCHEME, text, inside)?.[0].length ?? 0);
  if (opening) return [start, Math.max(start, closingOf(text, start, opening[0], opening[2]!))];
  return [start, start + (stickyAt(BARE, text, start)?.[0].length ?? 0)];
}

/** The end of what was opened with `opening`: the next of its kind, and no deeper escaped one. */
function closingOf(text: string, from: number, opening: string, quote: string): number {
  const depth = opening.length - 1;
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (at - slashes - 1 >= from && text[at - slashes - 1] === '\\') slashes++;
    if (slashes === depth || (depth === 0 && slashes % 2 === 0)) return at - depth;
  }
  return text.length;
}

function maskCookies(text: string, mask: string): string {
  let shown = '';
  let done = 0;
  for (const { 0: name, index } of text.matchAll(COOKIES)) {
    const from = index + name.length;
    if (from < done) continue;
    const end = lineEnd(text, from);
    shown += text.slice(done, from) + text.slice(from, end).replaceAll(COOKIE, `$1${mask}`);
    done = end;
  }
  return shown + text.slice(done);
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/["\n]/);
  return end < 0 ? text.length : from + end;
}

function stickyAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
