import { SignalSource } from '../../domain/incidents/incidents.port';
import type { AlarmStanding, AlarmTransition, ScalingActivity } from '../../domain/incidents/signal.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';

export const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };

/** For specs: AWS's memory of what happened, asked as the adapter would ask it. */
export class Happenings extends SignalSource {
  readonly activities: ScalingActivity[] = [];
  readonly transitions: AlarmTransition[] = [];
  readonly askedSince: number[] = [];
  /** The alarms that are on when the bot starts. */
  standing: AlarmTransition[] = [];
  readonly gone = new Set<string>();
  /** How alarms stand when they are asked for by name; in ALARM unless said. */
  readonly stands = new Map<string, AlarmStanding>();
  existenceAsked = 0;
  standingAsked = 0;
  /** An environment that never answers. */
  stuck: string | undefined;
  broken = false;
  deniedActivities: Error | undefined;

  override async alarmTransitions(environment: string, _refs: ServiceRef[], since: number): Promise<AlarmTransition[]> {
    if (environment === this.stuck) await new Promise(() => {});
    this.askedSince.push(since);
    if (this.broken) throw new Error('Rate exceeded');
    return this.transitions.filter(({ at }) => at >= since);
  }

  override async alarmsNow(): Promise<AlarmTransition[]> {
    if (this.broken) throw new Error('Rate exceeded');
    this.standingAsked += 1;
    return this.standing;
  }

  override async alarmStates(_environment: string, names: readonly string[]): Promise<Map<string, AlarmStanding>> {
    this.existenceAsked += 1;
    const there = names.filter((name) => !this.gone.has(name));
    return new Map(there.map((name) => [name, this.stands.get(name) ?? { state: 'ALARM' }]));
  }

  override async scalingActivities(
    _environment: string,
    _refs: ServiceRef[],
    since: number,
  ): Promise<ScalingActivity[]> {
    if (this.deniedActivities) throw this.deniedActivities;
    if (this.broken) throw new Error('Rate exceeded');
    return this.activities.filter(({ at, endedAt }) => (endedAt ?? at) >= since);
  }

  scaled(id: string, at: number, to: number): void {
    this.activities.push({ kind: 'scaling', id, at, ref: REF, status: 'done', to, cause: 'somebody' });
  }

  alarmed(at: number, from: AlarmTransition['from'], to: AlarmTransition['to']): void {
    const id = `high@${at}`;
    this.transitions.push({ kind: 'alarm', id, at, ref: REF, alarm: 'high', from, to, reason: '', readings: [] });
  }
}
