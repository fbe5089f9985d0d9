import type { JsonValue } from '../platform/Json.ts';
import type { Template } from './Template.ts';
import { TemplateError } from './TemplateError.ts';

/** What CDK's `Rules` compare with: any version that is new enough. */
const BOOTSTRAP_VERSION = '1000';

/**
 * The values of a template's parameters: as given, otherwise their defaults.
 * @throws TemplateError naming every parameter that has neither.
 */
export function resolveParameters(
  template: Pick<Template, 'parameters'>,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, JsonValue> {
  const values = new Map<string, JsonValue>();
  const missing: string[] = [];
  for (const [name, parameter] of template.parameters) {
    const value = given[name] ?? parameter.default;
    if (parameter.type.startsWith('AWS::SSM::Parameter::Value<')) {
      if (typeof value === 'string' && /^\/cdk-bootstrap\/[^/]+\/version$/.test(value)) {
        values.set(name, BOOTSTRAP_VERSION);
      } else {
        throw new TemplateError(
          `Parameters.${name}: its type ${parameter.type} reads an SSM parameter before anything is created, which is not supported by the local runtime.`,
        );
      }
    } else if (value === undefined) {
      missing.push(name);
    } else {
      values.set(name, typed(value, parameter.type));
    }
  }
  if (missing.length > 0) throw new TemplateError(`Parameters without a default or a value: ${missing.join(', ')}.`);
  return values;
}

function typed(value: JsonValue, type: string): JsonValue {
  if (type === 'CommaDelimitedList' || type.startsWith('List<')) {
    return Array.isArray(value)
      ? value
      : String(value)
          .split(',')
          .map((item) => item.trim());
  }
  return typeof value === 'object' ? value : String(value);
}
