import { remoteConfig } from '@shopmesh/config/rsbuild';

export default remoteConfig('catalog', 5275);
