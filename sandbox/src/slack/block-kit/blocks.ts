import { objectsIn, type JsonObject } from '../json';
import { anyText, imageShape, mrkdwn, plainText } from './composition';
import { accessory, actionsElement, buttonElement, contextAction, imageElement, inputElement } from './elements';
import { richTextShape } from './rich-text';
import {
  anyNumber,
  atLeastOneOf,
  boolean,
  distinct,
  httpUrl,
  link,
  list,
  oneOf,
  object,
  string,
  typed,
  whole,
  type Problem,
  type Shape,
} from './rule';

/** The limits of blocks (https://docs.slack.dev/reference/block-kit/blocks), a table by type. */
const block = { block_id: string(255, 1) };

const distinctActions = distinct('action_id', (value: JsonObject) =>
  objectsIn(value['elements']).map((element, index) => ({
    value: element['action_id'],
    pointer: `/elements/${index}/action_id`,
  })),
);

/** Slack points at the section's type when it says nothing. */
const saysSomething = (value: JsonObject, pointer: string): Problem[] =>
  atLeastOneOf('text', 'fields')(value, `${pointer}/type`);

const richText = typed({ rich_text: { ...richTextShape, optional: block } });

const cell = typed({
  raw_text: { required: { text: string(3000, 1) } },
  raw_number: { required: { value: anyNumber, text: string(3000, 1) } },
  rich_text: { ...richTextShape, optional: block },
});

const taskCard: Shape = {
  required: {
    task_id: string(255, 1),
    title: string(3000, 1),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  optional: {
    ...block,
    details: richText,
    output: richText,
    sources: list(typed({ url: { required: { url: link, text: string(3000) } } }), { max: 100 }),
  },
};

/** What messages, modals and home tabs all take. */
export const everywhere: Record<string, Shape> = {
  section: {
    optional: { ...block, text: anyText(3000), fields: list(anyText(2000), { max: 10 }), accessory, expand: boolean },
    checks: [saysSomething],
  },
  header: { required: { text: plainText(150) }, optional: block },
  divider: { optional: block },
  context: {
    required: { elements: list(contextElement(), { max: 10 }) },
    optional: block,
  },
  actions: {
    required: { elements: list(actionsElement, { max: 25 }) },
    optional: block,
    checks: [distinctActions],
  },
  image: { ...imageShape, optional: { ...imageShape.optional, ...block, title: plainText(2000) } },
  input: {
    required: { label: plainText(2000), element: inputElement },
    optional: { ...block, hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  },
  rich_text: { ...richTextShape, optional: block },
  video: {
    required: { video_url: httpUrl, thumbnail_url: httpUrl, alt_text: string(2000), title: plainText(199) },
    optional: {
      ...block,
      title_url: httpUrl,
      author_name: string(49),
      provider_name: string(255),
      provider_icon_url: httpUrl,
      description: plainText(200),
    },
  },
  alert: {
    required: { text: anyText(3000) },
    optional: { ...block, level: oneOf('default', 'info', 'warning', 'error', 'success') },
  },
};

function contextElement() {
  const plain = { required: { text: string(3000, 1) }, optional: { emoji: boolean } };
  const marked = { required: { text: string(3000, 1) }, optional: { verbatim: boolean } };
  return typed({ plain_text: plain, mrkdwn: marked, image: imageShape });
}

const card: Shape = {
  optional: {
    ...block,
    hero_image: imageElement,
    icon: imageElement,
    title: mrkdwn(150),
    subtitle: mrkdwn(150),
    body: mrkdwn(200),
    actions: list(buttonElement, { max: 25 }),
  },
  checks: [atLeastOneOf('hero_image', 'title', 'actions', 'body')],
};

const table: Shape = {
  required: { rows: list(list(cell, { max: 20 }), { max: 100 }) },
  optional: {
    ...block,
    column_settings: list(object({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: boolean } }), {
      min: 0,
      max: 20,
    }),
  },
};

/** What only messages take. */
export const inMessages: Record<string, Shape> = {
  markdown: { required: { text: string(12_000, 1) }, optional: block },
  table,
  data_table: {
    required: { rows: list(list(cell, { max: 20 }), { max: 1000 }), caption: string(3000, 1) },
    optional: { ...block, page_size: whole(1, 100), row_header_column_index: whole(0, 19) },
  },
  context_actions: {
    required: { elements: list(contextAction, { max: 5 }) },
    optional: block,
    checks: [distinctActions],
  },
  card,
  carousel: { required: { elements: list(typed({ card }), { max: 10 }) }, optional: block },
  task_card: taskCard,
  plan: {
    required: { title: string(3000, 1) },
    optional: { ...block, tasks: list(typed({ task_card: taskCard }), { min: 0, max: 50 }) },
  },
  container: {
    required: { child_blocks: list(typed({ ...everywhere, table }), { max: 10 }) },
    optional: {
      ...block,
      title: plainText(150),
      rich_text_title: richText,
      subtitle: anyText(150),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: imageElement,
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
    checks: [atLeastOneOf('title', 'rich_text_title')],
  },
};
