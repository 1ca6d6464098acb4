import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import { pickerView } from './deploy.view';

const NOW = Date.UTC(2026, 10, 24, 12);
const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const image = (tags: string[], minutes: number): Parameters<typeof pickerView>[2][number] => ({
  digest: `sha256:${tags[0]}`,
  tags,
  pushedAt: NOW - minutes * 60_000,
});
const running = { container: 'app', image: 'r/primes-api:1.0.0', tag: '1.0.0', main: true };

describe('the picker', () => {
  it('shows five tags at most, the running one marked, and when a moving one was moved', () => {
    const images = [
      image(['1.2.0', 'latest'], 5),
      image(['1.1.0'], 60),
      image(['1.0.0'], 120),
      image(['0.9.0'], 200),
      image(['0.8.0'], 300),
    ];
    const message = pickerView(NOW, REF, images, running);
    expect(labelsOf(message)).toEqual(['1.2.0', 'latest (moved 5 min ago)', '1.1.0', '1.0.0 (running)', '0.9.0']);
    expect(valueOf(message, '1.1.0')).toEqual({ v: 1, command: 'image primes/primes-api 1.1.0' });
    expect(JSON.stringify(message.blocks)).toContain('Which image for *primes/primes-api*? It runs `1.0.0`.');
    expect(problemsOf(message)).toEqual([]);
  });

  it('says so where there is nothing to pick', () => {
    const message = pickerView(NOW, REF, [], running);
    expect(message.text).toBe('There is no image to deploy to primes/primes-api.');
    expect(labelsOf(message)).toEqual([]);
  });
});
