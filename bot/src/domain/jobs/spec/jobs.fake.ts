import type { Actor } from '../../access/access.types';
import { serviceKey } from '../../services/service-ref.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { JobAnnouncements, JobOperate, JobRecord, JobTasks } from '../jobs.port';
import type { JobEnd, JobLog, JobRun, JobTask, RunPlan } from '../jobs.types';

/** For specs: the tasks that there are, and what was asked of AWS. */
export class FakeJobs extends JobTasks {
  /** By the run's id. */
  readonly tasks = new Map<string, JobTask>();
  /** Oldest first. */
  readonly calls: string[] = [];
  /** `refused`: nothing is run. `lost`: it is, and the answer does not arrive. */
  fate: { kind: 'refused' | 'lost'; error: Error } | undefined;
  /** Happens just before AWS is asked to run anything. */
  meanwhile: () => Promise<void> = () => Promise.resolve();
  readonly operate = new FakeJobOperate(this);

  /** From now on it has ended so. */
  end(run: Pick<JobRun, 'id'>, end: JobEnd): void {
    const task = this.tasks.get(run.id);
    if (task) this.tasks.set(run.id, { ...task, status: 'STOPPED', end });
  }

  override async look({ id }: JobRun): Promise<JobTask | undefined> {
    return this.tasks.get(id);
  }

  override async startedBy({ id }: RunPlan): Promise<JobTask | undefined> {
    return this.tasks.get(id);
  }
}

class FakeJobOperate extends JobOperate {
  constructor(private readonly world: FakeJobs) {
    super();
  }

  override async run({ id, job, command, revision }: RunPlan, actor: Actor): Promise<string> {
    const { world } = this;
    await world.meanwhile();
    world.calls.push(`run ${job} (${command.join(' ')}) of ${revision} by ${actor.id}`);
    if (world.fate?.kind === 'refused') throw world.fate.error;
    const task = { id: `${world.calls.length}`.repeat(32).slice(0, 32), status: 'RUNNING' };
    world.tasks.set(id, task);
    if (world.fate) throw world.fate.error;
    return task.id;
  }

  override async stop({ job, task }: JobRun & { task: string }, actor: Actor): Promise<void> {
    this.world.calls.push(`stop ${job} ${task.slice(0, 2)} by ${actor.id}`);
  }
}

/** For specs: runs, for as long as the spec lasts. */
export class InMemoryJobs extends JobRecord {
  readonly runs = new Map<string, JobRun>();
  readonly closed = new Map<string, JobRun>();

  override async save(run: JobRun): Promise<void> {
    this.runs.set(run.id, run);
  }

  override async close(run: JobRun): Promise<void> {
    this.runs.delete(run.id);
    this.closed.set(run.id, run);
  }

  override async open(): Promise<JobRun[]> {
    return [...this.runs.values()];
  }

  override async openOf(ref: ServiceRef, job: string): Promise<JobRun | undefined> {
    return (await this.open()).find((run) => run.job === job && serviceKey(run.ref) === serviceKey(ref));
  }
}

/** For specs: tells by keeping what it was told. */
export class FakeJobAnnouncements extends JobAnnouncements {
  readonly told: string[] = [];

  override async show(run: JobRun, task?: JobTask): Promise<void> {
    this.told.push(run.end ? `over ${run.end.exitCode}` : `shown ${task?.status}`);
  }

  override async log(_run: JobRun, part: number, { lines }: JobLog): Promise<void> {
    this.told.push(`log ${part}: ${lines.map(({ text }) => text).join(', ')}`);
  }

  override async end(run: JobRun): Promise<void> {
    this.told.push(`ended ${run.end?.exitCode}`);
  }
}
