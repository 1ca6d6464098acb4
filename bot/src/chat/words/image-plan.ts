import { shortDigest } from '../../domain/images/image-ref.types';
import type { ImagePlan } from '../../domain/preflight/preflight.types';
import { lines } from './blocks';
import { differenceLines } from './differences';
import { findingLines, findingsSummary } from './findings';
import { ago, code } from './text';

type Image = ImagePlan['from'];

/** All that another image would change, and what stands in its way: each thing a line. */
export function imagePlanBlocks(now: number, plan: ImagePlan): ReturnType<typeof lines> {
  const { from, to, container, plannedFrom, differences = [], findings = [], terms } = plan;
  const pushed = to.pushedAt === undefined ? '' : `, pushed ${ago(to.pushedAt, now)}`;
  const family = plannedFrom.split(':')[0] ?? plannedFrom;
  const also =
    differences.length > 0
      ? [`What serves now is ${code(terms.serving ?? '')}. Beside the image this would change too:`]
      : ['Everything else stays as it is.'];
  return lines([
    `Image: ${imageWords(from)} → ${imageWords(to)}${pushed}`,
    `Container: ${code(container)}. Revision: ${code(plannedFrom)} → the next one of ${code(family)}.`,
    ...also,
    ...differenceLines(differences),
    ...(findings.length > 0 ? [`*${findingsSummary(findings)}*`, ...findingLines(now, findings)] : []),
  ]);
}

/** By tag and digest, as far as they are known: `1.0.0` `sha256:0123456789ab`. */
function imageWords({ image, tag, digest }: Image): string {
  const known = [...(tag === undefined ? [] : [tag]), ...(digest === undefined ? [] : [shortDigest(digest)])];
  return (known.length > 0 ? known : [image]).map(code).join(' ');
}
