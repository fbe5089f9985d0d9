import type { JsonObject, JsonValue } from '../platform/Json.ts';

/** What a template's intrinsics can see while one stack is applied. */
export interface Scope {
  /** `AWS::Region` and its like. */
  readonly pseudoParameters: Readonly<Record<string, string>>;
  readonly parameters: ReadonlyMap<string, JsonValue>;
  readonly mappings: JsonObject;
  /** Evaluates a condition of this template; throws TemplateError when there is none of that name. */
  condition(name: string): boolean;
  /** What `Ref` answers for a resource that is applied; otherwise undefined. */
  physicalId(logicalId: string): string | undefined;
  /** What `Fn::GetAtt` answers; undefined when the resource is not applied. Throws TemplateError for an attribute it lacks. */
  attribute(logicalId: string, name: string): JsonValue | undefined;
  /** What another stack exported under this name. */
  exported(name: string): JsonValue | undefined;
}
