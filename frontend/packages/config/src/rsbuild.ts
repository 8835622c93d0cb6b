import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { pluginModuleFederation } from '@module-federation/rsbuild-plugin';
import { defineConfig } from '@rsbuild/core';
import { pluginReact } from '@rsbuild/plugin-react';
import { hostShared, remoteShared } from './shared.ts';

const require = createRequire(import.meta.url);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// What the shop supports; native <dialog>, :has() and color-mix() all arrive with these.
const BROWSERS = ['chrome >= 114', 'edge >= 114', 'firefox >= 121', 'safari >= 17'];
const GATEWAY = process.env.SHOPMESH_URL ?? 'http://127.0.0.1:8080';
const optimization = { target: 'web' as const };

/** DEV_REMOTES="catalog=5275,account=5274" npm run dev: these remotes come from their own dev servers, the others from the gateway. */
const devRemotes = Object.fromEntries(
  (process.env.DEV_REMOTES ?? '')
    .split(',')
    .filter(Boolean)
    .map((pair) => pair.split('='))
    .map(([name, port]) => [name, `http://localhost:${port}/mf-manifest.json`]),
);

const output = {
  distPath: { root: 'dist' },
  cleanDistPath: true,
  legalComments: 'none' as const,
  overrideBrowserslist: BROWSERS,
};

// Just under the error panel's 8 s: a chunk that hangs is given up, so that "Try again" really asks again (the default is 120 s).
const CHUNK_TIMEOUT_MS = 7_500;

export const remoteConfig = (name: string, port: number) =>
  defineConfig({
    plugins: [
      pluginReact(),
      pluginModuleFederation({
        name,
        filename: 'remoteEntry.js',
        manifest: true,
        exposes: { './remote': './src/remote.tsx' },
        shared: remoteShared,
        shareStrategy: 'loaded-first',
        experiments: { externalRuntime: true, optimization },
        dts: false,
      }),
    ],
    source: { entry: { index: here('./remote-entry.ts') } },
    resolve: { alias: { 'react-refresh-own': require.resolve('react-refresh/runtime') } },
    tools: {
      // An alias does not work here: plugin-react's own alias comes first.
      rspack: (config, { isDev, appendPlugins, rspack }) => {
        config.output = { ...config.output, chunkLoadTimeout: CHUNK_TIMEOUT_MS };
        if (isDev)
          appendPlugins(
            new rspack.NormalModuleReplacementPlugin(/^react-refresh\/runtime$/, here('./refresh-shim.mjs')),
          );
      },
    },
    server: { port, strictPort: true, cors: { origin: '*' } },
    dev: { assetPrefix: `http://localhost:${port}/`, client: { protocol: 'ws', host: 'localhost', port } },
    output: { ...output, assetPrefix: 'auto' },
    performance: { printFileSize: false },
  });

export const hostConfig = (port: number) =>
  defineConfig({
    plugins: [
      pluginReact(),
      pluginModuleFederation({
        name: 'shell',
        remotes: {}, // none at build time: src/remotes registers what /mfe/manifest.json lists
        shared: hostShared,
        shareStrategy: 'loaded-first',
        experiments: { provideExternalRuntime: true, optimization },
        dts: false,
      }),
    ],
    source: { entry: { index: './src/index.ts' }, define: { __DEV_REMOTES__: JSON.stringify(devRemotes) } },
    html: { template: './index.html' },
    server: { port, strictPort: true, proxy: { '/mfe': GATEWAY, '/api': GATEWAY, '/media': GATEWAY } },
    output,
    tools: { rspack: { output: { chunkLoadTimeout: CHUNK_TIMEOUT_MS } } },
    // The federation's own shares are the right cuts; more of them only made more requests of the same bytes.
    splitChunks: { preset: 'none' },
    performance: {
      printFileSize: false,
      preload: { type: 'all-assets', include: [/manrope-latin-wght-normal\.[0-9a-f]+\.woff2$/] },
    },
  });
