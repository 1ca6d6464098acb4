import type { ServiceRef } from '../services/service-ref.types';
import type { UnderWay } from './deployment.types';

/** The deployment that would be ended. */
export interface CancelPlan {
  ref: ServiceRef;
  underWay: UnderWay;
  /** What ECS would bring back, as people call it; undefined where nothing of it runs any more to tell by. */
  back?: string;
}

/** A deployment that was ended before it was done. */
export interface Cancelled extends CancelPlan {
  /** The bot's own id for it, where it is one that the bot follows. */
  deployment?: string;
}
