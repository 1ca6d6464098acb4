import { parseStat } from './process-meter';
import { parsePs } from './ps-table';

describe('what the system says of processes', () => {
  it('is read from /proc/<pid>/stat even where the command has blanks and parentheses in it', () => {
    const text =
      '9326 (a) b (c)) S 9315 9311 5793 0 -1 4194304 4323 0 1 0 12 3 0 0 20 0 8 0 88270 1631612928 13079 1 1\n';
    expect(parseStat(text)).toMatchObject({ cpuSeconds: expect.closeTo(0.15, 6), threads: 8, processGroup: 9311 });
  });

  it('is read from ps with and without days, hours and hundredths', () => {
    expect(parsePs(' 12  2048 1-02:03:04\n 12 1024   0:01.50\n 7 0 00:00:10\n')).toEqual([
      { group: 12, memoryBytes: 2_097_152, cpuSeconds: 93_784 },
      { group: 12, memoryBytes: 1_048_576, cpuSeconds: 1.5 },
      { group: 7, memoryBytes: 0, cpuSeconds: 10 },
    ]);
  });
});
