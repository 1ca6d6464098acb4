import { anyNumber, boolean, link, list, object, oneOf, string, typed, whole, type Rule, type Shape } from './rule';

/** Formatted text as a tree (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block). */
const style = object({
  optional: {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    code: boolean,
    underline: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
});
const styled = { style };

const piece: Rule = typed({
  text: { required: { text: string(40_000, 1) }, optional: styled },
  link: { required: { url: link }, optional: { ...styled, text: string(40_000), unsafe: boolean } },
  user: { required: { user_id: string(255, 1) }, optional: styled },
  usergroup: { required: { usergroup_id: string(255, 1) }, optional: styled },
  channel: { required: { channel_id: string(255, 1) }, optional: styled },
  team: { required: { team_id: string(255, 1) }, optional: styled },
  emoji: { required: { name: string(255, 1) }, optional: { ...styled, unicode: string(255), url: string(3000) } },
  broadcast: { required: { range: oneOf('here', 'channel', 'everyone') }, optional: styled },
  color: { required: { value: string(255, 1) }, optional: styled },
  date: {
    required: { timestamp: anyNumber, format: string(3000, 1) },
    optional: { ...styled, url: string(3000), fallback: string(3000) },
  },
});

const pieces = list(piece, { min: 0, max: 10_000 });
const border = oneOf(0, 1);
const section: Shape = { required: { elements: pieces } };

export const richTextShape: Shape = {
  required: {
    elements: list(
      typed({
        rich_text_section: section,
        rich_text_quote: { required: { elements: pieces }, optional: { border } },
        rich_text_preformatted: { required: { elements: pieces }, optional: { border, language: string(255) } },
        rich_text_list: {
          required: {
            elements: list(typed({ rich_text_section: section }), { max: 10_000 }),
            style: oneOf('bullet', 'ordered'),
          },
          optional: { indent: whole(0, 8), offset: whole(0, 10_000), border },
        },
      }),
      { max: 10_000 },
    ),
  },
};
