import { type Node, parse } from 'acorn';
import { childNodes } from '../checker/syntaxTree.ts';
import type { RewrittenModule } from './rewriteModule.ts';

/** The name that AppSync gives the code of every resolver. */
export const codeFile = 'code.js';

/**
 * `code.js:<line>:<column>`, 1-based, of the innermost expression of the code in an error's stack, as AppSync names places. Undefined if the
 * stack does not pass through the code.
 */
export function codePlace(error: object, source: string, { edits }: RewrittenModule): string | undefined {
  const frame = codeFrame(error);
  if (frame === undefined) return undefined;
  const offset = expressionStart(source, edits.originalOffset(frame.line, frame.column));
  const before = source.slice(0, offset);
  const line = before.split('\n').length;
  return `${codeFile}:${line}:${offset - (before.lastIndexOf('\n') + 1) + 1}`;
}

/** A stack is formatted when it is first read; whatever formats stacks in this process may not cope with a realm's stripped functions. */
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

/** V8 points at the name that failed; AppSync, as its guide's example log shows, at the start of the access that the name ends. */
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
