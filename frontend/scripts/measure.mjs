// node scripts/measure.mjs [URL]: what a first visit to a running shop downloads, counted by Chromium and weighed in brotli
// (quality 11, as published). A page that no remote answers is the shell alone. Fails over the budget.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';

const shop = process.argv[2] ?? process.env.SHOPMESH_URL ?? 'http://localhost:8080';
const BUDGET = { kib: 185, requests: 15, entryKib: 15 };
const SETTLED_MS = 2_500;
const COMPRESSED = /javascript|json|html|svg|css/;

const profile = mkdtempSync(join(tmpdir(), 'shopmesh-measure-'));
const chromium = spawn(
  process.env.CHROMIUM ?? 'chromium',
  ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${profile}`],
  { stdio: ['ignore', 'ignore', 'pipe'] },
);

function address() {
  return new Promise((resolve, reject) => {
    let said = '';
    chromium.on('error', reject);
    chromium.stderr.on('data', (chunk) => {
      said += chunk;
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
  });
}

async function connect() {
  const socket = new WebSocket(await address());
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const waiting = new Map();
  const heard = new Set();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data);
    if (message.id) waiting.get(message.id)?.(message.result ?? {});
    else for (const listen of heard) listen(message);
  });
  const ask = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      socket.send(JSON.stringify({ id: last, method, params, sessionId }));
    });
  return { ask, heard };
}

/** Everything a page downloads until it is quiet. */
async function visit({ ask, heard }, path) {
  const { browserContextId } = await ask('Target.createBrowserContext');
  const { targetId } = await ask('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true });
  const files = [];
  let latest = Date.now();
  const note = ({ method, params, sessionId: from }) => {
    if (from !== sessionId || method !== 'Network.responseReceived') return;
    latest = Date.now();
    files.push({ id: params.requestId, url: new URL(params.response.url), type: params.response.mimeType });
  };
  heard.add(note);
  await ask('Network.enable', {}, sessionId);
  await ask('Page.navigate', { url: new URL(path, shop).href }, sessionId);
  while (Date.now() - latest < SETTLED_MS) await pause(100);
  heard.delete(note);
  for (const file of files) {
    const { body = '', base64Encoded } = await ask('Network.getResponseBody', { requestId: file.id }, sessionId);
    const raw = Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
    file.bytes = COMPRESSED.test(file.type) ? brotliCompressSync(raw).length : raw.length;
  }
  return files;
}

const kib = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0) / 1_024;
const over = (name, value, limit) => {
  console.log(`${value > limit ? 'OVER' : 'ok  '}  ${name}: ${Number(value.toFixed(1))} of ${limit}`);
  if (value > limit) process.exitCode = 1;
};

try {
  const browser = await connect();
  const shell = (await visit(browser, '/measure')).filter(({ url }) => !url.pathname.startsWith('/api/'));
  for (const { url, bytes } of shell.sort((a, b) => b.bytes - a.bytes))
    console.log(`${bytes}`.padStart(7), url.pathname);
  over('shell, KiB', kib(shell), BUDGET.kib);
  over('shell, requests', shell.length, BUDGET.requests);
  for (const path of ['/', '/cart', '/login', '/admin', '/payments']) {
    const [entry] = (await visit(browser, path)).filter(({ url }) => url.pathname.endsWith('/remoteEntry.js'));
    if (entry) over(`remote entry for ${path}, KiB`, kib([entry]), BUDGET.entryKib);
  }
} finally {
  const gone = new Promise((resolve) => chromium.on('exit', resolve));
  chromium.kill();
  await gone;
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
process.exit();
