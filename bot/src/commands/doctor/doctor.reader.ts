import { Injectable } from '@nestjs/common';
import { SlackChecks } from '../../chat/checkup/slack-checks';
import { CheckupService } from '../../domain/checkup/checkup.service';
import type { Finding } from '../../domain/checkup/checkup.types';
import { DoctorOptions } from './doctor.options';

/** In chat somebody waits. A program that has just been started is slow itself, above all on a machine that is busy. */
const PATIENCE_MS = { running: 5000, started: 15_000 };

/** Reads what `doctor` tells. */
@Injectable()
export class DoctorReader {
  constructor(
    private readonly options: DoctorOptions,
    private readonly slack: SlackChecks,
    private readonly checkup: CheckupService,
  ) {}

  /**
   * Looks at everything, in a few seconds at the most.
   * @param asker whom CloudTrail shall name: a Slack user id, or the program
   * @param as.running whether this is the bot that Slack's events come to
   * @param as.environment look at this one only, where there are several
   * @throws UnknownEnvironmentError
   */
  read(asker: string, as: { running: boolean; environment?: string | undefined }): Promise<Finding[]> {
    const { alertsChannel: alerts, serviceChannels: service, watch } = this.options;
    const slack = this.slack.all({ alerts, service });
    const patienceMs = as.running ? PATIENCE_MS.running : PATIENCE_MS.started;
    const question = { watch, asker, environment: as.environment, patienceMs };
    return this.checkup.examine(question, as.running ? [...slack, this.slack.socket()] : slack);
  }
}
