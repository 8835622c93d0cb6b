import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Every app that can be built, the shell first. */
export const apps = readdirSync(`${root}apps`)
  .filter((name) => existsSync(`${root}apps/${name}/rsbuild.config.ts`))
  .sort((a, b) => Number(b === 'shell') - Number(a === 'shell') || a.localeCompare(b));

/** The path prefixes a remote answers, from its remote.json. */
export const mountsOf = (name) => JSON.parse(readFileSync(`${root}apps/${name}/remote.json`, 'utf8')).mounts;
