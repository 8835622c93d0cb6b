import { remoteConfig } from '@shopmesh/config/rsbuild';

export default remoteConfig('payments', 5278);
