import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import { wordsOf } from '../../chat/spec/change-chat';
import type { Build } from '../../domain/builds/builds.types';
import { digest, REF, REPOSITORY } from '../../domain/changes/spec/change-world';
import { builtView } from './built.view';

const image = { repository: REPOSITORY, tag: '1.1.0', digest: digest('b') };
const build: Build = { ref: REF, container: 'app', image, from: '1.0.0', at: 0 };

describe('that an image was built', () => {
  it('has a button that deploys that very image', () => {
    const view = builtView(build);
    expect(view.text).toBe('primes/primes-api: 1.1.0 was built. It is set to 1.0.0. Nothing was deployed.');
    expect(labelsOf(view)).toEqual(['Deploy 1.1.0 to primes/primes-api', 'Plan', 'Status']);
    expect(valueOf(view, 'Deploy 1.1.0 to primes/primes-api')).toEqual({
      v: 1,
      command: `image primes/primes-api 1.1.0@${digest('b')} --container app`,
    });
    expect(problemsOf(view)).toEqual([]);
  });

  it('says what it was built from, and calls nobody by it', () => {
    const from = { commit: '<!channel>0123456789', url: 'https://ci.example.com/1?a=1&b=2' };
    const words = wordsOf(builtView({ ...build, image: { ...image, ...from } }));
    expect(words).toContain('<https://ci.example.com/1?a=1&amp;b=2|The build>');
    expect(words).toContain('Commit `&lt;!channel&gt;01`');
    expect(words).not.toContain('<!channel>');
  });
});
