import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coverageText } from './coverage';
import { triedByText, triedIn } from './tried';

const SOURCES = join(__dirname, '..');
const page = (): string => readFileSync(join(SOURCES, '..', 'COVERAGE.md'), 'utf8');

test('COVERAGE.md says what the code serves: npx jest sandbox/src && npm run -s coverage > sandbox/COVERAGE.md', () => {
  expect(page()).toBe(coverageText(triedByText(page())));
});

test('every spec that COVERAGE.md names is there', () => {
  const specs = [...new Set(triedByText(page()).values())];
  expect(specs.length).toBeGreaterThan(1);
  expect(specs.filter((spec) => !existsSync(join(SOURCES, spec)))).toEqual([]);
});

test('what nobody tried is called untried, whatever the code says of it', () => {
  const text = coverageText(new Map([['ecs DescribeServices', 'a.spec.ts']]));
  expect(text).toContain('| DescribeServices | supported | a.spec.ts |');
  expect(text).toContain('| ListClusters | untried |  |');
  expect(text).toMatch(/\| CreateCluster \| untried; partial, without serviceConnectDefaults/);
  expect(text).toContain('| users.info | untried |  |');
});

test('names the spec that is about the thing, of several that tried it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tried-'));
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'aws+all.spec.ts'), 'ecs A\necs B\n');
    writeFileSync(join(folder, 'aws+b.spec.ts'), 'ecs B\n');
    writeFileSync(join(folder, 'aws+gone.spec.ts'), 'ecs C\n');
    const isThere = (spec: string): boolean => spec !== 'aws/gone.spec.ts';
    expect([...triedIn(folder, isThere)]).toEqual([
      ['ecs B', 'aws/b.spec.ts'],
      ['ecs A', 'aws/all.spec.ts'],
    ]);
    expect(() => triedIn(join(folder, 'none'), isThere)).toThrow('Run npx jest sandbox/src first.');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
