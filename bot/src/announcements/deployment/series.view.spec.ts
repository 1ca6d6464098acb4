import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { wordsOf } from '../../chat/spec/change-chat';
import { DEPLOYMENT, REF } from '../../domain/deployments/spec/rollouts.fake';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import type { Series, SeriesMember } from '../../domain/series/series.types';
import { seriesEndView, seriesView } from './series.view';

const member = (service: string, change: Partial<SeriesMember> = {}): SeriesMember => ({
  ref: { ...REF, service },
  summary: { from: '1.0.0', to: '1.1.0' },
  wish: { image: '1.1.0' },
  basis: { key: 'primes-api:1', words: 'set to 1.0.0' },
  state: 'waiting',
  ...change,
});

const series = (members: SeriesMember[], state: Series['state'] = 'under-way'): Series => ({
  id: 'ser-1',
  actor: { id: 'U0ANN', name: 'ann' },
  origin: { channel: 'C0OPS', said: '/ecs deploy api web worker 1.1.0' },
  image: '1.1.0',
  at: 0,
  members,
  state,
});

const started = DEPLOYMENT.startedAt;
const done = member('api', { state: 'done', deployment: DEPLOYMENT, endedAt: started + 45_000, verdict: 'succeeded' });
const live = member('web', { state: 'under-way', deployment: { ...DEPLOYMENT, id: 'dep-2' } });
const now: DeploymentSnapshot = {
  deployment: { ...DEPLOYMENT, id: 'dep-2' },
  at: started,
  status: 'IN_PROGRESS',
  desired: 2,
  fresh: { revision: 'primes-api:2', desired: 2, running: 1, pending: 1 },
  old: [],
  stopped: [],
};

describe('the message of several', () => {
  it('has a line for each, and the way out of the one under way', () => {
    const view = seriesView(started + 60_000, series([done, live, member('worker')]), now);
    expect(view.text).toMatch(/^Deploying 1\.1\.0 to 3 services, one after the other: 1 done\./);
    const words = wordsOf(view);
    expect(words).toMatch(/✅ \*[^*]*\/api\*: 1\.0\.0 → 1\.1\.0, done in 45 s/);
    expect(words).toMatch(/⏳ \*[^*]*\/web\*: deploying .*1 of 2 new running/);
    expect(words).toMatch(/▫️ \*[^*]*\/worker\*: 1\.0\.0 → 1\.1\.0, waits for those before it/);
    expect(labelsOf(view)[0]).toMatch(/^Cancel/);
    expect(problemsOf(view)).toEqual([]);
  });

  it('says which are where once one has failed, and calls whoever asked', () => {
    const failed = member('web', { state: 'failed', verdict: 'rolled-back', deployment: DEPLOYMENT });
    const stopped = series([done, failed, member('worker', { state: 'left' })], 'stopped');
    const view = seriesView(started, stopped);
    expect(view.text).toMatch(
      /^1\.1\.0: 1 of 3 services done; \S+\/web failed and was rolled back\. 1 service behind it was not touched\./,
    );
    expect(labelsOf(view).some((label) => label.startsWith('Cancel'))).toBe(false);
    const end = seriesEndView(stopped);
    expect(end.text).toMatch(/^<@U0ANN> /);
    expect(wordsOf(end)).toMatch(/\/api: 1\.0\.0 → 1\.1\.0, done[^•]*• \S+\/web: 1\.1\.0 failed, 1\.0\.0 is back/);
    expect(wordsOf(end)).toContain('/worker: not touched, still 1.0.0');
  });

  it('says why one was not begun, escaped', () => {
    const refused = member('web', { state: 'failed', why: 'It changed, <!channel>.' });
    const end = seriesEndView(series([done, refused], 'stopped'));
    expect(wordsOf(end)).toContain('not deployed, still 1.0.0: It changed, &lt;!channel&gt;.');
    expect(wordsOf(end)).not.toContain('<!channel>');
  });

  it('is green only where all are well', () => {
    expect(seriesEndView(series([done, member('web', { state: 'same' })], 'done')).text).toContain(
      'all 2 services done',
    );
  });

  it('passes with forty services of the longest names', () => {
    const many = Array.from({ length: 40 }, (_, n) => member(`${'x'.repeat(250)}${n}`));
    expect(problemsOf(seriesView(started, series(many)))).toEqual([]);
    expect(problemsOf(seriesEndView(series(many)))).toEqual([]);
  });
});
