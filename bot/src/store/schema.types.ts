/**
 * The tables. Ids are the bot's own text, times are milliseconds since the epoch, `body` is JSON and everything that no
 * query asks for; a column beside it is there to be asked for. The same on both databases.
 */
export interface Schema {
  changes: ChangeRow;
  deployments: DeploymentRow;
  audit: AuditRow;
  board: BoardRow;
  announcements: AnnouncementRow;
  memories: MemoryRow;
  deliveries: DeliveryRow;
  bots: BotRow;
  leases: LeaseRow;
  seen_deployments: SeenDeploymentRow;
  series: SeriesRow;
  losses: LossRow;
  loss_looks: LossLookRow;
  hook_deliveries: HookDeliveryRow;
  builds: BuildRow;
  jobs: JobRow;
}

/** The service that a row is about. */
interface ServiceColumns {
  environment: string;
  cluster: string;
  service: string;
}

export interface ChangeRow extends ServiceColumns {
  id: string;
  kind: string;
  state: string;
  at: number;
  /** The command that asked for it. */
  command: string | null;
  /** The deployment that it started. */
  deployment: string | null;
  /** 1 once those who should see it can see it. */
  told: number;
  /** Whose it is to finish and to tell: the bot that makes it, or took it on from one that is gone. */
  bot: string | null;
  body: string;
}

export interface DeploymentRow extends ServiceColumns {
  id: string;
  started_at: number;
  /** 1 once nobody has to wait for it. */
  ended: number;
  /** 1 until its end was told. */
  followed: number;
  /** JSON: what goes wrong with it. */
  failing: string | null;
  /** JSON: what came of it, once that is known. */
  conclusion: string | null;
  /** When ECS called it done; null until that was told. */
  done_at: number | null;
  /** JSON: what went wrong with it since. */
  relapse: string | null;
  /** JSON: the stage that it is in, and since when. */
  stage: string | null;
  /** JSON: who started it, where it was found out after it was kept. */
  doer: string | null;
  body: string;
}

export interface AuditRow {
  id: string;
  at: number;
  actor: string;
  outcome: string;
  /** The command that was carried out. */
  command: string | null;
  environment: string | null;
  cluster: string | null;
  service: string | null;
  body: string;
}

export interface BoardRow {
  key: string;
  saved_at: number;
  /** 1 once nothing more will be shown. */
  ended: number;
  body: string;
}

/** What is to be said, until it was. */
export interface AnnouncementRow {
  key: string;
  /** When its first state that was not said yet was put there. */
  at: number;
  /** The newest state. */
  body: string;
}

/** What was seen of AWS and is known again: of which kind, and by which name within it. */
export interface MemoryRow {
  kind: string;
  name: string;
  saved_at: number;
  body: string;
}

/** What Slack delivered and was taken on. */
export interface DeliveryRow {
  id: string;
  at: number;
  /** What it was, until it is answered: people's own words are not kept for longer. */
  body: string | null;
  /** Whose it is to answer. */
  bot: string | null;
}

/** A process that is a bot. */
export interface BotRow {
  id: string;
  /** Until when it counts as living, by the database's own clock. */
  expires: number;
}

/** Whose turn something is. It counts for as long as its bot lives. */
export interface LeaseRow {
  name: string;
  bot: string;
  /** What others are told of who holds it. */
  holder: string | null;
}

/** The newest deployment of each service that was seen. */
export interface SeenDeploymentRow extends ServiceColumns {
  body: string;
}

/** A deployment to several services, one after the other. */
export interface SeriesRow {
  id: string;
  at: number;
  /** 1 until nobody has to go on with it. */
  open: number;
  body: string;
}

/** An image that a service may need and that is gone, once that was told. */
export interface LossRow extends ServiceColumns {
  digest: string;
  at: number;
}

/** When the services of an environment were last looked at for those. */
export interface LossLookRow {
  environment: string;
  at: number;
}

/** A message of a pipeline that came. */
export interface HookDeliveryRow {
  id: string;
  at: number;
}

/** An image that a pipeline has built, for one service. */
export interface BuildRow {
  key: string;
  at: number;
  /** 1 once it was told. */
  told: number;
  body: string;
}

/** A job that was run. */
export interface JobRow extends ServiceColumns {
  id: string;
  job: string;
  at: number;
  /** 1 until its end was told. */
  open: number;
  body: string;
}
