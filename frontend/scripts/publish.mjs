// node scripts/publish.mjs <outDir> [app…]: lays the builds out for one static origin.
//   <outDir>/index.html, /boot.js, /static/**    the shell; hashed files of older shells stay for tabs still open
//   <outDir>/mfe/<remote>/<12 hex>/**            immutable, named by content
//   <outDir>/mfe/manifest.json                   the pointer, the only mutable file: switched by one rename, last
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { apps, mountsOf, root } from './apps.mjs';

const [outArgument, ...chosen] = process.argv.slice(2);
if (!outArgument) throw new Error('usage: publish.mjs <outDir> [app…]');
const out = resolve(outArgument);
// Differs on every build, and only tools read it.
const NOT_SHIPPED = new Set(['mf-stats.json', 'index.html', '@mf-types.zip']);
const MIN_COMPRESSED = 512;

const walk = (directory) =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(directory, entry.name)) : [join(directory, entry.name)],
  );

function replace(path, content) {
  mkdirSync(join(path, '..'), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

function contentHash(directory) {
  const hash = createHash('sha256');
  for (const file of walk(directory).sort()) {
    if (!NOT_SHIPPED.has(basename(file)))
      hash.update(relative(directory, file)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

/** nginx serves these beside the original (gzip_static, brotli_static): the best compression, paid once. */
function compress(file, raw) {
  if (!/\.(js|css|svg|json|txt)$/.test(file) || raw.length < MIN_COMPRESSED) return;
  replace(`${file}.gz`, gzipSync(raw, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  replace(`${file}.br`, brotliCompressSync(raw, { params }));
}

function put(file, target) {
  const raw = readFileSync(file);
  if (existsSync(target) && readFileSync(target).equals(raw)) return;
  replace(target, raw);
  compress(target, raw);
}

/** A build that stopped half way must not become what everybody is sent to. */
function requireComplete(app, dist) {
  const last = app === 'shell' ? 'index.html' : 'mf-manifest.json';
  if (!existsSync(join(dist, last))) throw new Error(`${app} is not built: npm run build`);
}

function publishShell(dist) {
  for (const file of walk(dist)) {
    const name = relative(dist, file);
    if (name !== 'index.html' && !name.startsWith('mf-') && !NOT_SHIPPED.has(name)) put(file, join(out, name));
  }
  // After its chunks, so that it never names one that is not there; uncompressed, because nginx writes the nonce into it.
  replace(join(out, 'index.html'), readFileSync(join(dist, 'index.html')));
}

function publishRemote(app, dist) {
  const version = contentHash(dist);
  const target = join(out, 'mfe', app, version);
  if (!existsSync(target)) {
    const temporary = `${target}.${process.pid}.tmp`;
    cpSync(dist, temporary, { recursive: true, filter: (file) => !NOT_SHIPPED.has(basename(file)) });
    for (const file of walk(temporary)) compress(file, readFileSync(file));
    try {
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { recursive: true });
      if (!existsSync(target)) throw error; // somebody else published the same content first
    }
  }
  return { entry: `/mfe/${app}/${version}/mf-manifest.json`, version, mounts: mountsOf(app) };
}

const pointer = join(out, 'mfe/manifest.json');
const known = existsSync(pointer) ? JSON.parse(readFileSync(pointer, 'utf8')).remotes : {};
const remotes = Object.fromEntries(Object.entries(known).filter(([name]) => apps.includes(name)));

mkdirSync(out, { recursive: true });
for (const app of chosen.length ? chosen : apps) {
  const dist = join(root, 'apps', app, 'dist');
  requireComplete(app, dist);
  if (app === 'shell') publishShell(dist);
  else remotes[app] = publishRemote(app, dist);
}
replace(pointer, `${JSON.stringify({ schema: 1, remotes }, null, 2)}\n`);
console.log(`published ${Object.keys(remotes).length} remotes`);
