import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { ComputePool } from '../compute/compute-pool';
import { cgroupCpuLimit } from '../compute/cpu-limit';
import { CpuPlan } from '../compute/cpu-plan';
import { WorkerJobThread } from '../compute/worker-job-thread';
import { TaskMetadata } from '../task-metadata/task-metadata';
import { TaskMetadataModule } from '../task-metadata/task-metadata.module';
import type { CountJob } from './count-job';
import { PrimesController } from './primes.controller';
import { PrimesService } from './primes.service';

const WORKER_FILE = join(__dirname, 'count.worker.js');

@Module({
  imports: [TaskMetadataModule],
  controllers: [PrimesController],
  providers: [
    PrimesService,
    {
      provide: CpuPlan,
      inject: [TaskMetadata],
      useFactory: ({ cpuLimit }: TaskMetadata) => CpuPlan.of([cpuLimit, cgroupCpuLimit()], availableParallelism()),
    },
    {
      provide: ComputePool,
      inject: [CpuPlan],
      useFactory: ({ workers, cpuLimit }: CpuPlan) =>
        new ComputePool<CountJob, number>(
          Array.from({ length: workers }, () => new WorkerJobThread<CountJob, number>(WORKER_FILE, cpuLimit)),
        ),
    },
  ],
})
export class PrimesModule implements OnApplicationShutdown {
  constructor(private readonly pool: ComputePool<CountJob, number>) {}

  /** Nest calls this after the server has closed, when no answer is owed any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
  }
}
