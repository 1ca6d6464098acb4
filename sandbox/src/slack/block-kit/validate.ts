import { isObject, objectsIn, type JsonObject } from '../json';
import { plainText } from './composition';
import { everywhere, inMessages } from './blocks';
import { boolean, distinct, list, string, typed, type Problem, type Rule } from './rule';

export type { Problem } from './rule';

const blocksOfMessages = list(typed({ ...everywhere, ...inMessages }), { min: 0, max: 50 });
const blocksOfViews = list(typed(everywhere), { min: 0, max: 100 });

const distinctBlocks = distinct('block_id', (value: JsonObject) =>
  objectsIn(value['blocks']).map((block, index) => ({ value: block['block_id'], pointer: `/${index}/block_id` })),
);

/**
 * What is wrong with a message's blocks.
 * @returns problems whose pointers start at the list of blocks.
 */
export function messageProblems(blocks: unknown): Problem[] {
  return [...blocksOfMessages(blocks, ''), ...distinctBlocks({ blocks }, '')];
}

const common = {
  callback_id: string(255),
  private_metadata: string(3000),
  external_id: string(255),
};

/** Of modals and home tabs (https://docs.slack.dev/reference/views). */
const view: Rule = typed({
  modal: {
    required: { title: plainText(24), blocks: blocksOfViews },
    optional: {
      ...common,
      close: plainText(24),
      submit: plainText(24),
      clear_on_close: boolean,
      notify_on_close: boolean,
    },
    checks: [inputsNeedSubmit, distinctInView],
  },
  home: { required: { blocks: blocksOfViews }, optional: common, checks: [distinctInView] },
});

/** What is wrong with a view; pointers start at the view. */
export const viewProblems = (value: unknown): Problem[] => view(value, '');

function inputsNeedSubmit(value: JsonObject, pointer: string): Problem[] {
  if (isObject(value['submit'])) return [];
  return objectsIn(value['blocks']).flatMap((block, index) =>
    block['type'] === 'input'
      ? [
          {
            message: 'must define `submit` to use an `input` block in modals',
            pointer: `${pointer}/blocks/${index}/input`,
            constraint: { type: 'required', expected: 'submit' },
          },
        ]
      : [],
  );
}

function distinctInView(value: JsonObject, pointer: string): Problem[] {
  return distinctBlocks(value, `${pointer}/blocks`);
}
