import type { JsonValue } from '../platform/Json.ts';
import { parameterValue } from './parameterValue.ts';
import type { Template } from './Template.ts';
import { TemplateError } from './TemplateError.ts';

/** CDK's `Rules` ask for a least version of the bootstrap stack. This one is above all of them. */
const bootstrapVersion = '1000';

/**
 * Returns the values of a template's parameters: as given, otherwise their defaults.
 * @throws TemplateError naming parameters that have neither, that the template lacks, or whose value is not allowed.
 */
export function resolveParameters(
  template: Pick<Template, 'parameters'>,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, JsonValue> {
  refuseUnknownParameters([template], given);
  const values = new Map<string, JsonValue>();
  const missing: string[] = [];
  for (const [name, parameter] of template.parameters) {
    const value = Object.hasOwn(given, name) ? given[name] : parameter.default;
    if (parameter.type.startsWith('AWS::SSM::Parameter::Value<')) {
      if (typeof value === 'string' && /^\/cdk-bootstrap\/[^/]+\/version$/.test(value)) {
        values.set(name, bootstrapVersion);
      } else {
        throw new TemplateError(
          `Parameters.${name}: its type ${parameter.type} reads an SSM parameter before anything is created, which is not supported by the local runtime.`,
        );
      }
    } else if (value === undefined) {
      missing.push(name);
    } else {
      values.set(name, parameterValue(name, parameter, value));
    }
  }
  if (missing.length > 0) throw new TemplateError(`Parameters: [${missing.join(', ')}] must have values.`);
  return values;
}

/** Throws TemplateError naming every parameter that is given and that none of the templates has. */
export function refuseUnknownParameters(
  templates: readonly Pick<Template, 'parameters'>[],
  given: Readonly<Record<string, string>>,
): void {
  const unknown = Object.keys(given).filter((name) => !templates.some(({ parameters }) => parameters.has(name)));
  if (unknown.length > 0) throw new TemplateError(`Parameters: [${unknown.join(', ')}] do not exist in the template.`);
}
