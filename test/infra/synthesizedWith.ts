import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';
import { wholeTemplate } from '../../infra/preflight/wholeTemplate.ts';
import { appWith } from './appWith.ts';

export interface Synthesized {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The assembly's folder. */
  readonly directory: string;
  readonly stackName: string;
  readonly terminationProtection: boolean | undefined;
}

const synthesized = new Map<string, Promise<Synthesized>>();

/** Returns what is deployed under these settings, as `appWith` takes them. Each is synthesized once. */
export function synthesizedWith(context: Readonly<Record<string, unknown>>): Promise<Synthesized> {
  const key = JSON.stringify(context);
  const found = synthesized.get(key) ?? synthesize(context);
  synthesized.set(key, found);
  return found;
}

async function synthesize(context: Readonly<Record<string, unknown>>): Promise<Synthesized> {
  const { directory, stacks } = (await appWith(context)).synth();
  const [{ stackName = '', terminationProtection } = {}] = stacks;
  return { ...(await wholeTemplate(directory)), directory, stackName, terminationProtection };
}
