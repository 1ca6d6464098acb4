import type { Deployment } from '../deployments/deployment.types';
import { deploymentBasis } from '../deployments/deployments.service';
import { imageName } from '../images/image-ref.types';
import { desiredBasis, rangeBasis, rangeWords } from '../scaling/scaling-basis.types';
import type { DesiredChange, RangeChange } from '../scaling/scaling.types';
import type { AnyChange, WayBack } from './change.types';

/** What takes a change back that was made; undefined where it has no result yet, or there is nothing to go back to. */
export function wayBack(change: AnyChange): WayBack | undefined {
  switch (change.kind) {
    case 'desired':
      return change.result && desiredBack(change.result);
    case 'range':
      return change.result && rangeBack(change.result);
    case 'cancel':
    case 'end-run':
    case 'run':
    case 'continue':
    case 'recycle':
    case 'rollback':
      return undefined;
    case 'image':
    case 'restart':
    default:
      return change.result && imageBack(change.result);
  }
}

/** Back to the image before, by digest where it is known, for a tag may have moved since. */
export function imageBack(deployment: Deployment): WayBack | undefined {
  const { ref, from, to, container, several, revision, isRestart, isRollback, fromRelapsed } = deployment;
  const image = from.digest ?? from.tag;
  if (image === undefined || isRestart) return undefined;
  // What was left because it failed is no way back.
  if (isRollback || fromRelapsed) return undefined;
  const version = several ? `${container} ${imageName(to)}` : imageName(to);
  const basis = deploymentBasis(revision, version, undefined);
  return { to: imageName(from), change: { kind: 'image', ref, wish: { image, container }, basis } };
}

/** Back to the number of tasks before. */
export function desiredBack({ ref, before, after, range }: DesiredChange): WayBack {
  const basis = desiredBasis(after, before, range ? { range } : {});
  return { to: String(before), change: { kind: 'desired', ref, wish: { desired: before }, basis } };
}

/** Back to the range before. */
export function rangeBack({ ref, before, after }: RangeChange): WayBack {
  return {
    to: rangeWords(before),
    change: { kind: 'range', ref, wish: { range: before }, basis: rangeBasis(after) },
  };
}
