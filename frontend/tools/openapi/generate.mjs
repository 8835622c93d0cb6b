// node tools/openapi/generate.mjs: docs/reference/openapi/*.json → packages/api-client/src/gen/*.ts (committed; CI checks for drift).
// openapi-typescript needs the compiler API of TypeScript 5, so it lives here with a lock file of its own.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const schemas = `${here}../../../docs/reference/openapi`;
const target = `${here}../../packages/api-client/src/gen`;
const SERVICES = ['user', 'product', 'order', 'payments'];

function install() {
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm'];
  execFileSync(command, [...first, 'ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
}
if (!existsSync(`${here}node_modules/openapi-typescript`)) install();

// defaultNonNullable: a field with a default may be left out of a request.
const { default: openapiTS, astToString } = await import('openapi-typescript');

const header = (service) => `// Generated from docs/reference/openapi/${service}.json by "npm run gen". Do not edit.\n`;

mkdirSync(target, { recursive: true });
for (const service of SERVICES) {
  const document = JSON.parse(readFileSync(`${schemas}/${service}.json`, 'utf8'));
  const types = astToString(await openapiTS(document, { alphabetize: true, defaultNonNullable: false }));
  writeFileSync(`${target}/${service}.ts`, header(service) + types);
  console.log(`generated ${service}.ts`);
}
