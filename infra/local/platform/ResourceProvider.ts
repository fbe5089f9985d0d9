import type { JsonObject, JsonValue } from './Json.ts';

/** Everything CloudFormation knows when it creates or updates one resource. Intrinsics are resolved already. */
export interface ResourceRequest {
  readonly stackName: string;
  readonly logicalId: string;
  /** The name CloudFormation would generate, the same at every start: use it where the properties give no name. */
  readonly generatedName: string;
  readonly properties: JsonObject;
  /** The last applied state, if this DIR has run this resource before. */
  readonly previous?: { readonly physicalId: string; readonly properties: JsonObject };
  /** Path on disk of an asset in the cloud assembly, by S3 bucket and key as the template names it. */
  asset(bucket: string, key: string): string;
}

export interface ResourceResult {
  /** What `Ref` answers. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` answers; dotted names are one key (`Endpoint.Address`). */
  readonly attributes: Readonly<Record<string, JsonValue>>;
}

/**
 * One CloudFormation resource type. `apply` is called at every start, in dependency order, and converges: what exists already
 * (data, subscriptions, ids) is kept. A property it does not understand and that would change behaviour is an error naming it.
 */
export interface ResourceProvider {
  /** Such as `AWS::DynamoDB::Table`. */
  readonly type: string;
  apply(request: ResourceRequest): Promise<ResourceResult> | ResourceResult;
  /** Called for a resource that the template no longer has. */
  remove?(physicalId: string, properties: JsonObject): Promise<void> | void;
}
