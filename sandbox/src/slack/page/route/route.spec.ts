import { readPermalink } from './permalink';
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
    { place: { kind: 'channel' as const, name: 'a?b' }, person: 'ann', thread: '1.2', message: '1.3' },
  ])('writes what it reads: %j', (route) => {
    expect(readRoute(writeRoute(route))).toEqual(route);
  });

  it('gives the direct message the name of who reads it', () => {
    expect(addressOf({ kind: 'direct' }, 'ann')).toBe('@ann');
    expect(addressOf({ kind: 'channel', name: 'ops' }, 'ann')).toBe('#ops');
  });
});

describe('the address of a message', () => {
  const read = (address: string): unknown =>
    readPermalink(new URL(address, 'http://127.0.0.1:4577'), [{ id: 'C1', name: 'ops' }]);

  it('leads to its channel, its thread and itself', () => {
    expect(read('/archives/C1/p1700000000000100')).toEqual({
      place: { kind: 'channel', name: 'ops' },
      message: '1700000000.000100',
    });
    expect(read('/archives/D1/p1700000001000200?thread_ts=1700000000.000100&cid=D1')).toEqual({
      place: { kind: 'direct' },
      message: '1700000001.000200',
      thread: '1700000000.000100',
    });
    expect(read('/archives/C1')).toEqual({ place: { kind: 'channel', name: 'ops' } });
  });

  it.each(['/', '/archives', '/archives/C1/x', '/api/chat.postMessage'])('is not %p', (path) => {
    expect(read(path)).toBeNull();
  });
});
