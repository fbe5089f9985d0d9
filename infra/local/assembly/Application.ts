import type { JsonValue } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { type CustomResources, isCustomResource } from './CustomResources.ts';
import { isIgnoredType } from './ignoredTypes.ts';
import { nestedStackType } from './loadStackTemplate.ts';
import type { AppliedResource, StackState } from './StackState.ts';

export interface AssemblyTarget {
  readonly platform: Platform;
  readonly providers: readonly ResourceProvider[];
  readonly customResources: CustomResources;
  readonly state: StackState;
  /** Values for parameters, by name. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** One application of an assembly: what its stacks share while they are applied. */
export class Application {
  readonly target: AssemblyTarget;
  /** What was left out: type → paths below the root stack. */
  readonly ignored = new Map<string, string[]>();
  readonly exports = new Map<string, JsonValue>();
  /** What the templates no longer have, and their deletion policy keeps: `<path> (<type>)`. */
  readonly kept: string[] = [];
  /** What a new resource took the place of. */
  readonly replaced: AppliedResource[] = [];
  readonly #providers: ReadonlyMap<string, ResourceProvider>;
  readonly #applied = new Set<string>();

  constructor(target: AssemblyTarget) {
    this.target = target;
    this.#providers = new Map(target.providers.map((provider) => [provider.type, provider]));
  }

  /** Number of resources applied so far. */
  get applied(): number {
    return this.#applied.size;
  }

  provider(type: string): ResourceProvider | undefined {
    return this.#providers.get(type);
  }

  /** Whether the runtime has resources of this type. */
  knows(type: string): boolean {
    if (type === nestedStackType || this.#providers.has(type)) return true;
    // An AwsCustomResource calls any API by its SDK name: there is no telling what it would reach.
    return isCustomResource(type) && type !== 'Custom::AWS';
  }

  leavesOut(type: string): boolean {
    return isIgnoredType(type) && !this.knows(type);
  }

  /** Keeps a resource that was just applied, durably. */
  record(resource: Omit<AppliedResource, 'position'>): void {
    this.#applied.add(keyOf(resource));
    this.target.state.put({ ...resource, position: this.#applied.size });
  }

  /** Whether a resource of the state was applied again in this application. */
  hasApplied(resource: AppliedResource): boolean {
    return this.#applied.has(keyOf(resource));
  }
}

function keyOf({ stackName, logicalId }: Pick<AppliedResource, 'stackName' | 'logicalId'>): string {
  return `${stackName}/${logicalId}`;
}
