const TABLE: Record<string, string> = {
  '+1': '👍',
  '-1': '👎',
  alarm_clock: '⏰',
  arrow_down: '⬇️',
  arrow_left: '⬅️',
  arrow_right: '➡️',
  arrow_up: '⬆️',
  arrow_upper_right: '↗️',
  arrow_lower_right: '↘️',
  arrows_counterclockwise: '🔄',
  ballot_box_with_check: '☑️',
  bangbang: '‼️',
  bar_chart: '📊',
  bell: '🔔',
  no_bell: '🔕',
  bookmark_tabs: '📑',
  books: '📚',
  boom: '💥',
  bug: '🐛',
  bulb: '💡',
  calendar: '📆',
  chart_with_upwards_trend: '📈',
  chart_with_downwards_trend: '📉',
  clap: '👏',
  clipboard: '📋',
  clock1: '🕐',
  cloud: '☁️',
  construction: '🚧',
  cop: '👮',
  computer: '💻',
  crossed_flags: '🎌',
  eyes: '👀',
  exclamation: '❗',
  fire: '🔥',
  fire_engine: '🚒',
  gear: '⚙️',
  globe_with_meridians: '🌐',
  grey_question: '❔',
  hammer: '🔨',
  hammer_and_wrench: '🛠️',
  heart: '❤️',
  heavy_check_mark: '✔️',
  heavy_minus_sign: '➖',
  heavy_plus_sign: '➕',
  heavy_multiplication_x: '✖️',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  information_source: 'ℹ️',
  joy: '😂',
  key: '🔑',
  label: '🏷️',
  large_blue_circle: '🔵',
  large_green_circle: '🟢',
  large_orange_circle: '🟠',
  large_yellow_circle: '🟡',
  large_purple_circle: '🟣',
  link: '🔗',
  lock: '🔒',
  loudspeaker: '📢',
  mag: '🔍',
  mega: '📣',
  memo: '📝',
  microscope: '🔬',
  mute: '🔇',
  muscle: '💪',
  ok: '🆗',
  ok_hand: '👌',
  octagonal_sign: '🛑',
  package: '📦',
  page_facing_up: '📄',
  paperclip: '📎',
  pencil2: '✏️',
  pray: '🙏',
  pushpin: '📌',
  question: '❓',
  raised_hands: '🙌',
  recycle: '♻️',
  red_circle: '🔴',
  repeat: '🔁',
  rewind: '⏪',
  fast_forward: '⏩',
  robot_face: '🤖',
  rocket: '🚀',
  rotating_light: '🚨',
  running: '🏃',
  satellite: '📡',
  scales: '⚖️',
  seedling: '🌱',
  shield: '🛡️',
  ship: '🚢',
  skull: '💀',
  slightly_smiling_face: '🙂',
  smile: '😄',
  snail: '🐌',
  sob: '😭',
  sos: '🆘',
  sparkles: '✨',
  speech_balloon: '💬',
  stopwatch: '⏱️',
  sunny: '☀️',
  tada: '🎉',
  thinking_face: '🤔',
  thread: '🧵',
  thumbsup: '👍',
  thumbsdown: '👎',
  traffic_light: '🚦',
  trophy: '🏆',
  truck: '🚚',
  turtle: '🐢',
  unlock: '🔓',
  warning: '⚠️',
  wastebasket: '🗑️',
  wave: '👋',
  white_check_mark: '✅',
  white_circle: '⚪',
  white_small_square: '▫️',
  black_circle: '⚫',
  wrench: '🔧',
  x: '❌',
  zap: '⚡',
  zzz: '💤',
  double_vertical_bar: '⏸️',
  black_right_pointing_double_triangle_with_vertical_bar: '⏭️',
  arrow_forward: '▶️',
  black_square_for_stop: '⏹️',
  leftwards_arrow_with_hook: '↩️',
  no_entry: '⛔',
  no_entry_sign: '🚫',
  blue_heart: '💙',
};

const NAMED = /:([a-z0-9_+-]+):(?::skin-tone-[2-6]:)?/y;
const BY_CHARACTER = new Map(Object.entries(TABLE).map(([name, character]) => [bare(character), name]));
const LEADS = new Set([...BY_CHARACTER.keys()].map((character) => character.charCodeAt(0)));

function bare(character: string): string {
  return character.replace(/\uFE0F/g, '');
}

/** The character of an emoji by Slack's name for it; undefined for a name this page does not know. */
export function emojiCharacter(name: string): string | undefined {
  return TABLE[name];
}

/**
 * The emoji that begins at `at`, written as `:name:` or as the character itself, and where it ends.
 * @returns null where none does, or one this page does not know: it is then shown as it was written, as in Slack.
 */
export function emojiAt(text: string, at: number): { name: string; end: number } | null {
  if (text[at] === ':') {
    NAMED.lastIndex = at;
    const [whole, name] = NAMED.exec(text) ?? [];
    return whole === undefined || name === undefined || !(name in TABLE) ? null : { name, end: at + whole.length };
  }
  if (!LEADS.has(text.charCodeAt(at))) return null;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const name = BY_CHARACTER.get(character);
  if (name === undefined) return null;
  const end = at + character.length;
  const styled = text[end] === '\uFE0F';
  // An arrow or a check mark without the emoji selector is a character of the text and stays one.
  return styled || character.length === 2 || TABLE[name] === character ? { name, end: end + (styled ? 1 : 0) } : null;
}
