import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assembly } from '../../assembly/Assembly.ts';
import { type AppliedAssembly, applyAssembly } from '../../assembly/applyAssembly.ts';
import { CustomResources } from '../../assembly/CustomResources.ts';
import { templateAssembly } from '../../assembly/loadAssembly.ts';
import { StackState } from '../../assembly/StackState.ts';
import { createPlatform } from '../../createPlatform.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { type Log, silentLog } from '../../platform/Log.ts';
import type { ResourceProvider, ResourceRequest } from '../../platform/ResourceProvider.ts';

/** A provider that keeps a record of what CloudFormation asked of it. */
class Things implements ResourceProvider {
  readonly type = 'Test::A::Thing';
  readonly applied: ResourceRequest[] = [];
  readonly removed: string[] = [];

  apply(request: ResourceRequest) {
    this.applied.push(request);
    const { Name: name, File: file } = request.properties;
    if (name === 'broken') throw new Error('a thing cannot be named broken');
    return {
      physicalId: typeof name === 'string' ? name : request.generatedName,
      attributes: {
        Arn: `arn:thing:${request.logicalId}`,
        Size: 3,
        Parts: ['x', 'y'],
        ...(typeof file === 'string' ? { File: request.asset('assets', file) } : {}),
      },
    };
  }

  remove(physicalId: string) {
    this.removed.push(physicalId);
  }
}

/** A resource of the one type that the cloud of `startThings` has. */
export const thing = (properties: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  Type: 'Test::A::Thing',
  Properties: properties,
  ...more,
});

export interface ThingsOptions {
  /** @default one of its own, removed with it */
  readonly directory?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly log?: Log;
}

export interface ThingsCloud extends Disposable {
  readonly directory: string;
  readonly things: Things;
  readonly state: StackState;
  apply(assembly: Assembly): Promise<AppliedAssembly>;
  applyTemplate(template: JsonObject, name?: string): Promise<AppliedAssembly>;
  /** Writes files into the directory, JSON but for text. */
  write(files: Readonly<Record<string, string | JsonObject>>): void;
}

/** Templates and their state, on a platform that has things only. */
export function startThings({ directory: given, parameters = {}, log = silentLog }: ThingsOptions = {}): ThingsCloud {
  const temporary = given === undefined ? mkdtempDisposableSync(join(tmpdir(), 'things-')) : undefined;
  const directory = given ?? temporary?.path ?? '';
  const platform = createPlatform({ directory, log });
  const things = new Things();
  const state = new StackState(platform.database('stacks'));
  const customResources = new CustomResources(platform);
  const apply = (assembly: Assembly) =>
    applyAssembly(assembly, { platform, providers: [things], customResources, state, parameters });
  return {
    directory,
    things,
    state,
    apply,
    applyTemplate: (template, name = 'Test') => apply(templateAssembly(name, template, directory)),
    write: (files) => writeFiles(directory, files),
    [Symbol.dispose]() {
      platform.close();
      temporary?.remove();
    },
  };
}

/** Writes files into a folder, JSON but for text. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | JsonObject>>): void {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}
