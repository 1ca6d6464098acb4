import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { wordsOf } from '../../chat/spec/change-chat';
import { digest, REF } from '../../domain/changes/spec/change-world';
import type { Loss } from '../../domain/insurance/insurance.types';
import { lossView } from './insurance.view';

const loss: Loss = {
  as: 'last-good',
  version: '1.0.0',
  revision: 'primes-api:8',
  digest: digest('e'),
  ref: REF,
  at: 0,
};

describe('that an image is gone', () => {
  it.each([
    [{}, 'A rollback would have nothing to go back to.'],
    [{ instead: '0.7.0' }, 'A rollback would go back to 0.7.0, which is older.'],
    [
      { as: 'serves' as const, instead: '0.7.0' },
      'no new one of it can start: not to replace one, not to scale out. I could go back to 0.7.0.',
    ],
  ])('says what it means: %j', (change, meaning) => {
    const view = lossView({ ...loss, ...change });
    expect(view.text).toContain('is not in its registry any more.');
    expect(view.text).toContain(meaning);
    expect(wordsOf(view)).toContain('Push that very image again (sha256:eeeeeeeeeeee)');
    expect(labelsOf(view)).toEqual(['Status']);
    expect(problemsOf(view)).toEqual([]);
  });
});
