import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Returns the plugin that keeps only the used schemas of an SDK client, whose one module describes the whole service.
 * It writes out keys computed from constants, and drops the registration of exceptions that no file of `folder` names.
 *
 * A dropped exception arrives as the service's base exception, named by the service's code. The SDK does the same with
 * exceptions that are newer than itself.
 */
export function onlyUsedSchemas(folder: string): Plugin {
  const sources = globSync('**/*.ts', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));
  return {
    name: 'only-used-schemas',
    setup({ onLoad }) {
      onLoad({ filter: /@aws-sdk[\\/]client-[a-z-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, async ({ path }) => {
        const [, client = ''] = /@aws-sdk[\\/](client-[a-z-]+)/.exec(path) ?? [];
        const users = sources.filter((source) => source.includes(`'@aws-sdk/${client}'`));
        const named = new Set(users.flatMap((source) => source.match(/\w+/g) ?? []));
        const schemas = await readFile(path, 'utf8');
        const constants = new Map(
          [...schemas.matchAll(/^const (\w+) = (".*");$/gm)].map(([, name, text]) => [name, text]),
        );
        return {
          contents: schemas
            .replaceAll(/\[(\w+)\]:/g, (key, name: string) => (constants.has(name) ? `${constants.get(name)}:` : key))
            .replaceAll(/^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm, (registration, name: string) =>
              named.has(name) ? registration : '',
            ),
        };
      });
    },
  };
}
