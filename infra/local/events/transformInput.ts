import { AwsError } from '../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import type { Reader } from '../platform/Reader.ts';

/** Returns the text that a target receives of an event. */
export type Transform = (event: JsonObject, rule: { readonly name: string; readonly arn: string }) => string;

/**
 * Reads a target's `Input`, `InputPath` or `InputTransformer`, without which it receives the whole event.
 * @throws AwsError ValidationException
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function readTransform(target: Reader): Transform {
  const input = target.optionalString('Input');
  if (input !== undefined) return () => input;
  const path = target.optionalString('InputPath');
  if (path !== undefined) {
    const select = compilePath(path);
    return (event) => JSON.stringify(select(event) ?? null);
  }
  const transformer = target.optionalObject('InputTransformer');
  return transformer === undefined ? (event) => JSON.stringify(event) : compileTransformer(transformer);
}

function compileTransformer(transformer: Reader): Transform {
  const template = transformer.string('InputTemplate');
  const paths = Object.entries(transformer.stringMap('InputPathsMap')).map(([name, path]) => ({
    name,
    select: compilePath(path),
  }));
  return (event, rule) => {
    const values = new Map<string, JsonValue | undefined>(paths.map(({ name, select }) => [name, select(event)]));
    values.set('aws.events.rule-name', rule.name);
    values.set('aws.events.rule-arn', rule.arn);
    values.set('aws.events.event.json', event);
    values.set('aws.events.event.ingestion-time', event.time);
    const { detail: _, ...withoutDetail } = event;
    values.set('aws.events.event', withoutDetail);
    return fill(template, values);
  };
}

/**
 * Fills the variables of a template, as text between quotes and as JSON elsewhere.
 * A variable that the event lacks is empty.
 */
function fill(template: string, values: ReadonlyMap<string, JsonValue | undefined>): string {
  let quoted = false;
  return template.replace(/\\.|"|<([\w.-]+)>/g, (match, name: string | undefined) => {
    quoted = match === '"' ? !quoted : quoted;
    if (name === undefined || !values.has(name)) return match;
    const value = values.get(name) ?? '';
    if (!quoted) return JSON.stringify(value);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return JSON.stringify(text).slice(1, -1);
  });
}

/** Compiles `$`, `$.detail.items[0]` or `$.detail['a-b']`. */
function compilePath(path: string): (event: JsonObject) => JsonValue | undefined {
  if (!/^\$(\.[\w@-]+|\[\d+\]|\['[^']+'\])*$/.test(path)) {
    throw new AwsError('ValidationException', `Invalid InputPath ${path}.`);
  }
  const steps = [...path.matchAll(/\.([\w@-]+)|\[(\d+)\]|\['([^']+)'\]/g)].map(
    ([, name, index, key]) => name ?? key ?? Number(index),
  );
  return (event) => steps.reduce<JsonValue | undefined>(step, event);
}

function step(value: JsonValue | undefined, name: string | number): JsonValue | undefined {
  if (typeof name === 'number') return Array.isArray(value) ? value[name] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
