import type { JsonObject, JsonValue } from '../platform/Json.ts';
import { TemplateError } from './TemplateError.ts';

/** A parameter as a template declares it ("CloudFormation template Parameters syntax"). */
export interface TemplateParameter {
  readonly type: string;
  readonly default: JsonValue | undefined;
  /** `AllowedValues`, `AllowedPattern`, `MinLength` and the like, and `ConstraintDescription`. */
  readonly constraints: JsonObject;
}

const members = new Set(['Type', 'Default', 'Description', 'NoEcho']);
const constraintNames = new Set([
  'AllowedPattern',
  'AllowedValues',
  'ConstraintDescription',
  'MaxLength',
  'MaxValue',
  'MinLength',
  'MinValue',
]);

/** Types whose values are names of things that exist in an account, or lists of such names. */
const accountType = /^AWS::(?:EC2|Route53)::[A-Za-z:]+$/;

/** Reads one entry of `Parameters`. Throws TemplateError for a type or a member that CloudFormation does not have. */
export function readParameter(name: string, parameter: JsonObject, file: string): TemplateParameter {
  const type = parameter.Type;
  if (typeof type !== 'string') throw new TemplateError(`${file}: parameter ${name} has no Type.`);
  if (!isType(type)) throw new TemplateError(`${file}: parameter ${name} has the unrecognized type ${type}.`);
  const unknown = Object.keys(parameter).find((member) => !members.has(member) && !constraintNames.has(member));
  if (unknown !== undefined) throw new TemplateError(`${file}: parameter ${name} has the unknown member ${unknown}.`);
  return {
    type,
    default: parameter.Default,
    constraints: Object.fromEntries(Object.entries(parameter).filter(([member]) => constraintNames.has(member))),
  };
}

function isType(type: string): boolean {
  const [, item] = /^List<(.+)>$/.exec(type) ?? [];
  if (item !== undefined) return item === 'Number' || item === 'String' || accountType.test(item);
  return (
    ['String', 'Number', 'CommaDelimitedList'].includes(type) ||
    accountType.test(type) ||
    type.startsWith('AWS::SSM::Parameter::')
  );
}
