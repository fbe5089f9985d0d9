import type { Platform } from '../platform/Platform.ts';
import type { Functions } from './Functions.ts';
import type { Checkpoints } from './streams/Checkpoints.ts';

/** What the pollers of event source mappings share. */
export interface MappingSurroundings {
  readonly platform: Platform;
  readonly functions: Functions;
  readonly checkpoints: Checkpoints;
  /** Multiplies the delays between retries of a failed batch. */
  readonly retryDelayScale: number;
}

/** The work behind one enabled event source mapping. */
export interface Poller {
  /** Throws AwsError InvalidParameterValueException where the function's role lacks a permission, naming it. */
  start(): void;
  /** Resolves when nothing of it runs any more; invocations in flight are not waited for. */
  stop(): Promise<void>;
}

/** Lambda checks when a mapping is made that the function's role may read its source, as here at every start. */
export function checkGrants(
  { platform, functions }: MappingSurroundings,
  functionName: string,
  actions: readonly string[],
  resource: string,
): void {
  const { configuration } = functions.resolve(functions.reference(functionName));
  const principal = functions.principal(configuration);
  for (const action of actions) platform.aws.authorize(principal, { action, resource });
}
