import type { Environment } from '../services/environment.types';
import type { Check, Question } from './checkup.types';

/** Look door, and the operate door as far as its role can be taken on: what AWS lets the bot do. Nothing is changed. */
export abstract class AwsChecks {
  /** Of the bot itself: its credentials, and its clock by AWS's. */
  abstract own(): Check[];
  /** Of one environment: region, roles, services, and each permission to look. */
  abstract of(environment: Environment, question: Question): Check[];
}

/** Where the bot remembers, and whether it can. */
export abstract class StoreChecks {
  abstract all(): Check[];
}
