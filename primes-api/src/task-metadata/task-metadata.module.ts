import { hostname } from 'node:os';
import { Module } from '@nestjs/common';
import { Config } from '../config/config';
import { fetchJson } from './fetch-json';
import { readTaskMetadata, TaskMetadata } from './task-metadata';

@Module({
  providers: [
    {
      provide: TaskMetadata,
      inject: [Config],
      useFactory: async ({ metadataUri }: Config) =>
        readTaskMetadata({
          uri: metadataUri,
          hostname: hostname(),
          fetchJson,
          warn: (sentence) => process.stderr.write(`${sentence}\n`),
        }),
    },
  ],
  exports: [TaskMetadata],
})
export class TaskMetadataModule {}
