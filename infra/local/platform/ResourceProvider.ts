import type { JsonObject, JsonValue } from './Json.ts';

/** What CloudFormation knows when it creates or updates one resource. Intrinsics are resolved. */
export interface ResourceRequest {
  readonly stackName: string;
  readonly logicalId: string;
  /** The name that CloudFormation generates, the same at every start, for a resource whose properties give none. */
  readonly generatedName: string;
  readonly properties: JsonObject;
  /** The last applied state, if this DIR has run this resource before. */
  readonly previous?: { readonly physicalId: string; readonly properties: JsonObject };
  /** Returns the path on disk of an asset in the cloud assembly, by S3 bucket and key as the template names it. */
  asset(bucket: string, key: string): string;
}

export interface ResourceResult {
  /** The value of `Ref`. */
  readonly physicalId: string;
  /** The values of `Fn::GetAtt`. A dotted name is one key (`Endpoint.Address`). */
  readonly attributes: Readonly<Record<string, JsonValue>>;
}

/**
 * One CloudFormation resource type.
 * A property that it does not know and that may change behaviour is an error naming it.
 */
export interface ResourceProvider {
  /** Such as `AWS::DynamoDB::Table`. */
  readonly type: string;
  /** `true` for a type that is only refused, by name. */
  readonly refused?: true;
  apply(request: ResourceRequest): Promise<ResourceResult> | ResourceResult;
  /** Deletes a resource that the template no longer has. */
  remove?(physicalId: string, properties: JsonObject): Promise<void> | void;
}
