import { outlookSentence } from './outlook';

it('says how long a number of tasks holds, in one sentence', () => {
  const idle = { kind: 'when-idle', minutes: 15 } as const;
  expect(outlookSentence(4, { kind: 'within-a-minute' }, 'before')).toBe(
    'AlarmLow is in ALARM: 4 would be undone within a minute.',
  );
  expect(outlookSentence(4, idle, 'before')).toContain('would undo it about 15 minutes after load gets low');
  expect(outlookSentence(4, { kind: 'unknown', why: '<x>' }, 'after')).toBe(
    'I cannot say how long it stays so: &lt;x&gt;',
  );
  expect(outlookSentence(0, { kind: 'at-minimum' }, 'after')).toContain('does not raise it again');
});
