import { Controller } from '@nestjs/common';
import { z } from 'zod';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { DoctorReader } from './doctor.reader';
import { doctorView } from './doctor.view';

const input = z.object({ env: z.string().optional() });

export const doctorSpec = {
  name: 'doctor',
  summary: 'what I need from Slack and AWS, and how to mend what is missing',
  usage: ['doctor'],
  examples: ['doctor', 'doctor --env production'],
  right: 'look',
  words: [],
  input,
} satisfies SubcommandSpec;

@Controller()
export class DoctorCommand {
  constructor(private readonly reader: DoctorReader) {}

  @Subcommand(doctorSpec)
  async run({ env }: z.output<typeof input>, { actor }: Invocation): Promise<Outcome> {
    return doctorView(await this.reader.read(actor.id, { running: true, environment: env }));
  }
}
