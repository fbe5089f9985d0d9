import { join } from 'node:path';
import type { Finding } from './Finding.ts';

/** The API of a TypeScript release. Releases from 4.9 to 5.9 agree on what is used of it here. */
export type TypeScript = typeof import('typescript-5.9');

/** Code as AppSync gets it: one module with the handlers `request` and `response`. */
export interface Bundle {
  /** The name that findings carry. */
  readonly file: string;
  readonly code: string;
}

/**
 * AppSync checks types as `// @ts-check` does, without `strict`: aws-appsync-community issues 323, 334 and 402.
 * Target, module and resolution are those of the AppSync Developer Guide ("Bundling, TypeScript, and source maps").
 */
const compilerOptions = {
  allowJs: true,
  checkJs: true,
  strict: false,
  noImplicitAny: false,
  target: 'esnext',
  module: 'esnext',
  moduleResolution: 'node',
  lib: ['esnext'],
  types: [],
  skipLibCheck: true,
  noEmit: true,
};

/** The globals that code may use without an import (AppSync Developer Guide, "Supported runtime features"). */
const globalDeclarations = `
  import * as library from '@aws-appsync/utils';
  declare global {
    const util: typeof library.util;
    const extensions: typeof library.extensions;
    const runtime: typeof library.runtime;
    const console: { log(...values: unknown[]): void; error(...values: unknown[]): void };
  }
`;

/**
 * Returns the type errors that one TypeScript release finds in the bundles, with rules such as `TS2345`.
 * All are one program, with a module for each bundle and the types of the `@aws-appsync/utils` that this file resolves.
 */
export function typeErrors(typescript: TypeScript, bundles: readonly Bundle[]): Finding[] {
  const folder = import.meta.dirname;
  const { options, errors } = typescript.convertCompilerOptionsFromJson(compilerOptions, folder);
  const [wrong] = errors;
  if (wrong !== undefined) throw new Error(text(typescript, wrong));

  // The names are made up: a bundle's own may be absolute, or that of another.
  const codeOf = new Map([[join(folder, 'globals.d.ts'), globalDeclarations]]);
  const bundleOf = new Map(bundles.map((bundle, index) => [join(folder, `bundle-${index}.js`), bundle]));
  for (const [path, { code }] of bundleOf) codeOf.set(path, code);

  const host = typescript.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => codeOf.has(path) || fileExists(path);
  host.readFile = (path) => codeOf.get(path) ?? readFile(path);
  const program = typescript.createProgram([...codeOf.keys()], options, host);
  return [...bundleOf].flatMap(([path, { file }]) => {
    const source = program.getSourceFile(path);
    return program.getSemanticDiagnostics(source).map((diagnostic) => {
      const place = source?.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
      return {
        file,
        line: (place?.line ?? 0) + 1,
        column: (place?.character ?? 0) + 1,
        rule: `TS${diagnostic.code}`,
        message: text(typescript, diagnostic),
      };
    });
  });
}

type Message = Parameters<TypeScript['flattenDiagnosticMessageText']>[0];

function text(typescript: TypeScript, { messageText }: { readonly messageText: Message }): string {
  return typescript.flattenDiagnosticMessageText(messageText, ' ').replaceAll(/ +/g, ' ');
}
