import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';

/** Of the types that CloudFormation hands a stack's tags to, those whose tags can be seen here. */
const tagged = new Set(['AWS::DynamoDB::Table', 'AWS::IAM::Role', 'AWS::SNS::Topic', 'AWS::SQS::Queue']);

/**
 * Returns a resource's properties with its stack's tags added, unless it has its own of the same name.
 * See "Resource tags" of the CloudFormation Template Reference.
 */
export function withStackTags(
  type: string,
  properties: JsonObject,
  stackTags: Readonly<Record<string, string>>,
): JsonObject {
  if (!tagged.has(type)) return properties;
  const { Tags: tags = [] } = properties;
  const own: readonly JsonValue[] = Array.isArray(tags) ? tags : [];
  const added = Object.entries(stackTags)
    .filter(([key]) => !own.some((tag) => isJsonObject(tag) && tag.Key === key))
    .map(([Key, Value]) => ({ Key, Value }));
  return added.length === 0 ? properties : { ...properties, Tags: [...own, ...added] };
}
