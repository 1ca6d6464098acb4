import { messageProblems, viewProblems, type Problem } from '../block-kit/validate';
import { isObject, type JsonObject } from '../json';
import { SlackError } from '../slack-error';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/blocks.validate */
export const blocksValidate: SlackMethod = {
  name: 'blocks.validate',
  tokens: BOT_OR_PERSON,
  scopes: [],
  tier: 'tier4',
  required: [],
  run({ args }) {
    const given = KINDS.filter(({ name }) => args.has(name));
    const [kind] = given;
    if (!kind || given.length > 1) {
      throw SlackError.withMessages('invalid_arguments', [
        'must provide exactly one of `blocks`, `view`, or `message`',
      ]);
    }
    const value = args.json(kind.name);
    if (value === undefined) throw SlackError.withMessages('invalid_arguments', [`\`${kind.name}\` is not valid JSON`]);
    const problems = kind.problems(value);
    if (problems.length > 0) throw new SlackError(kind.error, { errors: problems.map(errorOf) });
    return {};
  },
};

const KINDS: { name: string; error: string; problems: (value: unknown) => Problem[] }[] = [
  { name: 'blocks', error: 'invalid_blocks', problems: messageProblems },
  { name: 'view', error: 'invalid_view', problems: viewProblems },
  { name: 'message', error: 'invalid_message', problems: problemsOfMessage },
];

function problemsOfMessage(value: unknown): Problem[] {
  if (!isObject(value)) return [{ message: 'must provide an object', pointer: '', constraint: { type: 'object' } }];
  if (value['blocks'] === undefined) return [];
  return messageProblems(value['blocks']).map((problem) => ({ ...problem, pointer: `/blocks${problem.pointer}` }));
}

const errorOf = ({ message, pointer, constraint }: Problem): JsonObject => ({
  code: 'failed_constraint',
  message,
  pointer,
  constraint,
});
