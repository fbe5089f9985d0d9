import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isInterfaceType,
  isUnionType,
  Kind,
  parse,
  type StringValueNode,
  TokenKind,
  validateSchema,
  visit,
} from 'graphql';
import { isJsonObject } from '../../platform/Json.ts';
import { awsScalars } from './scalars.ts';
import { withoutIdleDirectives } from './withoutIdleDirectives.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-directives.html */
const directives = /* GraphQL */ `
  directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
  directive @aws_publish(subscriptions: [String]) on FIELD_DEFINITION
  directive @aws_api_key on FIELD_DEFINITION | OBJECT
  directive @aws_iam on FIELD_DEFINITION | OBJECT
  directive @aws_oidc on FIELD_DEFINITION | OBJECT
  directive @aws_lambda on FIELD_DEFINITION | OBJECT
  directive @aws_cognito_user_pools(cognito_groups: [String]) on FIELD_DEFINITION | OBJECT
  directive @aws_auth(cognito_groups: [String!]!) on FIELD_DEFINITION
  directive @canonical on FIELD_DEFINITION | OBJECT
  directive @hidden on FIELD_DEFINITION | OBJECT
  directive @renamed(to: String!) on FIELD_DEFINITION | OBJECT
`;

const awsDirectives = parse(directives, { noLocation: true }).definitions;
const awsDirectiveNames = new Set(
  awsDirectives.flatMap((node) => (node.kind === Kind.DIRECTIVE_DEFINITION ? [node.name.value] : [])),
);
const scalarDefinitions = parse(awsScalars.map((scalar) => `scalar ${scalar.name}`).join('\n'), {
  noLocation: true,
}).definitions;
const scalarsByName = new Map(awsScalars.map((scalar) => [scalar.name, scalar]));

/** Bytes of a schema document. */
const SCHEMA_LIMIT = 1024 * 1024;

/**
 * Builds an API's schema with AppSync's scalars and directives, and abstract types resolved by `__typename`.
 * Throws GraphQLError for what AppSync refuses: custom scalars, types starting with `AWS`, an invalid schema.
 * @param warn receives what AppSync takes without effect
 */
export function buildApiSchema(sdl: string, warn: (message: string) => void = () => {}): GraphQLSchema {
  if (Buffer.byteLength(sdl) > SCHEMA_LIMIT) throw new GraphQLError('The schema is larger than 1 MB.');
  const text = withoutSemicolons(sdl);
  if (text !== sdl) warn('The schema has semicolons between fields, which are no GraphQL.');
  const document = withoutIdleDirectives(describedByComments(parse(text)), awsDirectives, warn);
  const definitions: DefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.SCALAR_TYPE_DEFINITION) {
      if (scalarsByName.has(definition.name.value)) continue;
      throw new GraphQLError(`AppSync has no custom scalars: scalar ${definition.name.value}.`, { nodes: definition });
    }
    if (definition.kind === Kind.DIRECTIVE_DEFINITION && awsDirectiveNames.has(definition.name.value)) continue;
    definitions.push(definition);
  }
  const schema = buildASTSchema({
    kind: Kind.DOCUMENT,
    definitions: [...awsDirectives, ...scalarDefinitions, ...definitions],
  });
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = scalarsByName.get(type.name);
    if (scalar !== undefined) Object.assign(type, { ...scalar });
    if (type.name.startsWith('AWS') && scalar === undefined) {
      throw new GraphQLError(`A type's name cannot start with AWS: ${type.name}.`);
    }
    if (isInterfaceType(type) || isUnionType(type)) type.resolveType = typenameOf;
  }
  const [invalid] = validateSchema(schema);
  if (invalid !== undefined) throw invalid;
  return schema;
}

/** AppSync takes `;` for white space. Texts and comments keep theirs. */
function withoutSemicolons(sdl: string): string {
  return sdl.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*|;/g, (part) => (part === ';' ? ' ' : part));
}

function typenameOf(value: unknown): string | undefined {
  return isJsonObject(value) && typeof value.__typename === 'string' ? value.__typename : undefined;
}

/** Makes the `#` comments before a definition its description if it has none, as AppSync does. */
function describedByComments(document: DocumentNode): DocumentNode {
  return visit(document, {
    enter(node) {
      if (!('description' in node || 'fields' in node) && node.kind !== Kind.FIELD_DEFINITION) return undefined;
      if ('description' in node && node.description !== undefined) return undefined;
      const lines: string[] = [];
      let token = node.loc?.startToken.prev;
      while (token?.kind === TokenKind.COMMENT) {
        lines.unshift(token.value.trim());
        token = token.prev;
      }
      if (lines.length === 0) return undefined;
      const description: StringValueNode = { kind: Kind.STRING, value: lines.join('\n'), block: true };
      return { ...node, description };
    },
  });
}
