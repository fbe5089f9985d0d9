import { expect } from 'vitest';
import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';

type Resources = Readonly<Record<string, Pick<Resource, 'Type' | 'Properties'>>>;

/** Returns the resources of a type by their ids. Fails where there are none: an assertion over none would hold. */
export function ofType(resources: Resources, type: string): readonly (readonly [string, Resource['Properties']])[] {
  const found = Object.entries(resources).filter(([, resource]) => resource.Type === type);
  expect(found.length, `resources of ${type}`).toBeGreaterThan(0);
  return found.map(([id, { Properties }]) => [id, Properties]);
}

/** Returns the id of the resource that a `Ref` or `Fn::GetAtt` is of. */
export function idIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  return Ref ?? attribute?.[0];
}
