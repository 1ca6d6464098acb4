/** The part of Block Kit that this page draws (https://docs.slack.dev/reference/block-kit), as the sandbox sends it. */
export interface TextObject {
  type: 'plain_text' | 'mrkdwn';
  text: string;
  emoji?: boolean;
}

export interface ConfirmObject {
  title: TextObject;
  text: TextObject;
  confirm: TextObject;
  deny: TextObject;
  style?: 'primary' | 'danger';
}

export interface OptionObject {
  text: TextObject;
  value: string;
  description?: TextObject;
  url?: string;
}

export interface ImageElement {
  type: 'image';
  alt_text: string;
  image_url?: string;
}

interface Actionable {
  action_id: string;
  confirm?: ConfirmObject;
}

export interface ButtonElement extends Actionable {
  type: 'button';
  text: TextObject;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
  accessibility_label?: string;
}

export interface OverflowElement extends Actionable {
  type: 'overflow';
  options: OptionObject[];
}

export interface SelectElement extends Actionable {
  type: 'static_select' | 'users_select' | 'channels_select' | 'conversations_select';
  placeholder?: TextObject;
  options?: OptionObject[];
  option_groups?: { label: TextObject; options: OptionObject[] }[];
  initial_option?: OptionObject;
  initial_user?: string;
  initial_channel?: string;
  initial_conversation?: string;
}

export interface ChoiceElement extends Actionable {
  type: 'radio_buttons' | 'checkboxes';
  options: OptionObject[];
  initial_option?: OptionObject;
  initial_options?: OptionObject[];
}

export interface FieldElement extends Actionable {
  type: 'plain_text_input' | 'number_input' | 'email_text_input' | 'url_text_input' | 'datepicker' | 'timepicker';
  placeholder?: TextObject;
  multiline?: boolean;
  initial_value?: string;
  initial_date?: string;
  initial_time?: string;
  min_length?: number;
  max_length?: number;
}

export type Element =
  | ButtonElement
  | OverflowElement
  | SelectElement
  | ChoiceElement
  | FieldElement
  | ImageElement
  | TextObject;

/** An element of a `rich_text` block, down to its runs of text. */
export interface RichElement {
  type: string;
  elements?: RichElement[];
  text?: string;
  url?: string;
  name?: string;
  user_id?: string;
  channel_id?: string;
  range?: string;
  timestamp?: number;
  format?: string;
  fallback?: string;
  indent?: number;
  style?: 'bullet' | 'ordered' | { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean };
}

/** A cell of a `table` block. */
export type TableCell = { type: 'raw_text'; text: string } | ({ type: 'rich_text' } & RichElement);

interface Common {
  block_id?: string;
}

export type Block = Common &
  (
    | { type: 'section'; text?: TextObject; fields?: TextObject[]; accessory?: Element }
    | { type: 'header'; text: TextObject }
    | { type: 'divider' }
    | { type: 'context'; elements: (TextObject | ImageElement)[] }
    | { type: 'actions'; elements: Element[] }
    | { type: 'image'; image_url?: string; alt_text: string; title?: TextObject }
    | { type: 'input'; label: TextObject; element: Element; hint?: TextObject; optional?: boolean }
    | { type: 'rich_text'; elements: RichElement[] }
    | { type: 'table'; rows: TableCell[][]; column_settings?: ({ align?: 'left' | 'center' | 'right' } | null)[] }
    | { type: 'markdown'; text: string }
  );

/** A modal that is open. */
export interface View {
  id: string;
  type: 'modal' | 'home';
  title: TextObject;
  submit?: TextObject | null;
  close?: TextObject | null;
  blocks: Block[];
}
