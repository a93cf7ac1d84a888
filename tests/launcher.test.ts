import { execFileSync } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { environment, launcher, root, start, temporaryHome } from './support/program.ts';

let home = '';
let remove = (): Promise<void> => Promise.resolve();
beforeEach(async () => {
  ({ path: home, remove } = await temporaryHome());
});
afterEach(() => remove());

async function run(node: string, args: readonly string[]) {
  const running = start(node, args, environment(home));
  running.child.stdin.end();
  const { status } = await running.ended;
  return { status, output: running.output(), errors: running.errors() };
}

/** A Node of the machine itself that is too old, or null. */
function oldNode(): { readonly path: string; readonly version: string } | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (folder === '' || folder.includes('node_modules')) continue;
    const path = join(folder, 'node');
    try {
      const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().slice(1);
      const [major = 0, minor = 0] = version.split('.').map(Number);
      if (major < 22 || (major === 22 && minor < 18)) return { path, version };
    } catch {
      // There is none in this folder.
    }
  }
  return null;
}

describe('the launcher', () => {
  it.each(['10.24.1', '20.20.2', '22.17.1'])('refuses Node %s with one line and status 1', async (version) => {
    const preload = join(home, 'pretend.cjs');
    await writeFile(
      preload,
      `Object.defineProperty(process, 'versions', { value: Object.assign({}, process.versions, { node: '${version}' }) });`,
    );
    const { status, output, errors } = await run(process.execPath, ['--require', preload, launcher, '--version']);
    expect([status, output]).toEqual([1, '']);
    expect(errors).toBe(
      `paperboy: this is Node.js ${version}, and Paperboy needs 22.18 or newer. In its folder, run "npm ci" and then "npm start": they bring Node.js 24.\n`,
    );
  });

  it('refuses a Node that does not run TypeScript', async () => {
    const { status, errors } = await run(process.execPath, ['--no-experimental-strip-types', launcher, '--version']);
    expect(status).toBe(1);
    expect(errors).toMatch(/^paperboy: this Node\.js \S+ does not run TypeScript files\. .*npm ci.*\n$/);
  });

  const old = oldNode();
  it.skipIf(old === null)('is understood by the old Node of this machine (skipped where there is none)', async () => {
    const { status, output, errors } = await run(old?.path ?? '', [launcher]);
    expect([status, output]).toEqual([1, '']);
    expect(errors).toContain(`this is Node.js ${old?.version}, and Paperboy needs 22.18 or newer`);
  });

  it('says what to do when the packages are not installed', async () => {
    for (const name of ['bin', 'src', 'package.json'])
      await cp(join(root, name), join(home, name), { recursive: true });
    const { status, output, errors } = await run(process.execPath, [join(home, 'bin', 'paperboy.js'), '--version']);
    expect([status, output]).toEqual([1, '']);
    expect(errors).toBe(
      'paperboy: the packages that it needs are not installed. In its folder, run "npm ci", then try again.\n',
    );
  });

  it('asks for the version that package.json asks for', async () => {
    const manifest: { engines: { node: string } } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(manifest.engines.node).toBe('>=22.18');
  });
});
