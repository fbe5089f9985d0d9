import type { StackTemplates } from './assemblyTemplates.ts';
import { losses, statefulIn } from './statefulResources.ts';
import { asOne } from './wholeTemplate.ts';

/** Returns what deploying `planned` over `deployed` would lose, a sentence each. */
export async function preflight(deployed: StackTemplates, planned: StackTemplates): Promise<readonly string[]> {
  const before = await statefulIn(asOne(deployed));
  const now = await statefulIn(asOne(planned));
  const added = Object.keys(now).filter((id) => !(id in before));
  // Members whose value is undefined are absent from what CloudFormation keeps.
  const plain = JSON.parse(JSON.stringify(now));
  for (const id of added) delete plain[id];
  return losses(before, plain);
}
