import { outlookSentence, suspendedSentence } from './outlook';

it('says how long a number of tasks holds, in one sentence', () => {
  const idle = { kind: 'when-idle', minutes: 15 } as const;
  expect(outlookSentence(4, { kind: 'within-a-minute' }, 'before')).toBe(
    'AlarmLow is in ALARM: 4 would be undone within a minute.',
  );
  expect(outlookSentence(4, idle, 'before')).toContain('would undo it about 15 minutes after load gets low');
  expect(outlookSentence(4, { kind: 'unknown', why: '<x>' }, 'after')).toBe(
    'I cannot say how long it stays so: &lt;x&gt;',
  );
  expect(outlookSentence(0, { kind: 'at-minimum', raised: 'by-load' }, 'after')).toContain('does not raise it again');
});

it('does not say that load raises it while that is suspended, and says what is', () => {
  const kept = { kind: 'at-minimum', raised: 'out-suspended' } as const;
  expect(outlookSentence(2, kept, 'after')).toContain('load does not raise it while scale-out is suspended');
  expect(outlookSentence(2, { ...kept, raised: 'by-load' }, 'after')).toContain('load can raise it');
  expect(suspendedSentence({ in: true, out: true, scheduled: true })).toBe(
    ' Now: scaling suspended (out, in, scheduled).',
  );
  expect(suspendedSentence({ in: false, out: false, scheduled: false })).toBe('');
});
