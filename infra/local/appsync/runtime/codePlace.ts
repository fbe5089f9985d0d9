import { type Node, parse } from 'acorn';
import { childNodes } from '../checker/syntaxTree.ts';
import type { RewrittenModule } from './rewriteModule.ts';

/** The name that AppSync gives the code of every resolver. */
export const codeFile = 'code.js';

/**
 * Returns the place of an error as AppSync names it, `code.js:<line>:<column>`: that of the code's innermost
 * expression.
 * Returns `undefined` if the stack does not pass through the code.
 */
export function codePlace(error: object, source: string, { edits }: RewrittenModule): string | undefined {
  const frame = codeFrame(error);
  if (frame === undefined) return undefined;
  const offset = expressionStart(source, edits.originalOffset(frame.line, frame.column));
  const before = source.slice(0, offset);
  const line = before.split('\n').length;
  return `${codeFile}:${line}:${offset - (before.lastIndexOf('\n') + 1) + 1}`;
}

/**
 * Reads the code's frame of a stack with a formatter of its own, because a stack is formatted on its first read.
 * The process's formatter may need functions that the realm lacks.
 */
function codeFrame(error: object): { readonly line: number; readonly column: number } | undefined {
  const { prepareStackTrace } = Error;
  let found: { readonly line: number; readonly column: number } | undefined;
  Error.prepareStackTrace = (_error, frames) => {
    const frame = frames.find((candidate) => candidate.getFileName() === codeFile);
    if (frame !== undefined) found = { line: frame.getLineNumber() ?? 1, column: frame.getColumnNumber() ?? 1 };
    return '';
  };
  try {
    Reflect.get(error, 'stack');
  } finally {
    if (prepareStackTrace === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
    else Error.prepareStackTrace = prepareStackTrace;
  }
  return found;
}

/** Returns the start of an access, as AppSync's guide shows it. V8 points at the name that failed. */
function expressionStart(source: string, offset: number): number {
  let start = offset;
  const visit = (node: Node): void => {
    if (node.start > offset || node.end <= offset) return;
    for (const child of childNodes(node)) {
      if (node.type === 'MemberExpression' && child.start === offset && offset > node.start) start = node.start;
      visit(child);
    }
  };
  visit(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }));
  return start;
}
