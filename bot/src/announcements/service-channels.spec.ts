import { channelOf } from './service-channels';

const any = { environment: '*', cluster: '*', service: '*' };
const ref = { environment: 'prod', cluster: 'web', service: 'batch-nightly' };

describe('the channel of a service', () => {
  it.each<[string, Partial<typeof any>, boolean]>([
    ['anything', {}, true],
    ['its name', { service: 'batch-nightly' }, true],
    ['the beginning of its name', { service: 'batch-*' }, true],
    ['what stands in the middle of it', { service: '*night*' }, true],
    ['a part of its name alone', { service: 'nightly' }, false],
    ['another cluster', { cluster: 'api' }, false],
    ['its cluster and environment', { environment: 'prod', cluster: 'web' }, true],
    ['another environment', { environment: 'staging' }, false],
    ['a name that is no pattern', { service: 'batch.nightly' }, false],
  ])('fits %s: %j', (_what, pattern, fits) => {
    expect(channelOf([{ ...any, ...pattern, channel: '#x' }], ref)).toBe(fits ? '#x' : undefined);
  });

  it('is the first that fits', () => {
    const channels = ['api', 'batch-*', '*'].map((service) => ({ ...any, service, channel: `#${service}` }));
    expect(channelOf(channels, ref)).toBe('#batch-*');
    expect(channelOf([], ref)).toBeUndefined();
  });
});
