import type { Directory, Outcome, Screen } from './contract';

/** The values a person filled into a modal, by block and by action. */
export type ViewValues = Record<string, Record<string, unknown>>;

/** A press on a button, or a choice from a menu: in a message, or in a view that is open. */
export type Click = { user: string; action_id: string; value?: string } & (
  | { channel: string; ts: string }
  | { view_id: string }
);

async function ask<T>(path: string, body?: object): Promise<T> {
  const request: RequestInit =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  let response: Response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Error('The sandbox does not answer. Is it still running? Start it with npm start, then try again.');
  }
  const text = await response.text();
  if (!response.ok) throw new Error(sentenceOf(text, response.status));
  return (text === '' ? {} : JSON.parse(text)) as T;
}

function sentenceOf(text: string, status: number): string {
  try {
    const said = JSON.parse(text) as { error?: unknown; message?: unknown };
    for (const word of [said.message, said.error]) if (typeof word === 'string') return word;
  } catch {
    // Not JSON: the status is all there is to tell.
  }
  return `The sandbox refused that with status ${status}.`;
}

/**
 * The stand-in's levers that this page pulls. `channel` is a name such as `#ops`, or `@ann` for ann's direct message
 * with the bot. Every one of them throws an Error whose message is a sentence for the reader.
 */
export const api = {
  directory: (): Promise<Directory> => ask('/_sandbox/people'),
  screen: (user: string, channel: string): Promise<Screen> =>
    ask(`/_sandbox/screen?${new URLSearchParams({ user, channel }).toString()}`),
  command: (body: { user: string; channel: string; command: string; text: string }): Promise<Outcome> =>
    ask('/_sandbox/command', body),
  message: (body: { user: string; channel: string; text: string; thread_ts?: string }): Promise<unknown> =>
    ask('/_sandbox/message', body),
  click: (body: Click): Promise<Outcome> => ask('/_sandbox/click', body),
  submit: (body: { user: string; view_id: string; values: ViewValues }): Promise<Outcome> =>
    ask('/_sandbox/submit', body),
  close: (body: { user: string; view_id: string }): Promise<unknown> => ask('/_sandbox/close', body),
  read: (body: { user: string; channel: string }): Promise<unknown> => ask('/_sandbox/read', body),
};
