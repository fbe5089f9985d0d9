import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import { TemplateError } from './TemplateError.ts';

/** What the local runtime takes of an `AWS::CloudFormation::Stack`. Nothing waits here, so nothing times out. */
const supportedProperties = new Set(['Parameters', 'Tags', 'TemplateURL', 'TimeoutInMinutes']);

/** What an `AWS::CloudFormation::Stack` hands down. */
export interface NestedStackInputs {
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Reads the properties of an `AWS::CloudFormation::Stack`, whose parameters become text.
 * @throws TemplateError for a parameter that is no text, or a property that is not supported.
 */
export function nestedStackInputs(properties: JsonObject): NestedStackInputs {
  for (const [name, value] of Object.entries(properties)) {
    const isEmpty = Array.isArray(value) && value.length === 0;
    if (!supportedProperties.has(name) && !isEmpty) {
      throw new TemplateError(`Properties.${name} is not supported by the local runtime.`);
    }
  }
  return { parameters: readParameters(properties.Parameters ?? {}), tags: readTags(properties.Tags ?? []) };
}

function readParameters(parameters: JsonValue): Readonly<Record<string, string>> {
  if (!isJsonObject(parameters)) throw new TemplateError('Value of property Parameters must be an object.');
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => {
    if (value === null || typeof value === 'object') {
      throw new TemplateError(
        `Value of property Parameters must be an object with String (or simple type) properties, but Parameters.${name} is ${JSON.stringify(value)}.`,
      );
    }
    return [name, String(value)];
  });
  return Object.fromEntries(texts);
}

function readTags(tags: JsonValue): Readonly<Record<string, string>> {
  if (!Array.isArray(tags)) throw new TemplateError('Value of property Tags must be a list.');
  const pairs = tags.map((tag: JsonValue): [string, string] => {
    const { Key: key, Value: value }: JsonObject = isJsonObject(tag) ? tag : {};
    if (typeof key === 'string' && typeof value === 'string') return [key, value];
    throw new TemplateError(`Value of property Tags must be a list of Key and Value, but has ${JSON.stringify(tag)}.`);
  });
  return Object.fromEntries(pairs);
}
