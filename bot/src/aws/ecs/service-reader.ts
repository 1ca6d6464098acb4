import { Injectable } from '@nestjs/common';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import type { Service } from '@aws-sdk/client-ecs';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { ServiceNotFoundError } from '../../domain/services/services.errors';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';

/** DescribeServices takes so many. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const SERVICES_A_CALL = 10;

interface Question {
  ref: ServiceRef;
  answer: (service: Service) => void;
  fail: (error: unknown) => void;
}

/** Describes services; what is asked for at the same time is asked in as few calls as ECS allows. */
@Injectable()
export class ServiceReader {
  private waiting: Question[] = [];

  constructor(private readonly clients: AwsClients) {}

  /** @throws ServiceNotFoundError when there is no such service, or it was deleted */
  read(ref: ServiceRef): Promise<Service> {
    return new Promise((answer, fail) => {
      if (this.waiting.length === 0) setImmediate(() => this.askAll());
      this.waiting.push({ ref, answer, fail });
    });
  }

  private askAll(): void {
    const questions = this.waiting;
    this.waiting = [];
    for (const group of groupsOf(questions)) {
      for (let at = 0; at < group.length; at += SERVICES_A_CALL)
        void this.askSome(group.slice(at, at + SERVICES_A_CALL));
    }
  }

  private async askSome(questions: Question[]): Promise<void> {
    const { environment, cluster } = questions[0]!.ref;
    const names = [...new Set(questions.map(({ ref }) => ref.service))];
    try {
      const { ecs } = this.clients.look(environment);
      const described = await ask(
        questions[0]!.ref,
        ecs.send(new DescribeServicesCommand({ cluster, services: names })),
      );
      for (const { ref, answer, fail } of questions) {
        const found = described.services?.find(({ serviceName }) => serviceName === ref.service);
        if (found && found.status !== 'INACTIVE') answer(found);
        else fail(new ServiceNotFoundError(ref));
      }
    } catch (error) {
      for (const { fail } of questions) fail(error);
    }
  }
}

/** The questions of each cluster of each environment. */
function groupsOf(questions: Question[]): Question[][] {
  const groups = new Map<string, Question[]>();
  for (const question of questions) {
    const key = `${question.ref.environment}:${question.ref.cluster}`;
    groups.set(key, [...(groups.get(key) ?? []), question]);
  }
  return [...groups.values()];
}
