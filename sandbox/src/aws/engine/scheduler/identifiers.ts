import { randomBytes, randomInt } from 'node:crypto';

/** A task's id: 32 hexadecimal digits. */
export const taskId = (): string => randomBytes(16).toString('hex');

/** Hexadecimal digits as network interfaces and subnets carry them: 17. */
export const networkId = (prefix: string): string => `${prefix}-0${randomBytes(8).toString('hex')}`;

/** The 19 digits of deployments (`ecs-svc/…`) and of service revisions; they may start with 0. */
export const nineteenDigits = (): string => Array.from({ length: 19 }, () => randomInt(10)).join('');

/** The last part of a service deployment's ARN: 21 characters of URL-safe base64. */
export const serviceDeploymentId = (): string => randomBytes(16).toString('base64url').slice(0, 21);
