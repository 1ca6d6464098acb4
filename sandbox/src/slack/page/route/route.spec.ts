import { addressOf, readRoute, writeRoute } from './route';

describe('the page address', () => {
  it('reads channel, person and thread', () => {
    expect(readRoute('#/ops?as=ann&thread=1700000000.000100')).toEqual({
      place: { kind: 'channel', name: 'ops' },
      person: 'ann',
      thread: '1700000000.000100',
    });
  });

  it.each(['', '#', '#/'])('leaves the choice to the page for %p', (hash) => {
    expect(readRoute(hash)).toBeNull();
  });

  it('survives a hash that is not well formed', () => {
    expect(readRoute('#/%E0%A4%A')).toEqual({ place: { kind: 'channel', name: '%E0%A4%A' } });
  });

  it.each([
    { place: { kind: 'direct' as const }, person: 'ben' },
    { place: { kind: 'channel' as const, name: 'a?b' }, person: 'ann', thread: '1.2' },
  ])('writes what it reads: %j', (route) => {
    expect(readRoute(writeRoute(route))).toEqual(route);
  });

  it('gives the direct message the name of who reads it', () => {
    expect(addressOf({ kind: 'direct' }, 'ann')).toBe('@ann');
    expect(addressOf({ kind: 'channel', name: 'ops' }, 'ann')).toBe('#ops');
  });
});
