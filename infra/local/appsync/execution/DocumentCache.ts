import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { HiddenIntrospection } from './HiddenIntrospection.ts';
import { type DocumentMeasure, measureDocument } from './measureDocument.ts';
import { malformed, RequestError } from './RequestError.ts';
import type { ResponseEntry } from './ResponseEntry.ts';
import { validationEntry } from './validationEntry.ts';

export interface PreparedDocument {
  readonly document: DocumentNode;
  readonly operations: readonly OperationDefinitionNode[];
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly measures: ReadonlyMap<OperationDefinitionNode, DocumentMeasure>;
  /** Empty for a valid document. */
  readonly errors: readonly ResponseEntry[];
}

/** graphql-java's default. It does not parse documents with more tokens. */
const TOKEN_LIMIT = 15_000;
/** Beyond these limits validation or execution takes seconds. AppSync's own limits end such a request long before. */
const FIELD_LIMIT = 100_000;
const REPETITION_LIMIT = 500;
const CACHE_SIZE = 500;

/** Parses and validates each distinct query text once. Keeps the texts that were used last. */
export class DocumentCache {
  readonly #schema: GraphQLSchema;
  readonly #introspection: boolean;
  readonly #prepared = new Map<string, PreparedDocument>();

  constructor(schema: GraphQLSchema, introspection: boolean) {
    this.#schema = schema;
    this.#introspection = introspection;
  }

  /** Returns the parsed document. Throws RequestError for text that is not GraphQL or too complex to validate. */
  prepare(text: string): PreparedDocument {
    const known = this.#prepared.get(text);
    if (known !== undefined) {
      this.#prepared.delete(text);
      this.#prepared.set(text, known);
      return known;
    }
    const prepared = prepareDocument(this.#schema, text, this.#introspection);
    this.#prepared.set(text, prepared);
    if (this.#prepared.size > CACHE_SIZE) {
      const [oldest] = this.#prepared.keys();
      if (oldest !== undefined) this.#prepared.delete(oldest);
    }
    return prepared;
  }
}

function prepareDocument(schema: GraphQLSchema, text: string, introspection: boolean): PreparedDocument {
  const document = parseText(text);
  const operations = document.definitions.filter(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const measures = new Map(operations.map((operation) => [operation, measureDocument(operation, fragments)]));
  for (const measure of measures.values()) {
    if (measure.fields > FIELD_LIMIT || measure.repeated > REPETITION_LIMIT) {
      throw new RequestError(400, 'BadRequestException', 'The query is too complex.');
    }
  }
  const rules = introspection ? specifiedRules : [...specifiedRules, HiddenIntrospection];
  const errors = stackSafe(() => validate(schema, document, rules, { maxErrors: 50 })).map((error) =>
    validationEntry(error, document),
  );
  return { document, operations, fragments, measures, errors };
}

function parseText(text: string): DocumentNode {
  try {
    return stackSafe(() => parse(text, { maxTokens: TOKEN_LIMIT }));
  } catch (error) {
    if (error instanceof GraphQLError) throw malformed('Unable to parse GraphQL query.');
    throw error;
  }
}

/** Runs `task`. Throws RequestError where the document's nesting overruns the stack. */
function stackSafe<Value>(task: () => Value): Value {
  try {
    return task();
  } catch (error) {
    if (error instanceof RangeError) throw malformed('Unable to parse GraphQL query.');
    throw error;
  }
}
