import { remoteConfig } from '@shopmesh/config/rsbuild';

export default remoteConfig('checkout', 5276);
