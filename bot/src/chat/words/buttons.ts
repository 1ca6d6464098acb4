import type { Button, ConfirmationDialog, StaticSelect } from '@slack/types';
import { truncate } from './text';
import type { Command, TypedWords } from './commands';
import { written } from './commands';
import { encodePayload } from './payload';

export type { Button };

// https://docs.slack.dev/reference/block-kit/block-elements/button-element and …/composition-objects/confirmation-dialog-object
const LABEL = 75;
const CONFIRM_TITLE = 100;
const CONFIRM_TEXT = 300;
const CONFIRM_LABEL = 30;

/** What a button asks before it does anything. All plain text. */
export interface Confirmation {
  title: string;
  text: string;
  /** The word on the button that goes on: a verb, not "OK". */
  confirm: string;
  deny?: string;
}

export interface ButtonSpec {
  /** `<command>.<action>`, the name its `@Action` listens to. */
  id: string;
  label: string;
  /** Travels with the click; versioned by `encodePayload`. */
  payload: Record<string, unknown>;
  style?: 'primary' | 'danger';
  confirm?: Confirmation;
}

/** A button. Throws RangeError when the payload is longer than Slack carries (2000 characters). */
export function button(spec: ButtonSpec): Button {
  return {
    type: 'button',
    action_id: spec.id,
    text: { type: 'plain_text', text: truncate(spec.label, LABEL), emoji: false },
    value: encodePayload(spec.payload),
    ...(spec.style ? { style: spec.style } : {}),
    ...(spec.confirm ? { confirm: confirmation(spec.confirm, spec.style) } : {}),
  };
}

/** The action of a button that gives a command, as if the person who clicks had typed it. */
export const RUN_ACTION = 'chat.run';

/** The longest command that a button offers: nobody could read a longer one, and Slack would not carry it. */
const COMMAND = 500;

/** Whether a command fits on a button. */
export function canBeOffered(command: Command | TypedWords): boolean {
  return written(command).length <= COMMAND;
}

/** A button that runs a command for whoever clicks it, as if they had typed it. */
export function runButton(label: string, command: Command | TypedWords, style?: 'primary' | 'danger'): Button {
  return button({ id: RUN_ACTION, label, payload: { command: written(command) }, ...(style ? { style } : {}) });
}

// https://docs.slack.dev/reference/block-kit/composition-objects/option-object: `value`, and how many a select holds
const OPTION_VALUE = 150;
export const MOST_OPTIONS = 100;

/** Whether a command can stand in a list to pick from. */
export function canBePicked(command: Command | TypedWords): boolean {
  return encodePayload({ command: written(command) }).length <= OPTION_VALUE;
}

/** A list of commands, of which the one that is picked runs for whoever picks it. */
export function runSelect(
  placeholder: string,
  choices: readonly { label: string; command: Command | TypedWords }[],
): StaticSelect {
  return {
    type: 'static_select',
    action_id: RUN_ACTION,
    placeholder: { type: 'plain_text', text: placeholder },
    options: choices.slice(0, MOST_OPTIONS).map(({ label, command }) => ({
      text: { type: 'plain_text', text: truncate(label, LABEL), emoji: false },
      value: encodePayload({ command: written(command) }),
    })),
  };
}

function confirmation(ask: Confirmation, style?: 'primary' | 'danger'): ConfirmationDialog {
  return {
    title: { type: 'plain_text', text: truncate(ask.title, CONFIRM_TITLE) },
    text: { type: 'plain_text', text: truncate(ask.text, CONFIRM_TEXT) },
    confirm: { type: 'plain_text', text: truncate(ask.confirm, CONFIRM_LABEL) },
    deny: { type: 'plain_text', text: truncate(ask.deny ?? 'Leave it', CONFIRM_LABEL) },
    ...(style ? { style } : {}),
  };
}
