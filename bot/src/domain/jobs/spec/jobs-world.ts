import { InMemoryLeases, SharedTurns } from '../../../kernel/spec/leases.in-memory';
import { EndRunChange } from '../../changes/kinds/end-run.change';
import { RunChange } from '../../changes/kinds/run.change';
import { asked, CAT, ChangeWorld, made, REF } from '../../changes/spec/change-world';
import { ContainerLogs } from '../../logs/logs.port';
import { LogsService } from '../../logs/logs.service';
import type { LogTail } from '../../logs/logs.types';
import { JobFollower, JobSources } from '../job.follower';
import { JobParts } from '../job-parts';
import { JobsService } from '../jobs.service';
import type { Job } from '../jobs.types';
import { FakeJobAnnouncements, FakeJobs, InMemoryJobs } from './jobs.fake';

export const MIGRATE: Job = { name: 'migrate', service: 'primes/primes-api', command: ['node', 'migrate.js'] };

/** For specs: what a container has written. */
class WrittenLogs extends ContainerLogs {
  lines: { at: number; text: string }[] = [];

  override async tail(_of: object, { since = 0 }: { since?: number | undefined }): Promise<LogTail> {
    return { lines: this.lines.filter(({ at }) => at >= since), earlier: false };
  }
}

/** For specs: everything by which jobs are run and followed, before `primes/primes-api` of 1.0.0. Cat may run them. */
export function jobsWorld(jobs: Job[] = [MIGRATE]) {
  const tasks = new FakeJobs();
  const record = new InMemoryJobs();
  const told = new FakeJobAnnouncements();
  const written = new WrittenLogs();
  const options = { jobs, pollSeconds: 2 };
  const turns = new SharedTurns();
  let service: JobsService | undefined;
  const world = new ChangeWorld({}, (deployments, clock) => {
    service = new JobsService(options, deployments, tasks, tasks.operate, new JobParts(record, clock));
    return [new RunChange(service), new EndRunChange(service)];
  });
  const { clock } = world;
  const join = () => {
    const leases = new InMemoryLeases(clock, turns);
    const sources = new JobSources(tasks, new LogsService(written), options);
    return { leases, follower: new JobFollower(sources, new JobParts(record, clock), told, leases) };
  };
  const origin = { channel: 'C0OPS', said: '/ecs run primes-api migrate' };
  const ask = (actor = CAT) => world.changes.ask('run', { ref: REF, wish: { job: 'migrate' }, actor, origin });
  const run = async (actor = CAT) => {
    const { basis, wish } = asked(await ask(actor));
    return made(await world.changes.ask('run', { ref: REF, wish, actor, origin, agreed: basis })).result!;
  };
  return { world, tasks, record, told, written, clock, service: service!, ask, run, join, origin };
}
