import type { Permission } from '../../platform/AwsApi.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import { tokenize } from '../expressions/tokenize.ts';
import { tableArn } from '../storage/TableDefinition.ts';
import { tableName } from './input.ts';
import type { Services } from './Services.ts';

const keywords = new Set(['SET', 'REMOVE', 'ADD', 'DELETE', 'AND', 'OR', 'NOT', 'BETWEEN', 'IN']);

/** Returns the permission on a table, with the condition keys of fine-grained access control. */
export function tablePermission(
  { store }: Services,
  action: string,
  input: JsonObject,
  more: {
    readonly index?: string;
    readonly keys?: readonly JsonObject[];
    readonly context?: Permission['context'];
  } = {},
): Permission {
  const name = tableName(input);
  const arn = tableArn(store.account, name);
  const hash = store.find(name)?.key.hash;
  const keys = more.keys ?? [input.Key ?? input.Item].filter(isJsonObject);
  const leading = hash === undefined ? [] : keys.flatMap((key) => scalarText(key[hash]));
  const attributes = [...new Set([...keys.flatMap(Object.keys), ...expressionAttributes(input)])];
  return {
    action: `dynamodb:${action}`,
    resource: more.index === undefined ? arn : `${arn}/index/${more.index}`,
    context: {
      ...(leading.length > 0 ? { 'dynamodb:LeadingKeys': leading } : {}),
      ...(attributes.length > 0 ? { 'dynamodb:Attributes': attributes } : {}),
      ...contextOf(input, 'Select'),
      ...contextOf(input, 'ReturnValues'),
      ...contextOf(input, 'ReturnConsumedCapacity'),
      ...more.context,
    },
  };
}

/** Returns the scalar of a key's attribute value as a policy states it. */
export function scalarText(value: unknown): readonly string[] {
  if (!isJsonObject(value)) return [];
  const scalar = value.S ?? value.N ?? value.B;
  return typeof scalar === 'string' ? [scalar] : [];
}

function contextOf(input: JsonObject, member: string): Record<string, string> {
  const value = input[member];
  return typeof value === 'string' ? { [`dynamodb:${member}`]: value } : {};
}

/** Returns the names at the head of every path in the request's expressions. */
function expressionAttributes(input: JsonObject): readonly string[] {
  const names = input.ExpressionAttributeNames;
  const found: string[] = [];
  for (const kind of [
    'ProjectionExpression',
    'ConditionExpression',
    'FilterExpression',
    'KeyConditionExpression',
    'UpdateExpression',
  ] as const) {
    const expression = input[kind];
    if (typeof expression !== 'string') continue;
    const tokens = tokenize(kind, expression);
    for (const [position, token] of tokens.entries()) {
      if (tokens[position - 1]?.text === '.') continue;
      const name = token.kind === 'name' && isJsonObject(names) ? names[token.text] : token.text;
      const isWord =
        token.kind === 'word' && !keywords.has(token.text.toUpperCase()) && tokens[position + 1]?.text !== '(';
      if ((token.kind === 'name' || isWord) && typeof name === 'string') found.push(name);
    }
  }
  return found;
}
