import {
  anyText,
  colour,
  confirm,
  conversationFilter,
  dispatchConfig,
  imageShape,
  menuOption,
  option,
  optionGroup,
  plainText,
} from './composition';
import { richTextShape } from './rich-text';
import {
  anyNumber,
  atLeastOneOf,
  boolean,
  formed,
  link,
  list,
  notBoth,
  object,
  oneOf,
  string,
  typed,
  whole,
  type Rule,
  type Shape,
} from './rule';

/** The limits of interactive elements (https://docs.slack.dev/reference/block-kit/block-elements), a table by type. */
const actionable = { action_id: string(255, 1) };
const focusable = { ...actionable, focus_on_load: boolean };
const field = { ...focusable, placeholder: plainText(150) };
const menu = { ...field, confirm };
const typing = { ...field, dispatch_action_config: dispatchConfig };

const several = { max_selected_items: whole(1, 100) };
const respondable = { response_url_enabled: boolean };
const ids = list(string(255), { max: 100 });

const staticMenu = (initial: Record<string, Rule>): Shape => ({
  optional: {
    ...menu,
    ...initial,
    options: list(menuOption, { max: 100 }),
    option_groups: list(optionGroup, { max: 100 }),
  },
  checks: [atLeastOneOf('options', 'option_groups'), notBoth('options', 'option_groups')],
});

const button: Shape = {
  required: { text: plainText(75) },
  optional: {
    ...actionable,
    value: string(2000),
    url: link,
    style: colour,
    confirm,
    accessibility_label: string(75),
  },
};

const menus: Record<string, Shape> = {
  static_select: staticMenu({ initial_option: menuOption }),
  multi_static_select: staticMenu({ initial_options: list(menuOption, { max: 100 }), ...several }),
  external_select: { optional: { ...menu, initial_option: menuOption, min_query_length: whole(0, 100) } },
  multi_external_select: {
    optional: { ...menu, initial_options: list(menuOption, { max: 100 }), min_query_length: whole(0, 100), ...several },
  },
  users_select: { optional: { ...menu, initial_user: string(255) } },
  multi_users_select: { optional: { ...menu, initial_users: ids, ...several } },
  channels_select: { optional: { ...menu, ...respondable, initial_channel: string(255) } },
  multi_channels_select: { optional: { ...menu, initial_channels: ids, ...several } },
  conversations_select: {
    optional: {
      ...menu,
      ...respondable,
      initial_conversation: string(255),
      default_to_current_conversation: boolean,
      filter: conversationFilter,
    },
  },
  multi_conversations_select: {
    optional: {
      ...menu,
      ...several,
      initial_conversations: ids,
      default_to_current_conversation: boolean,
      filter: conversationFilter,
    },
  },
};

const choice = option(anyText(75));

const pickers: Record<string, Shape> = {
  checkboxes: {
    required: { options: list(choice, { max: 10 }) },
    optional: { ...focusable, confirm, initial_options: list(choice, { max: 10 }) },
  },
  radio_buttons: {
    required: { options: list(choice, { max: 10 }) },
    optional: { ...focusable, confirm, initial_option: choice },
  },
  datepicker: { optional: { ...menu, initial_date: formed('date', /^\d{4}-\d\d-\d\d$/, 10) } },
  timepicker: { optional: { ...menu, initial_time: formed('time', /^\d\d:\d\d$/, 5), timezone: string(255) } },
  datetimepicker: { optional: { ...focusable, confirm, initial_date_time: anyNumber } },
};

const overflow: Shape = {
  required: { options: list(menuOption, { max: 5 }) },
  optional: { ...actionable, confirm },
};

const richTextInput: Shape = {
  optional: {
    ...typing,
    initial_value: typed({ rich_text: richTextShape }),
    min_lines: whole(1, 100),
    max_lines: whole(1, 100),
  },
};

const inputs: Record<string, Shape> = {
  plain_text_input: {
    optional: {
      ...typing,
      initial_value: string(3000),
      multiline: boolean,
      min_length: whole(0, 3000),
      max_length: whole(1, 3000),
    },
  },
  email_text_input: { optional: { ...typing, initial_value: string(3000) } },
  url_text_input: { optional: { ...typing, initial_value: string(3000) } },
  number_input: {
    required: { is_decimal_allowed: boolean },
    optional: { ...typing, initial_value: string(255), min_value: string(255), max_value: string(255) },
  },
  rich_text_input: richTextInput,
  file_input: { optional: { ...actionable, filetypes: list(string(255), { max: 100 }), max_files: whole(1, 10) } },
};

const workflowButton: Shape = {
  required: {
    text: plainText(75),
    workflow: object({
      required: {
        trigger: object({
          required: { url: string(3000, 1) },
          optional: {
            customizable_input_parameters: list(object({ required: { name: string(255), value: string(3000) } }), {
              max: 100,
            }),
          },
        }),
      },
    }),
  },
  optional: { ...actionable, style: colour, accessibility_label: string(75) },
};

const feedback = object({
  required: { text: plainText(75), value: string(2000) },
  optional: { accessibility_label: string(75) },
});

const contextual: Record<string, Shape> = {
  feedback_buttons: { required: { positive_button: feedback, negative_button: feedback }, optional: actionable },
  icon_button: {
    required: { icon: oneOf('trash'), text: plainText(75) },
    optional: {
      ...actionable,
      confirm,
      value: string(2000),
      accessibility_label: string(75),
      visible_to_user_ids: ids,
    },
  },
};

const acting = { button, overflow, workflow_button: workflowButton, ...menus, ...pickers };

export const buttonElement = typed({ button });
export const imageElement = typed({ image: imageShape });
/** What may stand beside a section's text. */
export const accessory = typed({ ...acting, image: imageShape });
/** What may stand in an actions block. */
export const actionsElement = typed({ ...acting, rich_text_input: richTextInput });
/** What may stand in an input block. */
export const inputElement = typed({ ...inputs, ...menus, ...pickers });
/** What may stand in a context_actions block. */
export const contextAction = typed(contextual);
