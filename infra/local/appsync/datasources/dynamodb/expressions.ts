import { isJsonObject, type JsonObject } from '../../../platform/Json.ts';
import { mappingError, optionalObject, requiredText } from '../requestFields.ts';
import { toAttributeValues } from './attributeValues.ts';

/** `{expression, expressionNames, expressionValues}`. `util.transform` gives conditions and filters as JSON text. */
export interface Expression {
  readonly expression: string;
  readonly names: JsonObject;
  readonly values: JsonObject;
  /** The members beside the expression, such as `equalsIgnore`. */
  readonly options: JsonObject;
}

export function optionalExpression(request: JsonObject, member: string): Expression | undefined {
  const given = request[member];
  if (given === undefined || given === null) return undefined;
  const options = typeof given === 'string' ? parsed(given, member) : given;
  if (!isJsonObject(options)) throw mappingError(`Expected an Object for field '$[${member}]'.`);
  return {
    expression: requiredText(options, 'expression'),
    names: optionalObject(options, 'expressionNames') ?? {},
    values: toAttributeValues(optionalObject(options, 'expressionValues') ?? {}, `${member}.expressionValues`),
    options,
  };
}

export function requiredExpression(request: JsonObject, member: string): Expression {
  const expression = optionalExpression(request, member);
  if (expression === undefined) throw mappingError(`Value for field '$[${member}]' not found.`);
  return expression;
}

function parsed(text: string, member: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw mappingError(`Unable to parse the JSON of field '$[${member}]'.`);
  }
}

/**
 * Returns the DynamoDB members for a set of expressions, with names and values merged.
 * Leaves out empty maps, which DynamoDB refuses.
 */
export function expressionMembers(expressions: Readonly<Record<string, Expression | undefined>>): JsonObject {
  const members: Record<string, string | JsonObject> = {};
  const names: Record<string, JsonObject[string]> = {};
  const values: Record<string, JsonObject[string]> = {};
  for (const [member, expression] of Object.entries(expressions)) {
    if (expression === undefined) continue;
    members[member] = expression.expression;
    Object.assign(names, expression.names);
    Object.assign(values, expression.values);
  }
  if (Object.keys(names).length > 0) members.ExpressionAttributeNames = names;
  if (Object.keys(values).length > 0) members.ExpressionAttributeValues = values;
  return members;
}
