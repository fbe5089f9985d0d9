import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import { TemplateError } from './TemplateError.ts';

/** What the local runtime takes of an `AWS::CloudFormation::Stack`. Nothing waits here, so nothing times out. */
const PROPERTIES = new Set(['Parameters', 'Tags', 'TemplateURL', 'TimeoutInMinutes']);

/**
 * The parameters that an `AWS::CloudFormation::Stack` hands to its template, as text.
 * @throws TemplateError for a value that is no text, or a property that is not supported.
 */
export function nestedParameters(properties: JsonObject): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(properties)) {
    const isEmpty = Array.isArray(value) && value.length === 0;
    if (!PROPERTIES.has(name) && !isEmpty) {
      throw new TemplateError(`Properties.${name} is not supported by the local runtime.`);
    }
  }
  const { Parameters: parameters = {} } = properties;
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
