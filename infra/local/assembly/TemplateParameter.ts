import type { JsonObject, JsonValue } from '../platform/Json.ts';
import { TemplateError } from './TemplateError.ts';

/** A parameter as a template declares it ("CloudFormation template Parameters syntax"). */
export interface TemplateParameter {
  readonly type: string;
  readonly default: JsonValue | undefined;
  /** `AllowedValues`, `AllowedPattern`, `MinLength` and the like, and `ConstraintDescription`. */
  readonly constraints: JsonObject;
}

const MEMBERS = new Set(['Type', 'Default', 'Description', 'NoEcho']);
const CONSTRAINTS = new Set([
  'AllowedPattern',
  'AllowedValues',
  'ConstraintDescription',
  'MaxLength',
  'MaxValue',
  'MinLength',
  'MinValue',
]);

/** Types whose values are names of things that exist in an account, or lists of such names. */
const ACCOUNT_TYPE = /^AWS::(?:EC2|Route53)::[A-Za-z:]+$/;

/** Reads one entry of `Parameters`. Throws TemplateError for a type or a member that CloudFormation does not have. */
export function readParameter(name: string, parameter: JsonObject, file: string): TemplateParameter {
  const type = parameter.Type;
  if (typeof type !== 'string') throw new TemplateError(`${file}: parameter ${name} has no Type.`);
  if (!isType(type)) throw new TemplateError(`${file}: parameter ${name} has the unrecognized type ${type}.`);
  const unknown = Object.keys(parameter).find((member) => !MEMBERS.has(member) && !CONSTRAINTS.has(member));
  if (unknown !== undefined) throw new TemplateError(`${file}: parameter ${name} has the unknown member ${unknown}.`);
  return {
    type,
    default: parameter.Default,
    constraints: Object.fromEntries(Object.entries(parameter).filter(([member]) => CONSTRAINTS.has(member))),
  };
}

function isType(type: string): boolean {
  const [, item] = /^List<(.+)>$/.exec(type) ?? [];
  if (item !== undefined) return item === 'Number' || item === 'String' || ACCOUNT_TYPE.test(item);
  return (
    ['String', 'Number', 'CommaDelimitedList'].includes(type) ||
    ACCOUNT_TYPE.test(type) ||
    type.startsWith('AWS::SSM::Parameter::')
  );
}
