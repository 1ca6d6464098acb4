import {
  atLeastOneOf,
  boolean,
  httpUrl,
  link,
  list,
  notBoth,
  object,
  oneOf,
  string,
  typed,
  type Rule,
  type Shape,
} from './rule';

/** The objects that blocks and elements are made of (https://docs.slack.dev/reference/block-kit/composition-objects). */
export const plainText = (max: number): Rule => typed({ plain_text: plainShape(max) });

export const mrkdwn = (max: number): Rule => typed({ mrkdwn: mrkdwnShape(max) });

export const anyText = (max: number): Rule => typed({ plain_text: plainShape(max), mrkdwn: mrkdwnShape(max) });

const plainShape = (max: number): Shape => ({ required: { text: string(max, 1) }, optional: { emoji: boolean } });

const mrkdwnShape = (max: number): Shape => ({ required: { text: string(max, 1) }, optional: { verbatim: boolean } });

export const colour = oneOf('primary', 'danger');

export const confirm = object({
  required: { text: anyText(300) },
  optional: { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: colour },
});

/** @param text of the label: plain in menus, either in checkboxes and radio buttons. */
export const option = (text: Rule): Rule =>
  object({ required: { text, value: string(150, 1) }, optional: { description: anyText(75), url: link } });

export const menuOption = option(plainText(75));

export const optionGroup = object({ required: { label: plainText(75), options: list(menuOption, { max: 100 }) } });

const slackFile = object({ optional: { id: string(255), url: string(3000) }, checks: [atLeastOneOf('id', 'url')] });

/** What an image block and an image element have in common. */
export const imageShape: Shape = {
  required: { alt_text: string(2000) },
  optional: { image_url: httpUrl, slack_file: slackFile },
  checks: [atLeastOneOf('image_url', 'slack_file'), notBoth('image_url', 'slack_file')],
};

export const conversationFilter = object({
  optional: {
    include: list(oneOf('im', 'mpim', 'private', 'public'), { max: 4 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
});

export const dispatchConfig = object({
  required: { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 }) },
});
