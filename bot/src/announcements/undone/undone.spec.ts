import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import type { AnyChange } from '../../domain/changes/change.types';
import type { Undone } from '../../domain/changes/changes.port';
import { ANN, REF } from '../../domain/changes/spec/change-world';
import { undoneView } from './undone.view';

const summary = { from: '1.0.0', to: '1.1.0' };
const change = { ref: REF, summary, actor: ANN, origin: { channel: 'C0OPS' } } as AnyChange;
const again: NonNullable<Undone['again']> = {
  change: 'image',
  ref: REF,
  wish: { image: '1.1.0' },
  basis: { key: 'k', words: 'w' },
  summary,
};

describe('a change in the middle of which the bot was restarted', () => {
  it('was not made: that is said, and it is offered once more', () => {
    const view = undoneView({ change, made: 'no', again });
    expect(view.text).toBe('primes/primes-api: 1.0.0 → 1.1.0: I was restarted before I did this: nothing was changed.');
    expect([labelsOf(view), problemsOf(view)]).toEqual([['Do it now', 'Status'], []]);
  });

  it('may have been made: nothing is claimed of what is there now, which ECS may have rolled back to', () => {
    const view = undoneView({ change, made: 'unknown' });
    expect(view.text).toBe(
      'primes/primes-api: 1.0.0 → 1.1.0: I was restarted while I did this and cannot tell whether it was done: the service has been changed since. Look at it before you ask again.',
    );
    expect([labelsOf(view), problemsOf(view)]).toEqual([['Status'], []]);
  });
});
