import { type AnyNode, getLineInfo, type Node, type Program, parse } from 'acorn';
import { checkFunctions } from './checkFunctions.ts';
import { checkNames } from './checkNames.ts';
import { checkSyntax } from './checkSyntax.ts';
import type { Finding } from './Finding.ts';
import { resolveNames } from './resolveNames.ts';
import { childNodes } from './syntaxTree.ts';

/** Characters of code that AppSync accepts for a resolver or function, an inline source map among them. */
export const MAXIMUM_CODE_CHARACTERS = 32_768;

export type Report = (node: Node, rule: string, message: string) => void;

/**
 * Returns every place in a bundled resolver where AppSync would not accept the code: syntax, built-ins, imports,
 * handlers, size.
 * @param file is only carried into the findings
 */
export function checkResolverBundle(source: string, file: string): Finding[] {
  const findings: Finding[] = [];
  const add = (offset: number, rule: string, message: string) => {
    const { line, column } = getLineInfo(source, offset);
    findings.push({ file, line, column: column + 1, rule, message });
  };
  if (source.length > MAXIMUM_CODE_CHARACTERS) {
    add(0, 'code-size', `The code has ${source.length} characters; AppSync accepts ${MAXIMUM_CODE_CHARACTERS}.`);
  }
  let program: Program;
  try {
    program = parse(source, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch (error) {
    const offset = error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    add(Math.min(offset, source.length), 'syntax', error instanceof Error ? error.message : String(error));
    return findings;
  }
  const report: Report = (node, rule, message) => add(node.start, rule, message);
  const names = resolveNames(program);
  const visit = (node: AnyNode): void => {
    checkSyntax(node, report);
    for (const child of childNodes(node)) visit(child as AnyNode);
  };
  visit(program);
  checkNames(program, names, report);
  checkFunctions(program, names, report);
  return findings.toSorted((left, right) => left.line - right.line || left.column - right.column);
}
