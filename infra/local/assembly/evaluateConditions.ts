import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import { resolveValue } from './resolveValue.ts';
import type { Scope } from './Scope.ts';
import { TemplateError } from './TemplateError.ts';

/**
 * Evaluates a template's Conditions, each once and when it is first asked for.
 * @throws TemplateError for a name that the template lacks, a cycle, or a function that conditions do not have.
 */
export function evaluateConditions(
  conditions: JsonObject,
  scope: Pick<Scope, 'pseudoParameters' | 'parameters' | 'mappings'>,
): (name: string) => boolean {
  const results = new Map<string, boolean>();
  const open: string[] = [];

  const condition = (name: string): boolean => {
    const known = results.get(name);
    if (known !== undefined) return known;
    const definition = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    if (definition === undefined) throw new TemplateError(`There is no condition "${name}".`);
    if (open.includes(name)) {
      throw new TemplateError(`Conditions depend on each other: ${[...open, name].join(' → ')}.`);
    }
    open.push(name);
    const result = evaluate(definition, name);
    open.pop();
    results.set(name, result);
    return result;
  };

  const valueScope: Scope = {
    ...scope,
    condition,
    // "You can't reference resources in a condition": they are not there yet.
    physicalId: () => undefined,
    attribute: () => undefined,
    exported: () => undefined,
  };

  const evaluate = (definition: JsonValue, name: string): boolean => {
    const path = ['Conditions', name];
    if (typeof definition === 'boolean') return definition;
    const [entry, ...more] = isJsonObject(definition) ? Object.entries(definition) : [];
    if (!entry || more.length > 0) throw new TemplateError(`Conditions.${name} is not one condition function.`);
    const [operator, argument] = entry;
    if (operator === 'Condition' && typeof argument === 'string') return condition(argument);
    if (!Array.isArray(argument)) throw new TemplateError(`Conditions.${name}: ${operator} needs a list.`);
    const operands: readonly JsonValue[] = argument;
    switch (operator) {
      case 'Fn::Equals': {
        const [left, right] = operands.map((operand) => resolveValue(operand, valueScope, path));
        if (operands.length !== 2) throw new TemplateError(`Conditions.${name}: Fn::Equals needs two values.`);
        return comparable(left) === comparable(right);
      }
      case 'Fn::And':
        return operands.every((operand) => evaluate(operand, name));
      case 'Fn::Or':
        return operands.some((operand) => evaluate(operand, name));
      case 'Fn::Not': {
        const [operand, ...rest] = operands;
        if (operand === undefined || rest.length > 0) {
          throw new TemplateError(`Conditions.${name}: Fn::Not needs one condition.`);
        }
        return !evaluate(operand, name);
      }
      default:
        throw new TemplateError(`Conditions.${name}: ${operator} is not a condition function.`);
    }
  };

  return condition;
}

/** CloudFormation compares scalars as text: a parameter's `"1"` equals the number 1. */
function comparable(value: JsonValue | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
