import { PreflightLook } from '../preflight.port';
import type { Given, Platform, RevisionNeeds } from '../preflight.types';

/** For specs: an image for both architectures of Linux, and tasks of Fargate that need nothing but it. */
export class FakePreflightLook extends PreflightLook {
  needed: RevisionNeeds = { platform: { os: 'LINUX', architecture: 'X86_64' }, roles: [] };
  built: Platform[] | undefined = [
    { os: 'LINUX', architecture: 'X86_64' },
    { os: 'LINUX', architecture: 'ARM64' },
  ];
  /** By name. */
  readonly states = new Map<string, { state: string }>();
  things: Given[] = [];
  /** What each of its looks fails with, while it is set. */
  failure: Error | undefined;
  /** The images whose platforms were asked for, oldest first. */
  readonly images: string[] = [];

  override async needs(): Promise<RevisionNeeds> {
    if (this.failure) throw this.failure;
    return this.needed;
  }

  override async given(): Promise<Given[]> {
    if (this.failure) throw this.failure;
    return this.things;
  }

  override async platforms(_environment: string, image: string): Promise<Platform[] | undefined> {
    this.images.push(image);
    if (this.failure) throw this.failure;
    return this.built;
  }

  override async alarms(): Promise<ReadonlyMap<string, { state: string }>> {
    if (this.failure) throw this.failure;
    return this.states;
  }
}
