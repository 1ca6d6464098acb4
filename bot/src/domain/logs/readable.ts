/** Colours and movements of a terminal. https://en.wikipedia.org/wiki/ANSI_escape_code#CSI_(Control_Sequence_Introducer)_sequences */
// oxlint-disable-next-line no-control-regex
const TERMINAL = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** What has no look of its own, or changes that of its neighbours: control characters but for tab and line break, and marks that turn the direction of writing. */
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

/** A line as it can be shown among others: letters of every script stay, what only steers a terminal goes. */
export function readable(text: string): string {
  return text.replaceAll(TERMINAL, '').replaceAll('\r\n', '\n').replaceAll(UNSEEN, '').trimEnd();
}
