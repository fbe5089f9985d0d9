import type { JsonValue } from '../platform/Json.ts';
import { refuseLargeValue } from './quotas.ts';
import { TemplateError } from './TemplateError.ts';
import type { TemplateParameter } from './TemplateParameter.ts';

/**
 * What `Ref` returns for a parameter: text, or a list of texts for `CommaDelimitedList` and `List<…>`.
 * @throws TemplateError naming the parameter whose value its type or its constraints do not allow.
 */
export function parameterValue(name: string, parameter: TemplateParameter, value: JsonValue): JsonValue {
  const text = Array.isArray(value) ? value.map(String).join(',') : String(value);
  refuseLargeValue(name, text);
  const isList = parameter.type === 'CommaDelimitedList' || parameter.type.startsWith('List<');
  const items = isList ? text.split(',').map((item) => item.trim()) : [text];
  for (const item of items) {
    const problem = violation(parameter, item);
    if (problem === undefined) continue;
    const { ConstraintDescription: description } = parameter.constraints;
    throw new TemplateError(
      typeof description === 'string'
        ? `Parameter ${name} failed to satisfy constraint: ${description}`
        : `Parameter '${name}' ${problem}, but is "${item}".`,
    );
  }
  return isList ? items : text;
}

/** What CloudFormation says about a value that it does not take. */
function violation({ type, constraints }: TemplateParameter, value: string): string | undefined {
  const number = Number(value);
  const isNumber = type === 'Number' || type === 'List<Number>';
  if (isNumber && (value.trim() === '' || !Number.isFinite(number))) return 'must be a number';
  const { AllowedPattern: pattern, AllowedValues: allowed } = constraints;
  if (Array.isArray(allowed) && !allowed.map(String).includes(value)) {
    return `must be one of AllowedValues: ${allowed.map(String).join(', ')}`;
  }
  if (typeof pattern === 'string' && !matches(pattern, value)) return `must match pattern ${pattern}`;
  if (value.length < bound(constraints.MinLength, 0)) {
    return `must contain at least ${constraints.MinLength} characters`;
  }
  if (value.length > bound(constraints.MaxLength)) return `must contain at most ${constraints.MaxLength} characters`;
  if (isNumber && number < bound(constraints.MinValue, Number.NEGATIVE_INFINITY)) {
    return `must be a number not less than ${constraints.MinValue}`;
  }
  if (isNumber && number > bound(constraints.MaxValue)) {
    return `must be a number not greater than ${constraints.MaxValue}`;
  }
  return undefined;
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    throw new TemplateError(`AllowedPattern ${pattern} is not supported by the local runtime.`);
  }
}

function bound(value: JsonValue | undefined, none = Number.POSITIVE_INFINITY): number {
  return value === undefined ? none : Number(value);
}
