import { remoteConfig } from '@shopmesh/config/rsbuild';

export default remoteConfig('admin', 5277);
