import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awsCallLog, type AwsCall } from './aws-calls';

const call: AwsCall = {
  at: 1,
  service: 'ecs',
  operation: 'ListClusters',
  status: 200,
  accessKeyId: 'AKIASPEC',
  userAgent: 'spec',
};

test('the file of calls outlives a reset, and one that cannot be written is named at once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'calls-'));
  try {
    const file = join(folder, 'calls.ndjson');
    const log = awsCallLog(file);
    log.record(call);
    log.clear();
    log.record({ ...call, at: 2 });
    expect(log.since(0)).toHaveLength(1);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as AwsCall).at)).toEqual([1, 2]);
    expect(() => awsCallLog(join(folder, 'no', 'calls.ndjson'))).toThrow('SANDBOX_CALLS_FILE');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
