import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { forgetCalls } from './recorded-calls';

/** Before all transcripts: builds what changed, so that none of them builds it while others run on it. */
export default function globalSetup(): void {
  execFileSync(process.execPath, ['sandbox/launcher/prepare.mjs'], { cwd: join(__dirname, '..', '..') });
  forgetCalls();
}
