import { differenceLines } from './differences';

const REGISTRY = '000000000000.dkr.ecr.us-west-2.amazonaws.com';

describe('what is otherwise in another task definition', () => {
  it.each([
    ['one repository', `${REGISTRY}/web:1.0.0`, `${REGISTRY}/web:1.1.0`, '• `web` image: 1.0.0 → 1.1.0'],
    [
      'one repository, by digest',
      `${REGISTRY}/web:1.0.0`,
      `${REGISTRY}/web@sha256:${'a'.repeat(64)}`,
      '• `web` image: 1.0.0 → sha256:aaaaaaaaaaaa',
    ],
    ['two repositories', 'nginx:1', 'team/nginx:1', '• `web` image: nginx:1 → team/nginx:1'],
    ['an image more', undefined, 'nginx:1', '• `web` image: none → nginx:1'],
  ])('is of %s by what tells them apart', (_what, from, to, line) => {
    const values = { ...(from === undefined ? {} : { from }), to };
    expect(differenceLines([{ container: 'web', member: 'image', ...values }])).toEqual([line]);
  });
});
