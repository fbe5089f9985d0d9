import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

export const project = join(import.meta.dirname, '../..');

/** A line of a Markdown file: its text, its number from 1, and the language of the code block that it is in, if any. */
export interface MarkdownLine {
  readonly file: string;
  readonly number: number;
  readonly text: string;
  /** Empty for a block without a language. Undefined outside of code. */
  readonly code: string | undefined;
}

/** A fenced block of code. */
export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

/** The project's Markdown files, by their path from its folder. */
export function markdownFiles(): readonly string[] {
  const exclude = (path: string) => ['node_modules', 'cdk.out', '.local'].includes(basename(path));
  return globSync('**/*.md', { cwd: project, exclude }).toSorted();
}

export function linesOf(file: string): readonly MarkdownLine[] {
  let fence: { readonly mark: string; readonly code: string } | undefined;
  return readFileSync(join(project, file), 'utf8')
    .split('\n')
    .map((text, index) => {
      const [, mark, language = ''] = /^\s*(```+|~~~+)(\w*)/.exec(text) ?? [];
      const code = fence?.code ?? (mark === undefined ? undefined : language);
      if (mark !== undefined) fence = fence?.mark === mark ? undefined : (fence ?? { mark, code: language });
      return { file, number: index + 1, text, code };
    });
}

export function codeBlocksOf(file: string): readonly CodeBlock[] {
  const text = readFileSync(join(project, file), 'utf8');
  return [...text.matchAll(/^([ \t]*)```(\w*)\n(.*?)^\1```$/gms)].map(([, , language = '', code = '']) => ({
    language,
    code,
  }));
}

/** What a reader reads as sentences: no code, no tables, and of links only the words. */
export function proseOf(file: string): readonly MarkdownLine[] {
  return linesOf(file)
    .filter(({ text, code }) => code === undefined && !/^\s*\|/.test(text))
    .map((line) => ({ ...line, text: line.text.replace(/\]\([^)]*\)/g, ']') }));
}

/** The relative targets of a file's links and images, as they are written. */
export function linksOf(file: string): readonly string[] {
  return linesOf(file)
    .filter(({ code }) => code === undefined)
    .flatMap(({ text }) => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target))
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** Says what is wrong with a relative link, or null. */
export function brokenLink(file: string, link: string): string | null {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : relative(project, join(project, dirname(file), path));
  if (!existsSync(join(project, target))) return `${file}: ${link}: there is no ${target}`;
  if (anchor === undefined || anchorsOf(target).includes(anchor)) return null;
  return `${file}: ${link}: ${target} has no heading #${anchor}`;
}

/** Anchors of a file's headings, as repository pages make them. */
function anchorsOf(file: string): readonly string[] {
  return linesOf(file)
    .filter(({ text, code }) => code === undefined && /^#+ /.test(text))
    .map(({ text }) =>
      text
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
}

/**
 * Returns the paths in backticks that do not exist, seen from the project's folder or from the file's own.
 * A path may have `*`, `<placeholders>` and `{a,b}`. The name of a test may lack `.test.ts`.
 */
export function missingPaths(file: string): readonly string[] {
  const bases = [project, join(project, dirname(file))];
  const exists = (path: string) => {
    const pattern = path.replace(/<\w+>/g, '*');
    return bases.some((cwd) => globSync([pattern, `${pattern}.test.ts`], { cwd }).length > 0);
  };
  return linesOf(file)
    .filter(({ code }) => code === undefined)
    .flatMap(({ text, number }) =>
      [...text.matchAll(/`([^`]+)`/g)]
        .map(([, words = '']) => words)
        .filter((words) => /^[\w.-]+\/[\w./<>*{},-]*$/.test(words))
        .filter((words) => bases.some((base) => existsSync(join(base, words.split('/')[0] ?? ''))))
        .filter((words) => !exists(words))
        .map((words) => `${file}:${number}: there is no ${words}`),
    );
}
