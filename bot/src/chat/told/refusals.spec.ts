import { isGone, refusal } from './refusals';

// https://docs.slack.dev/reference/methods/chat.postMessage and chat.update: errors
test.each([
  ['not_in_channel', true],
  ['is_archived', true],
  ['restricted_action', true],
  ['restricted_action_read_only_channel', true],
  ['restricted_action_thread_only_channel', true],
  ['token_revoked', true],
  ['msg_too_long', false],
  ['invalid_blocks', false],
])('%s stands, and is about the channel or the token: %s', (word, closed) => {
  expect(refusal(word)).toEqual({ why: expect.stringMatching(/\.$/), closed });
});

test.each(['internal_error', 'ratelimited', 'a_word_of_tomorrow', ''])('%p may pass', (word) => {
  expect(refusal(word)).toBeUndefined();
});

test.each(['message_not_found', 'thread_not_found', 'cant_update_message'])(
  '%s is gone, and may be said anew',
  (word) => {
    expect(isGone(word)).toBe(true);
    expect(refusal(word)).toBeUndefined();
  },
);
