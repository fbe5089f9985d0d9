import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenLink, linksOf, markdownFiles, missingPaths, project, proseOf } from './markdown.ts';

const LONGEST_LINE = 120;
const files = markdownFiles();

it('finds the files that it judges', () => {
  expect(files).toEqual(expect.arrayContaining(['README.md', 'docs/architecture.md', 'infra/local/README.md']));
});

describe.each(files)('%s', (file) => {
  it('has no line of prose above 120 columns', () => {
    const long = proseOf(file).filter(({ text }) => text.length > LONGEST_LINE);
    expect(long.map(({ number, text }) => `${file}:${number}: ${text}`)).toEqual([]);
  });

  it('has no riddles', () => {
    const riddles = proseOf(file).filter(({ text }) => /\bwho(so)?ever\b/i.test(text));
    expect(riddles.map(({ number, text }) => `${file}:${number}: ${text}`)).toEqual([]);
  });

  it('links to what there is', () => {
    expect(linksOf(file).flatMap((link) => brokenLink(file, link) ?? [])).toEqual([]);
  });

  it('names files that there are', () => {
    expect(missingPaths(file)).toEqual([]);
  });
});

/** A line of a comment or, in a schema, of a description. */
interface CommentLine {
  readonly place: string;
  readonly text: string;
}

const comment = { ts: /^\s*(\/\/|\/?\*)|[;,{})\]] \/\/ /, graphql: /./ } as const;

function commentsIn(folder: string): readonly CommentLine[] {
  const paths = globSync(`${folder}/**/*.{ts,graphql}`, {
    cwd: project,
    exclude: (path) => /(^|\/)(node_modules|generated|cdk\.out|dist)$/.test(path),
  });
  return paths.flatMap((path) =>
    readFileSync(join(project, path), 'utf8')
      .split('\n')
      .map((text, index) => ({ place: `${path}:${index + 1}`, text }))
      .filter(({ text }) => comment[path.endsWith('.ts') ? 'ts' : 'graphql'].test(text)),
  );
}

const folders = ['client', 'examples', 'functions', 'infra', 'resolvers', 'schema', 'test'];

describe.each(folders)('comments of %s', (folder) => {
  const comments = commentsIn(folder);
  const places = (wrong: (text: string) => boolean) =>
    comments.filter(({ text }) => wrong(text)).map(({ place, text }) => `${place}: ${text.trim()}`);

  it('are found', () => {
    expect(comments.length).toBeGreaterThan(5);
  });

  it('have no line above 120 columns', () => {
    expect(places((text) => text.replace(/https:\/\/\S+/g, '').length > LONGEST_LINE)).toEqual([]);
  });

  it('have no riddles', () => {
    expect(places((text) => /\bwho(so)?ever\b/i.test(text))).toEqual([]);
  });

  it('say what is returned, not what "answers"', () => {
    expect(
      places((text) => /^\s*(\/\*\*|\*) Answers (whether|how|what|which|the|its|null|true|false)\b/.test(text)),
    ).toEqual([]);
  });
});
