// node scripts/build.mjs [app…]: builds these apps, or all, two at a time (one build keeps about one core busy).
import { spawn } from 'node:child_process';
import { apps, root } from './apps.mjs';

const LANES = 2;
const queue = process.argv.length > 2 ? process.argv.slice(2) : [...apps];

function build(app) {
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${root}node_modules/@rsbuild/core/bin/rsbuild.js`, 'build'], {
      cwd: `${root}apps/${app}`,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('exit', (code) => {
      if (code === 0) console.log(`built ${app} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
      else console.error(output);
      code === 0 ? resolve() : reject(new Error(`${app}: rsbuild ended with ${code}`));
    });
  });
}

async function lane() {
  for (let app = queue.shift(); app; app = queue.shift()) await build(app);
}
const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
for (const { reason } of lanes.filter(({ status }) => status === 'rejected')) {
  console.error(reason.message);
  process.exitCode = 1;
}
