import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { JsonObject, JsonValue } from '../platform/Json.ts';
import { TemplateError } from './TemplateError.ts';

/** Short forms whose full form is not `Fn::` and the same name. */
const plainShortForms = new Set(['Ref', 'Condition']);

/**
 * Parses a template in JSON, or in YAML with the short forms of intrinsics (`!Ref`, `!GetAtt a.b`, `!Sub` …).
 * Every `!Name` gets its full form, and an unknown one is refused later, where its path is known.
 * @throws TemplateError naming file and line.
 */
export function parseTemplate(text: string, file: string): JsonValue {
  // A template is JSON far more often than not, and the YAML parser is slow on megabytes of it.
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text) as JsonValue;
    } catch (error) {
      throw new TemplateError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const document = parseDocument(text, { prettyErrors: true, logLevel: 'silent' });
  const [problem] = document.errors;
  if (problem) throw new TemplateError(`${file} is not YAML: ${problem.message}`);
  const convert = (node: unknown): JsonValue => {
    if (isAlias(node)) {
      throw new TemplateError(`${file}: YAML alias *${node.source}; CloudFormation does not support aliases.`);
    }
    if (isScalar(node)) return wrap(node, scalarValue(node.value));
    if (isSeq(node)) {
      return wrap(
        node,
        node.items.map((item) => convert(item)),
      );
    }
    if (isMap(node)) {
      const entries = node.items.map((pair): [string, JsonValue] => {
        const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
        return [key, pair.value === null ? null : convert(pair.value)];
      });
      return wrap(node, Object.fromEntries(entries));
    }
    return null;
  };
  return convert(document.contents);
}

function scalarValue(value: unknown): JsonValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  return String(value);
}

function wrap(node: Node, value: JsonValue): JsonValue {
  const tag = node.tag;
  if (!tag?.startsWith('!') || tag.startsWith('!!')) return value;
  return expandShortForm(tag.slice(1), value);
}

function expandShortForm(name: string, value: JsonValue): JsonObject {
  if (plainShortForms.has(name)) return { [name]: value };
  if (name === 'GetAtt' && typeof value === 'string') {
    const dot = value.indexOf('.');
    return { 'Fn::GetAtt': dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [`Fn::${name}`]: value };
}
