/** `npm pack` in `infra/aws` runs this first: it writes what the package holds into `infra/aws/dist`. */
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { bundle } from './bundle.ts';

const source = join(import.meta.dirname, '..');
const project = join(source, '../..');
const dist = join(source, 'dist');

/** Types that the declarations name, each from the file that declares it. */
async function writeDeclarations(): Promise<void> {
  const config = join(dist, 'tsconfig.json');
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: project,
    outDir: join(dist, 'types'),
  };
  const files = [join(source, 'index.ts')];
  await writeFile(
    config,
    JSON.stringify({ extends: join(project, 'tsconfig.json'), compilerOptions, include: [], files }),
  );
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', config], { stdio: 'inherit' });
  await rm(config);
}

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, 'bundles'), { recursive: true });
await Promise.all([
  // What lies there is CommonJS, its declarations too.
  writeFile(join(dist, 'package.json'), JSON.stringify({ type: 'commonjs' })),
  bundle(join(dist, 'bundles')),
  // `cdk init` makes apps that require, and import takes CommonJS too.
  build({
    entryPoints: [join(source, 'index.ts')],
    outfile: join(dist, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['aws-cdk-lib', 'constructs'],
    define: { 'import.meta.dirname': '__dirname' },
    logLevel: 'warning',
  }),
  writeDeclarations(),
]);
