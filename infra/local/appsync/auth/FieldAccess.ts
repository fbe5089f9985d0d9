import {
  type DirectiveNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
} from 'graphql';
import type { AwsCaller } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import type { AuthorizationMode, Caller } from './Caller.ts';

/** The callers of one field: modes, and for Cognito the groups of which one is needed. */
interface FieldRule {
  readonly modes: ReadonlyMap<AuthorizationMode, readonly string[] | undefined>;
  /** Neither the field nor its type has a directive: only the API's default mode is allowed. */
  readonly undirected: boolean;
}

const modeOfDirective: Readonly<Record<string, AuthorizationMode>> = {
  aws_api_key: 'API_KEY',
  aws_iam: 'AWS_IAM',
  aws_cognito_user_pools: 'AMAZON_COGNITO_USER_POOLS',
  aws_auth: 'AMAZON_COGNITO_USER_POOLS',
  aws_oidc: 'OPENID_CONNECT',
  aws_lambda: 'AWS_LAMBDA',
};

/**
 * Decides who sees which field. Directives of a field override those of its type, and several are alternatives.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 */
export class FieldAccess {
  readonly #schema: GraphQLSchema;
  readonly #rules = new Map<string, FieldRule>();
  readonly #rootTypes: ReadonlySet<string>;
  readonly #apiArn: string;
  readonly #aws: AwsCaller;

  constructor(schema: GraphQLSchema, defaultMode: AuthorizationMode, apiArn: string, aws: AwsCaller) {
    this.#schema = schema;
    this.#apiArn = apiArn;
    this.#aws = aws;
    this.#rootTypes = new Set(
      [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
        type == null ? [] : [type.name],
      ),
    );
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        this.#rules.set(`${type.name}.${field.name}`, ruleOf(type, field, defaultMode));
      }
    }
  }

  allows(caller: Caller, typeName: string, fieldName: string): boolean {
    return this.checker(typeName, fieldName)(caller);
  }

  /** Returns the decision about one field, for code that asks often. */
  checker(typeName: string, fieldName: string): (caller: Caller) => boolean {
    const coordinate = `${typeName}.${fieldName}`;
    const rule = this.#rules.get(coordinate);
    if (rule === undefined) return () => true;
    const arn = this.#fieldArn(typeName, fieldName);
    const asksPolicy = this.#rootTypes.has(typeName);
    return (caller) => {
      if (!rule.modes.has(caller.mode)) return false;
      const groups = rule.modes.get(caller.mode);
      if (groups !== undefined && !groups.some((group) => caller.groups.includes(group))) return false;
      if (rule.undirected && caller.mode === 'AMAZON_COGNITO_USER_POOLS' && caller.defaultAction === 'DENY') {
        return false;
      }
      if (caller.deniedFields.size > 0 && (caller.deniedFields.has(coordinate) || caller.deniedFields.has(arn))) {
        return false;
      }
      return caller.mode !== 'AWS_IAM' || !asksPolicy || this.#policyAllows(caller, arn);
    };
  }

  /**
   * Returns the fields below a subscription that somebody who may subscribe may not query, as `Type.field`.
   * AppSync delivers them all the same: their directives do not protect them from subscribers.
   */
  unprotectedBelow(subscription: GraphQLField<unknown, unknown>, typeName: string): readonly string[] {
    const subscribers = this.#rules.get(`${typeName}.${subscription.name}`);
    if (subscribers === undefined) return [];
    return objectTypesBelow(this.#schema, subscription).flatMap((type) =>
      Object.keys(type.getFields())
        .map((field) => `${type.name}.${field}`)
        .filter((coordinate) => !coversAll(this.#rules.get(coordinate), subscribers)),
    );
  }

  /** Policies name the fields of root types. ? What those return is granted with them: CDK's grants name no others. */
  #policyAllows(caller: Caller, resource: string): boolean {
    if (caller.principal === undefined) return false;
    try {
      this.#aws.authorize(caller.principal, { action: 'appsync:GraphQL', resource });
      return true;
    } catch (error) {
      if (error instanceof AwsError) return false;
      throw error;
    }
  }

  #fieldArn(typeName: string, fieldName: string): string {
    return `${this.#apiArn}/types/${typeName}/fields/${fieldName}`;
  }
}

function objectTypesBelow(schema: GraphQLSchema, { type }: GraphQLField<unknown, unknown>): GraphQLObjectType[] {
  const found = new Set<GraphQLObjectType>();
  const add = (output: GraphQLOutputType): void => {
    const named = getNamedType(output);
    const types = isAbstractType(named) ? schema.getPossibleTypes(named) : isObjectType(named) ? [named] : [];
    for (const object of types) {
      if (found.has(object)) continue;
      found.add(object);
      for (const field of Object.values(object.getFields())) add(field.type);
    }
  };
  add(type);
  return [...found];
}

function coversAll(rule: FieldRule | undefined, callers: FieldRule): boolean {
  return [...callers.modes].every(([mode, groups]) => {
    if (!rule?.modes.has(mode)) return false;
    const needed = rule.modes.get(mode);
    return needed === undefined || groups?.every((group) => needed.includes(group)) === true;
  });
}

function ruleOf(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  defaultMode: AuthorizationMode,
): FieldRule {
  const own = modesOf(field.astNode?.directives ?? []);
  const modes = own.size > 0 ? own : modesOf(typeDirectives(type));
  if (modes.size > 0) return { modes, undirected: false };
  return { modes: new Map([[defaultMode, undefined]]), undirected: true };
}

function typeDirectives(type: GraphQLObjectType): readonly DirectiveNode[] {
  return [...(type.astNode?.directives ?? []), ...type.extensionASTNodes.flatMap((node) => node.directives ?? [])];
}

function modesOf(directives: readonly DirectiveNode[]): Map<AuthorizationMode, readonly string[] | undefined> {
  const modes = new Map<AuthorizationMode, readonly string[] | undefined>();
  for (const directive of directives) {
    const mode = modeOfDirective[directive.name.value];
    if (mode !== undefined) modes.set(mode, groupsOf(directive));
  }
  return modes;
}

function groupsOf(directive: DirectiveNode): readonly string[] | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === 'cognito_groups')?.value;
  if (value?.kind === Kind.STRING) return [value.value];
  if (value?.kind !== Kind.LIST) return undefined;
  return value.values.flatMap((entry) => (entry.kind === Kind.STRING ? [entry.value] : []));
}
