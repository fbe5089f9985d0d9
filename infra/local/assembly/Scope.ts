import type { JsonObject, JsonValue } from '../platform/Json.ts';

/** The names that a template's intrinsics can see while one stack is applied. */
export interface Scope {
  /** `AWS::Region` and its like. */
  readonly pseudoParameters: Readonly<Record<string, string>>;
  readonly parameters: ReadonlyMap<string, JsonValue>;
  readonly mappings: JsonObject;
  /** Evaluates a condition of this template. Throws TemplateError if there is none of that name. */
  condition(name: string): boolean;
  /** Returns `Ref` of a resource, `undefined` if it is not applied. */
  physicalId(logicalId: string): string | undefined;
  /**
   * Returns `Fn::GetAtt`, `undefined` if the resource is not applied. Throws TemplateError for an attribute it lacks.
   */
  attribute(logicalId: string, name: string): JsonValue | undefined;
  /** Returns the export of this name. */
  exported(name: string): JsonValue | undefined;
}
