import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import { type Condition, compileConditions } from './conditions.ts';
import { malformedPolicy } from './malformedPolicy.ts';
import { compilePattern, type Pattern } from './pattern.ts';

/** A policy document ready for evaluation. */
export interface CompiledPolicy {
  readonly statements: readonly CompiledStatement[];
}

export interface CompiledStatement {
  readonly effect: 'Allow' | 'Deny';
  /** Patterns in lower case, because actions are case-insensitive. */
  readonly actions: readonly string[];
  readonly notActions: boolean;
  /** Empty for a trust policy, which names no resource. */
  readonly resources: readonly Pattern[];
  readonly notResources: boolean;
  /** `undefined` for an identity policy. */
  readonly principals: Principals | undefined;
  readonly notPrincipals: boolean;
  readonly conditions: readonly Condition[];
}

export interface Principals {
  readonly everyone: boolean;
  /** Role, session and account ARNs, and account ids. */
  readonly aws: ReadonlySet<string>;
  readonly service: ReadonlySet<string>;
}

const statementMembers = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/**
 * The place of a policy.
 * An identity's names no principals, the others must name them, and a trust policy names no resource.
 */
export type PolicyKind = 'identity' | 'resource' | 'trust';

/**
 * Compiles a policy document. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * @throws MalformedPolicyDocument naming the element at fault
 * @throws NotSupportedLocally naming a condition operator or key that is unknown here
 */
export function compilePolicy(document: unknown, kind: PolicyKind): CompiledPolicy {
  if (!isJsonObject(document)) throw malformedPolicy('A policy document must be an object.');
  const { Version, Statement } = document;
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') {
    throw malformedPolicy(`The policy Version must be 2012-10-17 or 2008-10-17, not ${JSON.stringify(Version)}.`);
  }
  if (Statement === undefined) throw malformedPolicy('A policy document must have a Statement.');
  const statements = Array.isArray(Statement) ? (Statement as readonly JsonValue[]) : [Statement];
  return { statements: statements.map((statement) => compileStatement(statement, kind)) };
}

function compileStatement(statement: JsonValue, kind: PolicyKind): CompiledStatement {
  if (!isJsonObject(statement)) throw malformedPolicy('A policy Statement must be an object.');
  const unknown = Object.keys(statement).find((member) => !statementMembers.has(member));
  if (unknown !== undefined) throw malformedPolicy(`A policy Statement has no element ${unknown}.`);
  const { Effect } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformedPolicy('Effect must be Allow or Deny.');

  const [actions, notActions] = either(statement, 'Action', 'NotAction');
  const [resources, notResources] = either(statement, 'Resource', 'NotResource');
  const [principals, notPrincipals] = either(statement, 'Principal', 'NotPrincipal');
  if (actions === undefined) throw malformedPolicy('A policy Statement must have Action or NotAction.');
  if (kind === 'identity' && principals !== undefined) {
    throw malformedPolicy('Policy document should not specify a principal.');
  }
  if (kind !== 'identity' && principals === undefined) throw malformedPolicy('A policy Statement must have Principal.');
  if (kind === 'identity' && resources === undefined) {
    throw malformedPolicy('A policy Statement must have Resource or NotResource.');
  }
  if (kind === 'trust' && resources !== undefined) throw malformedPolicy('Has prohibited field Resource.');
  return {
    effect: Effect,
    actions: strings('Action', actions).map(compileAction),
    notActions,
    resources: resources === undefined ? [] : strings('Resource', resources).map(compileResource),
    notResources,
    principals: principals === undefined ? undefined : compilePrincipals(principals),
    notPrincipals,
    conditions: compileConditions(statement.Condition),
  };
}

/** Returns an element or its negation. A statement has one of them at most. */
function either(statement: JsonObject, name: string, negation: string): [JsonValue | undefined, boolean] {
  if (statement[name] !== undefined && statement[negation] !== undefined) {
    throw malformedPolicy(`A policy Statement cannot have both ${name} and ${negation}.`);
  }
  return [statement[name] ?? statement[negation], statement[negation] !== undefined];
}

function strings(element: string, value: JsonValue): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  return list.map((item) => {
    if (typeof item !== 'string') throw malformedPolicy(`${element} must be a string or a list of strings.`);
    return item;
  });
}

function compileAction(action: string): string {
  if (action !== '*' && !/^[a-z0-9*?-]+:[a-z0-9*?]+$/i.test(action)) {
    throw malformedPolicy(`"${action}" is not an action; actions look like dynamodb:PutItem.`);
  }
  return compilePattern(action.toLowerCase()).resolve(() => undefined) ?? '';
}

function compileResource(resource: string): Pattern {
  if (!/^(\*|arn:|\$\{)/.test(resource)) throw malformedPolicy(`Resource ${resource} must be in ARN format or "*".`);
  return compilePattern(resource);
}

function compilePrincipals(value: JsonValue): Principals {
  if (value === '*') return { everyone: true, aws: new Set(), service: new Set() };
  if (!isJsonObject(value)) throw malformedPolicy('Principal must be "*" or an object.');
  for (const kind of Object.keys(value)) {
    if (!['AWS', 'Service', 'Federated', 'CanonicalUser'].includes(kind)) {
      throw malformedPolicy(`Principal has no kind ${kind}; it has AWS, Service, Federated and CanonicalUser.`);
    }
  }
  const aws = strings('Principal.AWS', value.AWS ?? []);
  return {
    everyone: aws.includes('*'),
    aws: new Set(aws),
    service: new Set(strings('Principal.Service', value.Service ?? [])),
  };
}
