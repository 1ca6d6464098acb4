import { Heard } from './heard';
import type { Memory } from './incident-memory.port';

it('starts with what a newer version wrote, and leaves out what it does not know', () => {
  const heard = new Heard();
  const newer = { kind: 'weather', name: 'a', value: {} } as unknown as Memory;
  const known = { kind: 'listened', name: 'prod', value: { since: 7 } } as unknown as Memory;
  heard.restore([newer, known]);
  expect(heard.listened.get('prod')).toEqual({ since: 7 });
  expect(heard.takeChanges()).toEqual([]);
});
